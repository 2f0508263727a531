// What a backtest found: totals, rules, and for each session its course with what fired above what would have.
import { make } from '../dom.js';
import { amount, categoryWords, percent, plural, unitWord } from '../format.js';
import { chart } from '../shell/chart.js';
import { empty, fill } from '../shell/states.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { ask, ofSession } from './ask.js';
import { bucketPoints, bucketWords, byDevice, formFor, linePoints, place, POINTS } from './axis.js';
import { save } from './download.js';
import { GAP_MS, panelOf, SECOND_MS } from './measures.js';
import { rate } from './figures.js';

const HOUR_MS = 3600000;
const COMPONENTS = { systolic: 'Systolic', diastolic: 'Diastolic', mean: 'Mean' };
const OUTCOMES = { same: 'the same', changed: 'changed', gone: 'missed', new: 'new' };

export function report(whole, job) {
  const hours = whole.sessions.reduce((sum, one) => sum + (Date.parse(one.end) - Date.parse(one.start)), 0) / HOUR_MS;
  const sum = (key) => whole.rules.reduce((all, rule) => all + rule[key], 0);
  const fired = sum('fired');
  const caught = sum('same') + sum('changed');
  const take = make('button', 'quiet small', 'Download the report (JSON)');
  take.type = 'button';
  take.addEventListener('click', () => save(`backtest-${job.backtest}.json`, [JSON.stringify(whole, null, 2)], 'application/json'));
  const pair = (term, value, unit) => make('div', '', make('dt', '', term), make('dd', '', make('b', '', value), make('span', 'unit', unit ? ` ${unit}` : '')));
  const differ = whole.totals.sessionsWhoseHistoryDiffers;
  return [
    make('div', 'title-row', make('h2', '', `What ${whole.limits} would have found`), take),
    ...(differ > 0 ? [make('p', 'warning-line', `In ${plural(differ, 'session')} stored history differs from recomputation by the limits of the time, so the difference below is mixed with another one: rules that changed, another lateness horizon, or a session under way.`)] : []),
    make('dl', 'panel pairs figures',
      pair('Sessions judged', String(whole.totals.sessions), `${amount(hours)} h`),
      pair('Fired at the time', String(fired), `${amount(rate(fired, hours) ?? 0)} /h`),
      pair('Caught again', String(caught), fired ? `${percent(caught / fired)} of what fired` : ''),
      pair('Missed', String(sum('gone')), 'fired, and would not have'),
      pair('New', String(sum('new')), `${amount(rate(sum('new'), hours) ?? 0)} /h; false or overlooked is for people to say`),
      pair('Readings unconfirmed', `${whole.totals.firedUnconfirmed} → ${whole.totals.wouldUnconfirmed}`, 'then → by these limits'),
    ),
    rules(whole.rules),
    make('section', 'stack', make('h2', '', 'Sessions'), ...(whole.sessions.length ? whole.sessions.map((one, i) => session(one, i === 0)) : [empty('Nothing to judge', 'Nothing arrived of the sessions that were chosen.')])),
  ];
}

const ruleWords = (rule) => (rule.rule === 'EXCURSION' ? `${rule.component} ${rule.direction}, ${rule.source}` : categoryWords(rule.rule));

function rules(all) {
  const number = (id, title) => ({ id, title, number: true, show: (row) => row[id] });
  const one = table({
    caption: 'By rule',
    key: ruleWords,
    columns: [{ id: 'rule', title: 'Rule', head: true, show: ruleWords }, number('fired', 'Fired'), number('would', 'Would fire'), number('same', 'Same'), number('changed', 'Changed'), number('gone', 'Missed'), number('new', 'New')],
    ask: async () => ({ rows: all }),
    empty: ['No rule found anything', 'Neither at the time nor by the limits that were tried.'],
  });
  one.load();
  return one.root;
}

function session(one, open) {
  const counts = ['same', 'changed', 'gone', 'new'].map((outcome) => [outcome, one.findings.filter((found) => found.outcome === outcome).length]);
  const body = make('div', 'stack');
  const node = make('details', 'panel session-result', make('summary', '', make('b', '', one.session), make('span', 'title-note', ` ${counts.map(([outcome, n]) => `${n} ${OUTCOMES[outcome]}`).join(', ')}`)), body);
  let drawn = false;
  const draw = () => {
    if (node.open && !drawn) {
      drawn = true;
      fill(body, () => courses(one), (charts) => [...charts, findings(one)], 'Reading the course');
    }
  };
  node.addEventListener('toggle', draw);
  node.open = open;
  return node;
}

const panelIdOf = (found) => {
  const pressure = COMPONENTS[found.component];
  return pressure ? `${found.source === 'ART' ? 'art' : 'nibp'}${pressure}` : found.component;
};

