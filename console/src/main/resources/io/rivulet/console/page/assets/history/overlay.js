// Sessions laid over each other, one chart for each measure, on a common axis.
//
//   const laid = overlay({ sessions: [row, ...], view, changed: (view) => ..., spans: true });
//   target.append(laid.root); laid.close();
//
// view: { panels: [id], axis: 'dose' or 'clock', form: 'auto', 'raw', 'bucketed' or 'lttb', width: seconds or 0 }.
// Left to itself the form follows the zoom: what is in sight is asked for as finely as it can be seen.
import { make, say, show } from '../dom.js';
import { observationWord, plural, unitWord } from '../format.js';
import { chart } from '../shell/chart.js';
import { chips } from '../shell/chips.js';
import { field } from '../shell/form.js';
import { empty, failed, loading } from '../shell/states.js';
import { ask, ofSession } from './ask.js';
import { bucketPoints, bucketWords, byDevice, dosePoints, extent, firstFlow, formFor, instantAt, isoDuration, linePoints, place, POINTS, statedZero, widthFor } from './axis.js';
import { GAP_MS, PANELS, panelOf, SECOND_MS, USUAL } from './measures.js';

const MOST_ROWS = 100000;
const SETTLE_MS = 400;
const MIN_MS = 60000;
const FAINT = 0.2;
// Below a chart there are the axis' name and what zooms.
const ROOM_PX = 66;
const BAND = ', least to greatest';
const WIDTHS = [[0, 'by the zoom'], [10, '10 s'], [60, '1 min'], [300, '5 min'], [900, '15 min'], [3600, '1 h']];
let groups = 0;

export const usualView = () => ({ panels: USUAL, axis: 'dose', form: 'auto', width: 0 });

