// The history page: a filter that stands in the address, the sessions it finds, some of them laid over each other, and
// the data to take along.
import { byId, make, say, show } from '../dom.js';
import { plural, unitWord } from '../format.js';
import { field } from '../shell/form.js';
import { quantity } from '../shell/quantity.js';
import { startShell } from '../shell/shell.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { ask, ofSession, onlyResearcher, ROOT, sayResearch } from './ask.js';
import { downloads, quote } from './download.js';
import { overlay, usualView } from './overlay.js';
import { panelOf, SECOND_MS } from './measures.js';
import { formFor, POINTS } from './axis.js';

const PAGE_ROWS = 50;
const MOST_PICKED = 6;
const MOST_COUNTED = 20000;
const DAY_MS = 86400000;

const FILTER = [
  { name: 'site', label: 'Site' },
  { name: 'drug', label: 'Drug' },
  { name: 'subject', label: 'Subject (pseudonym)' },
  { name: 'series', label: 'Series' },
  { name: 'from', label: 'Begun from', type: 'date', hint: 'UTC' },
  { name: 'to', label: 'Begun until', type: 'date', hint: 'UTC, that day included' },
  { name: 'minDosePerKg', label: 'Dose from', type: 'number', min: 0, step: 'any', hint: 'per kg, in the drug’s unit' },
  { name: 'maxDosePerKg', label: 'Dose to', type: 'number', min: 0, step: 'any', hint: 'per kg, in the drug’s unit' },
  { name: 'state', label: 'State', choices: [['', 'any'], ['open', 'under way'], ['closed', 'ended']] },
  { name: 'excursion', label: 'Excursions', choices: [['', 'with or without'], ['any', 'with one'], ['critical', 'with a critical one'], ['none', 'without']] },
  { name: 'component', label: 'Excursion of', choices: [['', 'anything'], ['systolic', 'systolic'], ['diastolic', 'diastolic'], ['mean', 'mean pressure'], ['heartRate', 'heart rate'], ['spo2', 'SpO2'], ['respiratoryRate', 'respiratory rate'], ['etco2', 'EtCO2']] },
  { name: 'instrument', label: 'Scored on', choices: [['', 'any or none'], ['PHQ-9', 'PHQ-9'], ['MADRS', 'MADRS']] },
  { name: 'minScore', label: 'Score from', type: 'number', min: 0, max: 60 },
  { name: 'maxScore', label: 'Score to', type: 'number', min: 0, max: 60 },
];
const FIRST = ['site', 'drug', 'from', 'to', 'excursion'];

const address = new URLSearchParams(location.search);
const picked = new Map();
let laid = null;
let view = viewOf(address);

/** The filter as the API takes it: days become instants, the last one included. */
function queryOf(values) {
  const query = { ...values };
  if (query.from) {
    query.from = `${query.from}T00:00:00Z`;
  }
  if (query.to) {
    query.to = new Date(Date.parse(`${query.to}T00:00:00Z`) + DAY_MS).toISOString();
  }
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== undefined));
}

function viewOf(from) {
  const usual = usualView();
  const panels = from.get('show')?.split(' ').filter(panelOf);
  return {
    panels: panels ?? usual.panels,
    axis: from.get('axis') === 'clock' ? 'clock' : 'dose',
    form: ['raw', 'bucketed', 'lttb'].includes(from.get('form')) ? from.get('form') : 'auto',
    width: Number(from.get('width')) || 0,
  };
}

function keep(values) {
  const pairs = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== 0);
  const usual = usualView();
  if (picked.size > 0) {
    pairs.push(['pick', [...picked.keys()].join(' ')]);
  }
  if (view.panels.join(' ') !== usual.panels.join(' ')) {
    pairs.push(['show', view.panels.join(' ')]);
  }
  for (const name of ['axis', 'form', 'width']) {
    if (view[name] !== usual[name]) {
      pairs.push([name, String(view[name])]);
    }
  }
  const text = new URLSearchParams(pairs).toString();
  history.replaceState(null, '', text ? `?${text}` : location.pathname);
}

const shell = await startShell({
  page: 'history',
  help: { about: 'Choose sessions by the filter, pick up to six by the box before their name, and compare them below. Everything here is an API call, which the download shows.', keys: [] },
});
sayResearch(shell);

