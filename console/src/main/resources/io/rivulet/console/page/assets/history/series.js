// A course of treatment: doses of its sessions, and how the scores went.
import { byId, make, say } from '../dom.js';
import { percent, plural, unitWord } from '../format.js';
import { chart } from '../shell/chart.js';
import { quantity } from '../shell/quantity.js';
import { ahead, courseActions, proposalWords, readSeries } from '../session/course.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { ask, sayResearch } from './ask.js';

const name = decodeURIComponent(location.pathname.split('/').pop());
const parts = byId('parts');
const HIGHEST = { 'PHQ-9': 27, MADRS: 60 };
const LINES = { 'PHQ-9': 9, MADRS: 10 };
const shell = await startShell({ page: 'history', help: { about: 'A lower score is better. Response is at least 50 % below the baseline; remission is at or below the threshold that the site has set.', keys: [] } });
sayResearch(shell);
say(byId('title'), `Series ${name}`);
document.title = `${name} · Rivulet`;

function doseChart(sessions) {
  const units = [...new Set(sessions.map((row) => row.dose_unit ?? row.planned_unit).filter(Boolean))];
  const at = (row, i) => row.series_number ?? i + 1;
  return chart({
    title: 'Dose of each session',
    unit: units.map((unit) => `${unitWord(unit)}/kg`).join(' or '),
    height: 240,
    min: 0,
    max: Number((1.2 * Math.max(...sessions.flatMap((row) => [row.dose_per_kg ?? 0, row.planned_dose_per_kg ?? 0]), 0.001)).toPrecision(2)),
    scale: false,
    x: { name: 'Session', unit: 'no.' },
    from: 0.5,
    to: Math.max(...sessions.map(at)) + 0.5,
    summary: `${plural(sessions.length, 'session')}.`,
    series: [
      { name: 'Given', bars: true, data: sessions.map((row, i) => [at(row, i), row.dose_per_kg]) },
      { name: 'Planned', marks: true, data: sessions.filter((row) => row.planned_dose_per_kg !== null).map((row) => [at(row, sessions.indexOf(row)), row.planned_dose_per_kg]) },
    ],
    option: whole,
  });
}

/** Sessions are counted: no half ones on the axis. Words of limits stand where the course begins, not on its end. */
const whole = (option) => ({
  ...option,
  xAxis: { ...option.xAxis, minInterval: 1, axisLabel: { ...option.xAxis.axisLabel, formatter: (at) => (Number.isInteger(at) ? String(at) : '') } },
  series: option.series.map((one) => (one.markLine ? { ...one, markLine: { ...one.markLine, label: { ...one.markLine.label, position: 'insideStartTop' } } } : one)),
});

function scoreChart(instrument, scores) {
  const own = scores.filter((row) => row.instrument === instrument);
  const line = own.filter((row) => row.point !== 'follow-up');
  const marks = (rows, word) => rows.map((row) => [row.after_sessions + (row.point === 'follow-up' ? 0.3 : 0), row.score, `${word} (${row.score})`]);
  const baseline = own.find((row) => row.point === 'baseline');
  const remission = own.find((row) => row.remission_at_most !== null)?.remission_at_most;
  const latest = line[line.length - 1];
  return chart({
    title: `${instrument} score`,
    unit: 'points',
    height: 260,
    min: 0,
    max: HIGHEST[instrument],
    x: { name: 'After sessions; 0 is the baseline', unit: '' },
    from: 0,
    to: Math.max(...own.map((row) => row.after_sessions)) + 0.5,
    summary: latest ? `From ${baseline ? `${baseline.score} at the baseline` : 'no baseline'} to ${latest.score} after ${plural(latest.after_sessions, 'session')}. A lower score is better.` : '',
    limits: [
      ...(baseline && baseline.score > 0 ? [{ name: 'response at', value: baseline.score / 2 }] : []),
      ...(remission === undefined || remission === null ? [] : [{ name: 'remission at', value: remission }]),
    ],
    series: [
      { name: 'Score', data: line.map((row) => [row.after_sessions, row.score]) },
      { name: 'Response', marks: true, data: marks(own.filter((row) => row.response && !row.remission), 'response') },
      { name: 'Remission', marks: true, data: marks(own.filter((row) => row.remission), 'remission') },
      { name: 'Follow-up', marks: true, data: marks(own.filter((row) => row.point === 'follow-up'), 'follow-up') },
    ].filter((one) => one.data.length > 0),
    option: (option) => ({ ...whole(option), yAxis: { ...option.yAxis, interval: LINES[instrument] } }),
  });
}