export function overlay({ sessions, view, changed = () => {}, spans = false }) {
  const group = `overlay-${(groups += 1)}`;
  const bar = controls(view, update);
  const said = make('p', 'notice');
  said.setAttribute('role', 'status');
  const grid = make('div', 'overlay-grid');
  const root = make('div', 'stack', bar.root, said, grid);
  const drawn = new Map();
  let known = null;
  let range = null;
  let run = new AbortController();
  let settling = 0;

  function update(changes) {
    const axisChanged = changes.axis && changes.axis !== view.axis;
    Object.assign(view, changes);
    changed(view);
    if (axisChanged) {
      range = null;
      clear();
    }
    draw();
  }

  function clear() {
    for (const one of drawn.values()) {
      one.close();
    }
    drawn.clear();
    grid.replaceChildren();
  }

  /** What is needed whatever is shown: doses give the zero, observations and excursions are few. */
  async function learn(signal) {
    return Promise.all(
      sessions.map(async (session) => {
        const path = ofSession(session.session);
        const [doses, observations, excursions] = await Promise.all([
          ask(`${path}/doses`, { limit: MOST_ROWS }, signal),
          ask(`${path}/observations`, { limit: 5000 }, signal),
          spans ? ask(`${path}/excursions`, { limit: 500 }, signal) : { rows: [] },
        ]);
        const stated = statedZero(session, doses.rows);
        const last = doses.rows.reduce((most, row) => Math.max(most, Date.parse(row.as_of)), stated);
        const zero = (await flowed(session, doses.rows, last, signal)) ?? stated;
        const begin = Math.min(Date.parse(session.begun_time), zero);
        const end = Math.max(last, session.closed_time ? Date.parse(session.closed_time) : last, begin + MIN_MS);
        return { session, zero, begin, end, doses: doses.rows, observations: observations.rows, excursions: excursions.rows };
      }),
    );
  }

  /** When the drug's pumps began to move, to the second: statements of a dose may come later. */
  async function flowed(session, doses, last, signal) {
    const pumps = new Set(doses.filter((row) => row.device && (!session.drug || row.drug.toLowerCase() === session.drug.toLowerCase())).map((row) => row.device));
    if (pumps.size === 0) {
      return null;
    }
    const path = `${ofSession(session.session)}/series`;
    const width = Math.max(10, widthFor(last - Date.parse(session.begun_time), 2000));
    const coarse = await ask(path, { measure: 'rate', form: 'bucketed', bucket: isoDuration(width) }, signal);
    const from = firstFlow(coarse.rows, pumps, 'bucket_time', 'max');
    if (from === null) {
      return null;
    }
    const span = { from: new Date(from).toISOString(), to: new Date(from + width * 1000).toISOString() };
    const fine = await ask(path, { measure: 'rate', form: 'raw', ...span, limit: 20000 }, signal);
    return firstFlow(fine.rows, pumps, 'time', 'value');
  }

  async function draw() {
    run.abort();
    run = new AbortController();
    const { signal } = run;
    for (const [id, one] of drawn) {
      if (!view.panels.includes(id)) {
        one.close();
        one.root.remove();
        drawn.delete(id);
      }
    }
    if (view.panels.length === 0) {
      grid.replaceChildren(empty('Nothing to draw', 'Choose a measure above.'));
      return;
    }
    root.setAttribute('aria-busy', 'true');
    try {
      if (!known) {
        grid.replaceChildren(loading('Reading the sessions'));
        known = await learn(signal);
        grid.replaceChildren();
      }
      const notes = await Promise.all(PANELS.filter((panel) => view.panels.includes(panel.id)).map((panel) => drawPanel(panel, signal)));
      say(said, words(notes.filter(Boolean)));
    } catch (refusal) {
      if (!signal.aborted) {
        clear();
        grid.replaceChildren(failed(refusal, () => { known = null; draw(); }));
      }
    } finally {
      root.setAttribute('aria-busy', 'false');
    }
  }

  function words(notes) {
    const forms = [...new Set(notes.filter((note) => !note.none).map((note) => note.form).filter(Boolean))];
    const without = notes.filter((note) => note.none).map((note) => note.title);
    const cut = notes.filter((note) => note.cut).map((note) => note.title);
    return [
      forms.length ? `Shown ${forms.join('; or ')}.` : '',
      without.length ? `No values of ${without.join(', ')}.` : '',
      cut.length ? `Only the first ${MOST_ROWS} values of ${cut.join(', ')}: zoom in or take buckets.` : '',
    ].filter(Boolean).join(' ');
  }

  const whole = () => {
    const all = known.map((one) => [[place(one.begin, one.zero, view.axis)], [place(one.end, one.zero, view.axis)]]);
    return extent(all);
  };

  /** How much time is in sight, in milliseconds. */
  const sight = () => {
    const { from, to } = range ?? whole();
    return view.axis === 'clock' ? to - from : (to - from) * MIN_MS;
  };

  async function seriesOf(panel, signal) {
    if (panel.id === 'dose') {
      return { series: known.flatMap((one, i) => drugsOf(one).map(([name, rows]) => ({ name, color: `series-${i + 1}`, step: true, data: dosePoints(rows, one.zero, view.axis) }))), form: '' };
    }
    if (panel.id === 'observations') {
      return {
        series: known.map((one, i) => ({
          name: one.session.session,
          marks: true,
          color: `series-${i + 1}`,
          data: one.observations.map((row) => [place(row.observed_time, one.zero, view.axis), row.score ?? 0, `${observationWord(row.kind)}${row.score === null ? '' : ` ${row.score}`}${row.note ? `: ${row.note}` : ''}`]),
        })),
        form: '',
      };
    }
    const chosen = formFor(view, sight(), POINTS, panel.every ?? SECOND_MS);
    const answers = await Promise.all(
      known.map((one) => {
        const query = { measure: panel.measure, ...chosen };
        if (range && chosen.form !== 'raw') {
          query.from = new Date(instantAt(range.from, one.zero, view.axis)).toISOString();
          query.to = new Date(instantAt(range.to, one.zero, view.axis) + 1).toISOString();
        }
        if (chosen.form === 'raw') {
          query.limit = MOST_ROWS;
        }
        return ask(`${ofSession(one.session.session)}/series`, query, signal);
      }),
    );
    const lines = [];
    const bands = [];
    answers.forEach((answer, i) => {
      const one = known[i];
      const color = `series-${(i % 6) + 1}`;
      const devices = byDevice(answer.rows, chosen.form === 'bucketed' ? 'bucket_time' : 'time');
      for (const [device, rows] of devices) {
        const name = devices.size > 1 ? `${one.session.session}, ${device}` : one.session.session;
        if (chosen.form === 'bucketed') {
          const width = Number(chosen.bucket.slice(2, -1)) * 1000;
          const { mean, band } = bucketPoints(rows, width, panel.gap ?? GAP_MS, one.zero, view.axis);
          lines.push({ name, color, data: mean });
          bands.push({ name: `${name}${BAND}`, color, fill: color, band: true, data: band });
        } else {
          lines.push({ name, color, step: panel.step, data: linePoints(rows, one.zero, view.axis) });
        }
      }
    });
    const form = chosen.form === 'raw' ? 'as stored' : chosen.form === 'lttb' ? `by shape, ${POINTS} points at most` : `in buckets of ${bucketWords(chosen.bucket)}: mean, and the band from least to greatest`;
    return { series: [...lines, ...bands], form, cut: answers.some((answer) => answer.next) };
  }

  async function drawPanel(panel, signal) {
    const { series, form, cut } = await seriesOf(panel, signal);
    const filled = series.filter((one) => one.data.length > 0);
    const old = drawn.get(panel.id);
    if (filled.length === 0) {
      old?.close();
      old?.root.remove();
      drawn.delete(panel.id);
      return { title: panel.title, none: true };
    }
    const { from, to } = whole();
    const spec = {
      title: panel.title,
      unit: panel.unit ?? (panel.id === 'dose' ? doseUnit() : ''),
      height: 240,
      summary: summaryOf(filled, panel),
      ...(view.axis === 'clock' ? { site: sessions[0].site, days: sight() > 86400000 } : { x: { name: 'Since the first dose', unit: 'min' } }),
      from,
      to,
      zoom: true,
      group,
      series: filled,
      ...(panel.id === 'observations' || panel.id === 'dose' || panel.id === 'rate' ? { min: 0, scale: false } : {}),
      spans: spans ? spansOf(panel) : [],
      limits: spans ? limitsOf(panel) : [],
      option: (option) => {
        attach(panel.id);
        return faint(option);
      },
    };
    if (old) {
      old.set(spec);
    } else {
      const one = chart(spec);
      drawn.set(panel.id, one);
      const after = PANELS.slice(PANELS.indexOf(panel) + 1).map((next) => drawn.get(next.id)?.root).find(Boolean);
      grid.insertBefore(one.root, after ?? null);
    }
    return { title: panel.title, form, cut };
  }

  const excursionsOf = (panel) =>
    known.flatMap((one) => one.excursions.filter((row) => componentOf(row) === panel.id).map((row) => ({ row, one })));

  function spansOf(panel) {
    const { to } = whole();
    return excursionsOf(panel).map(({ row, one }) => ({
      name: `${row.severity} ${row.direction}`,
      from: place(row.start_time, one.zero, view.axis),
      to: row.end_time ? place(row.end_time, one.zero, view.axis) : to,
    }));
  }

  function limitsOf(panel) {
    return [...new Map(excursionsOf(panel).map(({ row }) => [`${row.limit_value}`, { name: `${row.direction} limit`, value: row.limit_value }])).values()].slice(0, 4);
  }

  function doseUnit() {
    const units = [...new Set(known.map((one) => one.session.dose_unit ?? one.doses.find((row) => row.unit)?.unit).filter(Boolean))];
    return units.map((unit) => `${unitWord(unit)}/kg`).join(' or ');
  }

  /** Zooming in one chart zooms all: they share a group, and what is in sight is asked for more finely. */
  function attach(id) {
    const one = drawn.get(id);
    if (!one || one.attached || !one.instance()) {
      return;
    }
    one.attached = true;
    one.instance().on('datazoom', () => {
      const zoom = one.instance().getOption().dataZoom?.[0];
      if (!zoom) {
        return;
      }
      range = zoom.start < 0.5 && zoom.end > 99.5 ? null : { from: zoom.startValue, to: zoom.endValue };
      bar.range(range, view.axis);
      clearTimeout(settling);
      settling = setTimeout(() => draw(), SETTLE_MS);
    });
  }

  bar.zoom((from, to) => {
    const all = whole();
    const first = [...drawn.values()].find((one) => one.instance());
    first?.instance().dispatchAction({ type: 'dataZoom', startValue: from ?? all.from, endValue: to ?? all.to });
  });
  draw();
  return {
    root,
    view,
    range: () => range,
    /** What is drawn, as the questions that were asked. */
    close() {
      run.abort();
      clear();
    },
  };
}