const fields = FILTER.map((spec) => field({ ...spec, value: address.get(spec.name) ?? '' }));
const values = () => Object.fromEntries(fields.map((one) => [one.name, one.input.value.trim()]));
const more = make('details', 'more-filters', make('summary', '', 'More to choose by'), make('div', 'field-row', ...fields.filter((one) => !FIRST.includes(one.name)).map((one) => one.root)));
more.open = fields.some((one) => !FIRST.includes(one.name) && one.input.value !== '');
const clear = make('button', 'quiet', 'Clear');
clear.type = 'button';
const find = make('button', 'primary', 'Find');
find.type = 'submit';
const filter = make('form', 'panel', make('h2', 'unseen', 'Filter'), make('div', 'field-row', ...fields.filter((one) => FIRST.includes(one.name)).map((one) => one.root), find, clear), more);
filter.setAttribute('aria-label', 'Filter of sessions');
filter.noValidate = true;
filter.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
clear.addEventListener('click', () => {
  fields.forEach((one) => { one.input.value = ''; });
  search();
});

const total = make('p', 'title-note');
total.setAttribute('role', 'status');
const found = table({
  caption: 'Sessions found',
  key: (row) => row.session,
  columns: [
    { id: 'pick', title: 'Compare', show: pickBox },
    { id: 'session', title: 'Session', head: true, show: (row) => linkTo(`/history/${encodeURIComponent(row.session)}`, row.session) },
    { id: 'begun', title: 'Begun', show: (row) => timeOf(row.begun_time, { site: row.site, form: 'both' }) },
    { id: 'site', title: 'Site', wide: true, show: (row) => row.site },
    { id: 'subject', title: 'Subject', wide: true, show: (row) => row.subject },
    { id: 'drug', title: 'Drug', show: (row) => row.drug ?? 'several' },
    { id: 'dose', title: 'Given', unit: 'per kg', number: true, show: (row) => quantity(row.dose_per_kg, row.dose_unit ? `${unitWord(row.dose_unit)}/kg` : '') },
    { id: 'planned', title: 'Planned', unit: 'per kg', number: true, wide: true, show: (row) => quantity(row.planned_dose_per_kg, row.planned_unit ? `${unitWord(row.planned_unit)}/kg` : '') },
    { id: 'lasted', title: 'Lasted', unit: 'min', number: true, wide: true, show: (row) => (row.closed_time ? quantity(Math.round((Date.parse(row.closed_time) - Date.parse(row.begun_time)) / 60000), 'min', { exact: true }) : 'under way') },
    { id: 'excursions', title: 'Excursions', unit: '(critical)', number: true, show: (row) => `${row.excursion_count} (${row.critical_excursion_count})` },
    { id: 'alerts', title: 'Alerts', number: true, wide: true, show: (row) => row.alert_count },
    { id: 'series', title: 'Series', wide: true, show: (row) => (row.series ? linkTo(`/series/${encodeURIComponent(row.series)}`, `${row.series}${row.series_number ? `, no. ${row.series_number}` : ''}`) : '–') },
  ],
  ask: async ({ cursor }) => {
    const answer = await ask('/sessions', { ...queryOf(values()), limit: PAGE_ROWS, after: cursor });
    return { rows: answer.rows, next: answer.next };
  },
  empty: ['No session matches', 'Take a condition away, or widen the dates. Sessions appear here once their opening has landed; recordings come in by ./rivulet import.'],
});
const count = make('button', 'quiet small', 'Count all');
count.type = 'button';
count.addEventListener('click', async () => {
  say(total, 'Counting …');
  try {
    const answer = await ask('/sessions', { ...queryOf(values()), limit: MOST_COUNTED });
    say(total, `${answer.next ? 'The first ' : ''}${plural(answer.rows.length, 'session')} of ${plural(new Set(answer.rows.map((row) => row.subject)).size, 'subject')}`);
  } catch (refusal) {
    say(total, refusal.message);
  }
});

const tools = make('div', 'form-foot', count);
const compare = make('section', 'stack');
compare.setAttribute('aria-label', 'Sessions compared');
const take = make('div');
byId('parts').append(filter, make('section', '', make('div', 'title-row', make('h2', '', 'Sessions'), total, tools), found.root), compare, take);

function linkTo(path, text) {
  const link = make('a', '', text);
  link.href = path;
  return link;
}

function pickBox(row) {
  const box = make('input');
  box.type = 'checkbox';
  box.checked = picked.has(row.session);
  box.dataset.pick = row.session;
  box.setAttribute('aria-label', `Compare ${row.session}`);
  box.addEventListener('change', () => pick(row, box.checked));
  return make('span', 'check', box);
}

function pick(row, on) {
  if (on && picked.size >= MOST_PICKED) {
    shell.banner('picked', `${MOST_PICKED} sessions can be laid over each other; take one away first.`, { warning: true });
    document.querySelectorAll('[data-pick]').forEach((box) => { box.checked = picked.has(box.dataset.pick); });
    return;
  }
  shell.banner('picked', null);
  if (on) {
    picked.set(row.session, row);
  } else {
    picked.delete(row.session);
  }
  document.querySelectorAll('[data-pick]').forEach((box) => { box.checked = picked.has(box.dataset.pick); });
  keep(values());
  lay();
}