/** What can be done, for whoever records: the desk's own view says what is planned and proposed. */
function courseOf(desk) {
  const button = (verb, words, className = 'quiet') => {
    const node = make('button', className, words);
    node.type = 'button';
    node.addEventListener('click', () => course.open(verb));
    return node;
  };
  const next = make('a', 'quiet', `Open session ${desk.next}`);
  next.href = `/sessions/new?series=${encodeURIComponent(name)}`;
  const acts = desk.closed
    ? [make('p', 'fact-note', 'The series is over.')]
    : [button('outcome', 'Record a score', 'primary'), next, ...(ahead(desk).length > 0 ? [button('dose', 'Set a dose')] : []), button('plan', 'Plan anew'), button('close', 'End the series')];
  return [
    make('div', 'series-acts', ...acts),
    make('p', 'fact-note', `${desk.subject} at ${desk.site} · ${desk.drug} ${desk.route} · ${plural(desk.held, 'session')} held of ${desk.planned} planned. ${proposalWords(desk)}`),
  ];
}

function planTable(desk) {
  return make('section', 'stack', make('h2', '', 'To come'), list('Planned sessions', [
    { id: 'number', title: 'No.', number: true, head: true, show: (row) => String(row.number) },
    { id: 'planned', title: 'Planned', unit: `${unitWord(desk.unit)}/kg`, number: true, show: (row) => quantity(row.dosePerKg, `${unitWord(desk.unit)}/kg`) },
    { id: 'by', title: 'By', show: (row) => (row.decided ? 'set by a person' : 'the plan') },
    { id: 'days', title: 'After the one before', unit: 'days', number: true, show: (row) => (row.daysAfter === undefined ? '–' : String(row.daysAfter)) },
  ], ahead(desk), ['Every planned session was opened', 'Plan anew to add sessions.'], (row) => String(row.number)));
}

/** Takes a score back, where it stands at the desk. */
function takeBack(desk, row) {
  const found = desk.outcomes.find((one) => one.instrument === row.instrument && one.score === row.score && one.point === pointOf(row));
  if (!found) {
    return '';
  }
  const node = make('button', 'bare small', 'Take back');
  node.type = 'button';
  const what = `${row.instrument} ${row.score} ${pointOf(row)}`;
  node.setAttribute('aria-label', `Take back ${what}`);
  node.addEventListener('click', () => course.open('withdraw', { event: found.eventId, what }));
  return node;
}

/** As the desk says it. */
const pointOf = (row) => (row.point === 'baseline' ? 'baseline' : `${row.point === 'follow-up' ? 'follow-up ' : ''}after session ${row.after_sessions}`);

function yes(value) {
  return value === null || value === undefined ? 'not known' : value ? 'yes' : 'no';
}

function list(caption, columns, rows, nothing, key) {
  const one = table({ caption, columns, key, ask: async () => ({ rows }), empty: nothing });
  one.load();
  return one.root;
}

/** What is recorded is shown once it has landed. */
const LANDED_MS = 2500;
const course = courseActions({
  name,
  shell,
  recorded() {
    show();
    setTimeout(show, LANDED_MS);
  },
});
const ofDesk = () => (shell.me.may('RECORD_SESSIONS') ? readSeries(name).catch(() => null) : null);