/** The session's own drug; of a recording of many, each by itself: amounts of different drugs are never added. */
function drugsOf(one) {
  const { session, drug } = one.session;
  if (drug) {
    return [[session, one.doses.filter((row) => row.drug.toLowerCase() === drug.toLowerCase())]];
  }
  const names = [...new Set(one.doses.map((row) => row.drug))].sort();
  return names.map((name) => {
    const rows = one.doses.filter((row) => row.drug === name);
    return [`${session}, ${name} (${unitWord(rows.find((row) => row.unit)?.unit ?? '')}/kg)`, rows];
  });
}

const COMPONENTS = { systolic: 'Systolic', diastolic: 'Diastolic', mean: 'Mean' };

/** Which panel shows what an excursion is of. */
function componentOf(row) {
  const pressure = COMPONENTS[row.component];
  return pressure ? `${row.source === 'ART' ? 'art' : 'nibp'}${pressure}` : row.component;
}

/** Bands of several sessions let each other through; the legend names each session once. */
function faint(option) {
  const names = option.series.map((one) => one.name).filter((name) => !name.endsWith(BAND) && !name.startsWith('\u0000'));
  return {
    ...option,
    legend: { ...option.legend, data: names },
    grid: { ...option.grid, bottom: ROOM_PX },
    series: option.series.map((one) =>
      one.type === 'custom'
        ? {
            ...one,
            renderItem: (...about) => {
              const item = one.renderItem(...about);
              return item && { ...item, style: { ...item.style, opacity: FAINT } };
            },
          }
        : one,
    ),
  };
}