function lay() {
  laid?.close();
  laid = null;
  const sessions = [...picked.values()];
  if (sessions.length === 0) {
    compare.replaceChildren(make('h2', '', 'Compared'), make('div', 'empty', make('b', '', 'No session is picked'), make('p', '', 'Tick the box before a session to draw it here; up to six are laid over each other.')));
  } else {
    const names = make('ul', 'chips', ...sessions.map((row) => {
      const drop = make('button', 'chip', `${row.session}  ✕`);
      drop.type = 'button';
      drop.setAttribute('aria-label', `Take ${row.session} away`);
      drop.addEventListener('click', () => pick(row, false));
      return make('li', '', drop);
    }));
    laid = overlay({ sessions, view, changed: (next) => { view = next; keep(values()); panel.describe(); }, spans: sessions.length === 1 });
    const shifted = onlyResearcher(shell.me) && view.axis === 'clock';
    compare.replaceChildren(make('div', 'title-row', make('h2', '', 'Compared'), names), ...(shifted ? [make('p', 'notice', 'Dates are shifted per subject: the sessions did not run at these dates.')] : []), laid.root);
  }
  panel.describe();
}

const fileName = (name) => (format) => `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.${format === 'arrow' ? 'arrow' : format}`;

function wholeFiles(tables) {
  return [...picked.keys()].flatMap((session) => tables.map((one) => ({ name: fileName(`${session}-${one}`), path: `${ROOT}${ofSession(session)}/${one}`, query: {} })));
}

function shownFiles() {
  const range = laid?.range();
  return [...picked.values()].flatMap((row) =>
    view.panels.flatMap((id) => {
      const panelSpec = panelOf(id);
      if (!panelSpec.measure) {
        const kind = id === 'dose' ? 'doses' : 'observations';
        return [{ name: fileName(`${row.session}-${kind}`), path: `${ROOT}${ofSession(row.session)}/${kind}`, query: {} }];
      }
      const span = Date.parse(row.closed_time ?? row.begun_time) - Date.parse(row.begun_time);
      const sight = range && view.axis === 'dose' ? (range.to - range.from) * 60000 : range ? range.to - range.from : span || DAY_MS;
      return [{ name: fileName(`${row.session}-${id}`), path: `${ROOT}${ofSession(row.session)}/series`, query: { measure: panelSpec.measure, ...formFor(view, sight, POINTS, panelSpec.every ?? SECOND_MS) } }];
    }),
  );
}

const WHOLE = ['timeline', 'pump-samples', 'vitals-samples', 'doses', 'excursions', 'alerts', 'observations', 'outcomes'];
const where = () => {
  const query = queryOf(values());
  const flags = { site: '--site', drug: '--drug', from: '--from', to: '--to' };
  return Object.entries(query).map(([name, value]) => (flags[name] ? `${flags[name]} ${quote(value)}` : `--where ${quote(`${name}=${value}`)}`)).join(' ');
};
const clinical = !onlyResearcher(shell.me);
const panel = downloads({
  by: shell.me.label,
  hint: 'CSV has units in its heading; Parquet and Arrow in their metadata',
  choices: [
    { id: 'list', title: 'The list of sessions found', files: () => [{ name: fileName('sessions'), path: `${ROOT}/sessions`, query: queryOf(values()) }], command: clinical && ((format) => `./rivulet export sessions ${where()} --format ${format} --out data --config FILE`.replace('  ', ' ')) },
    { id: 'whole', title: 'The picked sessions, everything', files: () => wholeFiles(WHOLE), none: 'Pick sessions in the list first.', command: clinical && ((format) => [...picked.keys()].map((one) => `./rivulet export session --session ${quote(one)} --format ${format} --out data --config FILE`).join(' && ')) },
    { id: 'samples', title: 'The picked sessions, samples of pumps and monitors', files: () => wholeFiles(['pump-samples', 'vitals-samples']), none: 'Pick sessions in the list first.' },
    { id: 'shown', title: 'What is drawn', files: shownFiles, none: 'Pick sessions in the list first.' },
  ],
});
take.append(panel.root);
tools.prepend(panel.way);

async function search() {
  keep(values());
  say(total, '');
  panel.describe();
  await found.load();
}

/** Sessions that the address names are drawn at once. */
async function pickNamed() {
  const names = (address.get('pick') ?? '').split(' ').filter(Boolean).slice(0, MOST_PICKED);
  for (const name of names) {
    const answer = await ask('/sessions', { session: name }).catch(() => null);
    if (answer?.rows.length === 1) {
      picked.set(name, answer.rows[0]);
    }
  }
  document.querySelectorAll('[data-pick]').forEach((box) => { box.checked = picked.has(box.dataset.pick); });
  lay();
}

show(compare, true);
await Promise.all([search(), pickNamed()]);