async function show() {
  if (parts.childElementCount === 0) {
    parts.replaceChildren(loading('Reading the series'));
  }
  try {
    const [desk, sessions, scores] = await Promise.all([ofDesk(), ask('/sessions', { series: name, limit: 1000 }), ask(`/series/${encodeURIComponent(name)}/outcomes`)]);
    if (sessions.rows.length === 0 && scores.rows.length === 0 && !desk) {
      const back = make('a', '', 'Find sessions');
      back.href = '/history';
      parts.replaceChildren(empty('Nothing is known of this series', 'It has another name, is of a site that you may not see, or has neither sessions nor scores yet.', back));
      return;
    }
    const instruments = [...new Set(scores.rows.map((row) => row.instrument))];
    const charts = make('div', 'overlay-grid', ...(sessions.rows.length > 0 ? [doseChart(sessions.rows).root] : []), ...instruments.map((one) => scoreChart(one, scores.rows).root));
    parts.replaceChildren(
      ...(desk ? courseOf(desk) : []),
      charts,
      make('section', 'stack', make('h2', '', 'Sessions'), list('Sessions of the series', [
        { id: 'number', title: 'No.', number: true, show: (row) => row.series_number ?? '–' },
        { id: 'session', title: 'Session', head: true, show: (row) => { const link = make('a', '', row.session); link.href = `/history/${encodeURIComponent(row.session)}`; return link; } },
        { id: 'begun', title: 'Begun', show: (row) => timeOf(row.begun_time, { site: row.site, form: 'both' }) },
        { id: 'drug', title: 'Drug', wide: true, show: (row) => row.drug ?? 'several' },
        { id: 'given', title: 'Given', unit: 'per kg', number: true, show: (row) => quantity(row.dose_per_kg, row.dose_unit ? `${unitWord(row.dose_unit)}/kg` : '') },
        { id: 'planned', title: 'Planned', unit: 'per kg', number: true, wide: true, show: (row) => quantity(row.planned_dose_per_kg, row.planned_unit ? `${unitWord(row.planned_unit)}/kg` : '') },
        { id: 'excursions', title: 'Excursions', unit: '(critical)', number: true, show: (row) => `${row.excursion_count} (${row.critical_excursion_count})` },
      ], sessions.rows, ['No session yet', 'Sessions of the series appear here when they are opened.'], (row) => row.session)),
      make('section', 'stack', make('h2', '', 'Scores'), list('Scores of the series', [
        { id: 'instrument', title: 'Questionnaire', head: true, show: (row) => row.instrument },
        { id: 'point', title: 'When', show: (row) => (row.point === 'baseline' ? 'baseline' : `${row.point === 'follow-up' ? 'follow-up, ' : ''}after session ${row.after_sessions}`) },
        { id: 'time', title: 'Scored', wide: true, show: (row) => timeOf(row.scored_time, { form: 'both' }) },
        { id: 'score', title: 'Score', unit: 'points', number: true, show: (row) => row.score },
        { id: 'improvement', title: 'Lower by', unit: '% of baseline', number: true, show: (row) => (row.improvement === null ? '–' : percent(row.improvement)) },
        { id: 'response', title: 'Response', show: (row) => (row.point === 'baseline' ? '–' : yes(row.response)) },
        { id: 'remission', title: 'Remission', show: (row) => yes(row.remission) },
        ...(desk && !desk.closed ? [{ id: 'back', title: 'Mistaken', show: (row) => takeBack(desk, row) }] : []),
      ], scores.rows, ['No score yet', 'Scores appear here when somebody records a questionnaire of the series.'], (row) => `${row.instrument} ${row.after_sessions} ${row.point}`)),
      ...(desk && !desk.closed ? [planTable(desk)] : []),
    );
  } catch (refusal) {
    parts.replaceChildren(failed(refusal, show));
  }
}

await show();