function summaryOf(series, panel) {
  const values = series.filter((one) => !one.band).flatMap((one) => one.data.map((point) => point[1]).filter((y) => typeof y === 'number'));
  if (values.length === 0) {
    return 'No values.';
  }
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  return `${plural(values.length, 'value')} from ${Number(least.toFixed(3))} to ${Number(most.toFixed(3))} ${panel.unit ?? ''}. The button before it shows them as a table.`;
}

function controls(view, update) {
  const measures = chips('Measures', PANELS.map((panel) => ({ id: panel.id, label: panel.title })), view.panels, (ids) => update({ panels: PANELS.map((panel) => panel.id).filter((id) => ids.has(id)) }));
  const axis = field({ name: 'axis', label: 'Axis', choices: [['dose', 'minutes since the first dose'], ['clock', 'clock time']], value: view.axis });
  const form = field({ name: 'form', label: 'Values', choices: [['auto', 'by the zoom'], ['raw', 'as stored'], ['bucketed', 'buckets'], ['lttb', 'thinned by shape (LTTB)']], value: view.form });
  const width = field({ name: 'width', label: 'Width of buckets', choices: WIDTHS.map(([value, word]) => [String(value), word]), value: String(view.width) });
  const from = field({ name: 'from', label: 'From', unit: 'min', type: 'number', step: 'any' });
  const to = field({ name: 'to', label: 'To', unit: 'min', type: 'number', step: 'any' });
  const go = make('button', 'quiet', 'Zoom');
  go.type = 'button';
  const back = make('button', 'quiet', 'Whole');
  back.type = 'button';
  const span = make('div', 'field-row span-fields', from.root, to.root, go, back);
  let zoom = () => {};
  const fit = () => {
    show(width.root, view.form === 'bucketed');
    show(from.root, view.axis === 'dose');
    show(to.root, view.axis === 'dose');
    show(go, view.axis === 'dose');
  };
  axis.input.addEventListener('change', () => { update({ axis: axis.value }); fit(); });
  form.input.addEventListener('change', () => { update({ form: form.value }); fit(); });
  width.input.addEventListener('change', () => update({ width: Number(width.value) }));
  go.addEventListener('click', () => zoom(from.value, to.value));
  back.addEventListener('click', () => zoom());
  fit();
  return {
    root: make('div', 'panel', measures.root, make('div', 'field-row', axis.root, form.root, width.root, span)),
    zoom: (doIt) => { zoom = doIt; },
    range(range, mode) {
      if (mode === 'dose') {
        from.input.value = range ? range.from.toFixed(1) : '';
        to.input.value = range ? range.to.toFixed(1) : '';
      }
    },
  };
}

export const panelTitle = (id) => panelOf(id)?.title ?? id;
