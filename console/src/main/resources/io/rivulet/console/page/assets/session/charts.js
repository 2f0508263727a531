// The charts of a session: one time axis, one crosshair, one zoom.
import { make, say, show } from '../dom.js';
import { amount, plural } from '../format.js';
import { chart } from '../shell/chart.js';
import { doseSeries, observationSeries, predictionSeries, pressureSeries, rateSeries, vitalSeries } from './drawn.js';
import { beginOf } from './lookup.js';

const SPANS = [[0, 'Whole session'], [60, 'Last hour'], [30, '30 min'], [10, '10 min']];
const LEFT = 46;

export function charts() {
  const zoom = make('div', 'chips');
  zoom.setAttribute('role', 'group');
  zoom.setAttribute('aria-label', 'Time shown');
  const thinned = make('p', 'fact-note');
  const none = make('p', 'empty', 'Nothing is drawn before a device has sent something. Bind a pump and a monitor; they appear here within seconds.');
  const root = make('div', '', make('div', 'title-row', make('h2', '', 'Course'), zoom), none);
  const body = make('div', 'chart-stack');
  root.append(body, thinned);
  root.className = 'course';
  const drawn = new Map();
  let minutes = 0;
  let last = null;

  for (const [value, word] of SPANS) {
    const chip = make('button', 'chip', word);
    chip.type = 'button';
    chip.setAttribute('aria-pressed', String(value === minutes));
    chip.addEventListener('click', () => {
      minutes = value;
      for (const [i, other] of [...zoom.children].entries()) {
        other.setAttribute('aria-pressed', String(SPANS[i][0] === minutes));
      }
      draw();
    });
    zoom.append(chip);
  }

  function draw() {
    if (!last) {
      return;
    }
    const { course } = last;
    const end = Date.parse(course.closed ?? course.at);
    const whole = beginOf(course);
    const from = minutes === 0 ? whole : Math.max(whole, end - minutes * 60000);
    const common = { site: course.site, from, to: Math.max(end, from + 60000), group: `session-${course.session}`, live: true };
    const wanted = wantedOf(course, whole, end).filter((one) => one.spec.series.some((each) => each.data.length > 0));
    show(none, wanted.length === 0);
    for (const [id, one] of drawn) {
      if (!wanted.some((other) => other.id === id)) {
        one.close();
        one.root.remove();
        drawn.delete(id);
      }
    }
    wanted.forEach(({ id, spec }, i) => {
      const given = { ...spec, ...common };
      if (drawn.has(id)) {
        drawn.get(id).set(given);
      } else {
        const made = chart({ ...given, option: aligned });
        made.root.classList.add('panel');
        drawn.set(id, made);
        body.insertBefore(made.root, body.children[i] ?? null);
      }
    });
    show(thinned, (course.thinned ?? 0) > 0);
    say(thinned, `${plural(course.thinned ?? 0, 'reading')} left out of the drawing; every extreme is kept.`);
  }

  return {
    root,
    update(shown) {
      last = shown;
      draw();
    },
  };
}

/** The same margin for every chart, so that one instant stands below itself. */
function aligned(option) {
  // Limits are lines among many: their words are in the tooltip and in the table, not in the legend.
  const named = option.series.map((one) => one.name).filter((name) => !name.startsWith('\u0000') && !name.includes(' limit, '));
  const several = named.length > 1;
  return { ...option, legend: several ? { ...option.legend, data: named } : { show: false }, grid: { ...option.grid, left: LEFT, containLabel: false, top: several ? 44 : 16, bottom: 24 }, dataZoom: [{ type: 'inside', zoomOnMouseWheel: 'ctrl', filterMode: 'none' }] };
}

function wantedOf(course, begin, end) {
  const dose = doseSeries(course);
  const rate = rateSeries(course);
  const prediction = predictionSeries(course);
  const pressure = pressureSeries(course, begin, end);
  const all = [
    { id: 'dose', spec: { title: 'Dose per kg, delivered against planned', height: 260, min: 0, ...dose, summary: rangeOf(dose), note: dose.series.some((one) => one.doubt) ? 'The band with a dashed edge is what may have moved unseen, in gaps or around a counter that fell. It is not counted as dose.' : '' } },
    { id: 'pressure', spec: { title: 'Blood pressure', height: 260, ...pressure, summary: rangeOf(pressure), note: pressure.series.some((one) => one.name.includes(' limit, ')) ? 'Dashed lines are limits as they held, of systolic and of what was beyond its own: amber warning, red critical. A coloured ground marks an excursion.' : 'No limits hold, so readings are not judged.' } },
    { id: 'rate', spec: { title: 'Rate of all pumps', height: 150, min: 0, ...rate, summary: rangeOf(rate) } },
    { id: 'prediction', spec: { title: 'Predicted concentration, not measured', height: 220, min: 0, ...prediction, summary: rangeOf(prediction), note: `A prediction of ${prediction.models.join(', ') || 'no model'}; the band is how far the models lie apart.` } },
  ];
  for (const [id, title, signs, unit] of [
    ['heart', 'Heart and respiratory rate', [['heartRatePerMinute', 'heartRate'], ['respiratoryRatePerMinute', 'respiratoryRate']], '/min'],
    ['spo2', 'Oxygen saturation', [['spo2Percent', 'spo2']], '%'],
    ['etco2', 'End-tidal carbon dioxide', [['etco2MmHg', 'etco2']], 'mmHg'],
  ]) {
    const spec = vitalSeries(course, signs, unit, begin, end);
    if (spec) {
      all.push({ id, spec: { title, height: 180, ...spec, summary: rangeOf(spec) } });
    }
  }
  const observations = observationSeries(course);
  all.push({ id: 'observations', spec: { title: 'Observations and charted doses', unit: '% of the scale', height: 170, min: 0, max: 100, series: observations, summary: plural(observations.flatMap((one) => one.data).length, 'mark') } });
  return all;
}

function rangeOf({ series, unit }) {
  const words = series
    .filter((one) => !one.step && !one.band && !one.marks)
    .map((one) => {
      const values = one.data.map((point) => point[1]).filter((value) => value !== null);
      return values.length === 0 ? null : `${one.name} ${amount(Math.min(...values))} to ${amount(Math.max(...values))}, last ${amount(values.at(-1))} ${unit}`;
    });
  return words.filter(Boolean).join('; ');
}