/** One chart for each thing that was beyond a limit, with both sets of excursions as lines above the course. */
async function courses(one) {
  const zero = Date.parse(one.start);
  const end = Date.parse(one.end);
  const excursions = one.findings.filter((found) => found.rule === 'EXCURSION');
  const panels = [...new Set(excursions.map(panelIdOf))].map(panelOf).filter(Boolean);
  if (panels.length === 0) {
    panels.push(panelOf('nibpSystolic'));
  }
  return Promise.all(panels.map(async (panel) => {
    const chosen = formFor({ form: 'auto' }, end - zero, POINTS, panel.every ?? SECOND_MS);
    const answer = await ask(`${ofSession(one.session)}/series`, { measure: panel.measure, ...chosen });
    const bucketed = chosen.form === 'bucketed';
    const series = [...byDevice(answer.rows, bucketed ? 'bucket_time' : 'time')].flatMap(([device, rows]) => {
      if (!bucketed) {
        return [{ name: device, color: 'series-1', data: linePoints(rows, zero, 'dose') }];
      }
      const { mean, band } = bucketPoints(rows, Number(chosen.bucket.slice(2, -1)) * 1000, panel.gap ?? GAP_MS, zero, 'dose');
      return [{ name: `${device}, mean of ${bucketWords(chosen.bucket)}`, color: 'series-1', data: mean }, { name: 'least to greatest', band: true, data: band }];
    });
    const values = series.flatMap((each) => each.data.flatMap((point) => point.slice(1).filter((y) => typeof y === 'number')));
    const top = values.length ? Math.max(...values) : 100;
    const room = values.length ? Math.max(4, (top - Math.min(...values)) * 0.08) : 8;
    const own = excursions.filter((found) => panelIdOf(found) === panel.id);
    return chart({
      title: `${panel.title}, ${one.session}`,
      unit: panel.unit,
      height: 260,
      x: { name: 'Since the first sample', unit: 'min' },
      from: 0,
      to: Math.max(1, (end - zero) / 60000),
      zoom: true,
      summary: `${plural(own.filter((found) => found.fired).length, 'excursion')} fired, ${own.filter((found) => found.would).length} would have.`,
      series: [
        ...series,
        { name: 'Fired at the time', color: 'series-2', data: lines(own, 'fired', zero, end, top + 2 * room) },
        { name: 'Would have fired', color: 'series-3', dashed: true, data: lines(own, 'would', zero, end, top + room) },
      ].filter((each) => each.data.length > 0),
      option: thick,
    }).root;
  }));
}

/** A line for each excursion from its start to its end, with words in place of the height. */
function lines(found, side, zero, end, height) {
  return found
    .filter((one) => one[side])
    .map((one) => one[side])
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    .flatMap((one) => {
      const words = `${one.level}, peak ${amount(one.peak)}${one.end ? '' : ', lasts'}`;
      const from = place(one.start, zero, 'dose');
      const to = Math.max(place(one.end ?? end, zero, 'dose'), from + (end - zero) / 60000 / 400);
      return [[from, height, words], [to, height, words], [to, null, '']];
    });
}

const thick = (option) => ({ ...option, grid: { ...option.grid, bottom: 66 }, series: option.series.map((one) => (['Fired at the time', 'Would have fired'].includes(one.name) ? { ...one, sampling: undefined, lineStyle: { ...one.lineStyle, width: 6 } } : one)) });

function findings(one) {
  const form = Date.parse(one.end) - Date.parse(one.start) > 24 * HOUR_MS ? 'both' : 'seconds';
  const side = (found, unit) => (found ? [timeOf(found.start, { site: one.site, form }), found.end ? ' to ' : ', lasts', ...(found.end ? [timeOf(found.end, { site: one.site, form })] : []), `, ${found.level}${found.peak === undefined ? '' : `, peak ${amount(found.peak)} ${unit}`}`] : ['–']);
  const unitFor = (found) => unitWord(panelOf(panelIdOf(found))?.unit ?? '');
  const all = table({
    caption: `Findings in ${one.session}`,
    key: (row) => `${ruleWords(row)} ${row.fired?.start ?? row.would?.start}`,
    columns: [
      { id: 'rule', title: 'Rule', head: true, show: ruleWords },
      { id: 'outcome', title: 'Outcome', show: (row) => OUTCOMES[row.outcome] },
      { id: 'fired', title: 'Fired', show: (row) => make('span', '', ...side(row.fired, unitFor(row))) },
      { id: 'would', title: 'Would have fired', show: (row) => make('span', '', ...side(row.would, unitFor(row))) },
    ],
    ask: async () => ({ rows: one.findings }),
    empty: ['Nothing was found in this session', 'Neither at the time nor by the limits that were tried.'],
  });
  all.load();
  return all.root;
}
