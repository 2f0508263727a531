// A past session by itself, or beside another.
import { byId, make, say } from '../dom.js';
import { amount, categoryWords, observationWord, phaseWord, unitWord, vitalWord } from '../format.js';
import { combobox } from '../shell/combobox.js';
import { quantity } from '../shell/quantity.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { table } from '../shell/table.js';
import { tabs } from '../shell/tabs.js';
import { timeOf } from '../shell/time.js';
import { ask, ofSession, onlyResearcher, ROOT, sayResearch } from './ask.js';
import { downloads, quote } from './download.js';
import { overlay, usualView } from './overlay.js';

const ROWS = 100;
const DAY_MS = 86400000;
const name = decodeURIComponent(location.pathname.split('/').pop());
const address = new URLSearchParams(location.search);
const parts = byId('parts');

const shell = await startShell({ page: 'history', help: { about: 'Everything that is kept of one session. Compare it with another on the same axis, or take the data along.', keys: [] } });
sayResearch(shell);
say(byId('title'), name.startsWith('session-') ? `Session ${name.slice('session-'.length)}` : `Session ${name}`);
document.title = `${name} · Rivulet`;

function linkTo(path, text) {
  const link = make('a', '', text);
  link.href = path;
  return link;
}

const pair = (term, content) => make('div', '', make('dt', '', term), make('dd', '', content ?? '–'));

function facts(row) {
  const perKg = (unit) => (unit ? `${unitWord(unit)}/kg` : '');
  const minutes = row.closed_time ? (Date.parse(row.closed_time) - Date.parse(row.begun_time)) / 60000 : undefined;
  return make(
    'dl',
    'panel pairs',
    pair('Subject', row.subject),
    pair('Site', row.site),
    pair('Drug and route', [row.drug ?? 'several', row.route].filter(Boolean).join(', ')),
    pair('Begun', timeOf(row.begun_time, { site: row.site, form: 'both' })),
    pair('Ended', row.closed_time ? timeOf(row.closed_time, { site: row.site, form: 'both' }) : 'under way'),
    pair('Lasted', quantity(minutes === undefined ? undefined : Math.round(minutes), 'min', { exact: true })),
    pair('Given', quantity(row.dose_per_kg, perKg(row.dose_unit))),
    pair('Planned', quantity(row.planned_dose_per_kg, perKg(row.planned_unit))),
    pair('Planned over', quantity(row.planned_duration === null ? undefined : row.planned_duration / 60, 'min', { exact: true })),
    pair('Excursions', `${row.excursion_count}, ${row.critical_excursion_count} of them critical`),
    pair('Alerts', String(row.alert_count)),
    pair('Phase', row.phase ? phaseWord(row.phase) : undefined),
    pair('Series', row.series ? linkTo(`/series/${encodeURIComponent(row.series)}`, `${row.series}${row.series_number ? `, session ${row.series_number}` : ''}`) : 'none'),
  );
}

/** A tab with the rows of one table, page by page. */
function rowsTab(id, title, path, columns, nothing) {
  return {
    id,
    title,
    show(panel) {
      const rows = table({
        caption: title,
        key: (row) => row.id ?? `${row.device} ${row.as_of} ${row.revision}`,
        columns,
        ask: async ({ cursor }) => {
          const answer = await ask(`${ofSession(name)}/${path}`, { limit: ROWS, after: cursor });
          return { rows: answer.rows, next: answer.next };
        },
        empty: [nothing, 'What is charted or found later appears here when it has landed.'],
      });
      panel.append(rows.root);
      rows.load();
    },
  };
}

const valued = (value, unit) => (value === null || value === undefined ? '–' : quantity(value, unit ?? '', { exact: true }));

function tables(site, days) {
  const form = days ? 'both' : 'seconds';
  const time = (id, title, key, wide = false) => ({ id, title, wide, show: (row) => (row[key] ? timeOf(row[key], { site, form }) : '–') });
  const day = (id, title, key) => ({ id, title, head: true, show: (row) => timeOf(row[key], { site, form: 'both' }) });
  return [
    rowsTab('timeline', 'Timeline', 'timeline', [
      { id: 'time', title: 'Time', head: true, show: (row) => timeOf(row.time, { site, form }) },
      time('until', 'Until', 'until_time', true),
      { id: 'kind', title: 'What', show: (row) => kindWords(row.kind) },
      { id: 'about', title: 'About', show: (row) => aboutWords(row) },
      { id: 'value', title: 'Value', number: true, show: (row) => valued(row.value, row.unit) },
      { id: 'severity', title: 'Severity', wide: true, show: (row) => row.severity ?? '–' },
    ], 'Nothing happened yet'),
    rowsTab('doses', 'Doses', 'doses', [
      { id: 'as_of', title: 'As of', head: true, show: (row) => timeOf(row.as_of, { site, form }) },
      { id: 'drug', title: 'Drug', show: (row) => row.drug },
      { id: 'device', title: 'Pump', wide: true, show: (row) => row.device ?? '–' },
      { id: 'volume', title: 'Volume', unit: 'mL', number: true, wide: true, show: (row) => amount(row.volume === null ? undefined : row.volume / 1e6) },
      { id: 'amount', title: 'Amount', number: true, show: (row) => quantity(row.amount, row.unit ?? '') },
      { id: 'perkg', title: 'Per kg', number: true, show: (row) => quantity(row.amount_per_kg, row.unit ? `${unitWord(row.unit)}/kg` : '') },
      { id: 'rate', title: 'Rate', unit: 'mL/h', number: true, show: (row) => amount(row.rate) },
    ], 'No dose was stated'),
    rowsTab('excursions', 'Excursions', 'excursions', [
      { id: 'start', title: 'Start', head: true, show: (row) => timeOf(row.start_time, { site, form }) },
      time('end', 'End', 'end_time'),
      { id: 'what', title: 'What', show: (row) => `${row.component} ${row.direction}, ${row.source}` },
      { id: 'severity', title: 'Severity', show: (row) => row.severity },
      { id: 'peak', title: 'Peak', number: true, show: (row) => valued(row.peak, row.unit) },
      { id: 'limit', title: 'Limit', number: true, show: (row) => valued(row.limit_value, row.unit) },
      { id: 'readings', title: 'Readings', number: true, wide: true, show: (row) => row.reading_count },
    ], 'No excursion'),
    rowsTab('alerts', 'Alerts', 'alerts', [
      { id: 'start', title: 'Start', head: true, show: (row) => timeOf(row.start_time, { site, form }) },
      time('end', 'End', 'end_time'),
      { id: 'category', title: 'What', show: (row) => categoryWords(row.category) },
      { id: 'priority', title: 'Priority', show: (row) => row.priority },
      { id: 'measured', title: 'Measured', number: true, show: (row) => valued(row.measured, row.unit) },
      { id: 'limit', title: 'Limit', number: true, wide: true, show: (row) => valued(row.limit_value, row.unit) },
      { id: 'standing', title: 'Holds', wide: true, show: (row) => (row.withdrawn ? 'taken back' : 'yes') },
    ], 'No alert'),
    rowsTab('observations', 'Observations', 'observations', [
      day('time', 'Time', 'observed_time'),
      { id: 'kind', title: 'What', show: (row) => observationWord(row.kind) },
      { id: 'score', title: 'Score', number: true, show: (row) => row.score ?? '–' },
      { id: 'note', title: 'Note', className: 'wraps', show: (row) => row.note ?? '–' },
    ], 'Nothing was observed'),
    rowsTab('outcomes', 'Outcome', 'outcomes', [
      day('time', 'Scored', 'scored_time'),
      { id: 'instrument', title: 'Questionnaire', show: (row) => row.instrument },
      { id: 'score', title: 'Score', number: true, show: (row) => row.score },
      { id: 'after', title: 'After sessions', number: true, show: (row) => row.after_sessions },
    ], 'No score after this session'),
  ];
}

/** "Excursion, NIBP", "Alert, physiological", "Weight". */
function kindWords(kind) {
  const [group, what = ''] = kind.split(':');
  const words = categoryWords(what);
  return group === 'event' ? words : group === 'excursion' ? `Excursion, ${what.toUpperCase()}` : `Alert, ${words.toLowerCase()}`;
}

const aboutWords = (row) => (row.about ? (row.kind.startsWith('alert') ? categoryWords(row.about) : row.kind.startsWith('excursion') ? vitalWord(row.about) : row.about) : '–');

async function one(session) {
  const answer = await ask('/sessions', { session });
  return answer.rows[0] ?? null;
}

async function suggest(text) {
  const exact = text ? await ask('/sessions', { session: text }) : { rows: [] };
  const near = await ask('/sessions', { drug: known.drug ?? undefined, limit: 50 });
  return [...exact.rows, ...near.rows]
    .filter((row, i, all) => row.session !== name && all.findIndex((other) => other.session === row.session) === i && (text === '' || row.session.includes(text)))
    .map((row) => ({ value: row.session, note: `${row.drug ?? ''} ${row.begun_time.slice(0, 10)}` }));
}

let known = null;

function compareWith(session) {
  const next = new URLSearchParams(location.search);
  if (session) {
    next.set('compare', session);
  } else {
    next.delete('compare');
  }
  location.search = next.toString();
}

async function show() {
  parts.replaceChildren(loading('Reading the session'));
  try {
    known = await one(name);
    if (!known) {
      parts.replaceChildren(empty('There is no such session for you', 'It has another name, or is of a site that you may not see.', linkTo('/history', 'Find sessions')));
      return;
    }
    const other = address.get('compare') ? await one(address.get('compare')) : null;
    const sessions = [known, other].filter(Boolean);
    const laid = overlay({ sessions, view: usualView(), spans: sessions.length === 1 });
    const against = combobox({ label: 'Compare with', suggest, chosen: (chosen) => compareWith(chosen.value), free: true, value: other?.session ?? '', hint: 'another session, on the same axis' });
    const alone = make('button', 'quiet', 'Show alone');
    alone.type = 'button';
    alone.addEventListener('click', () => compareWith(null));
    const file = (word) => ({ name: (format) => `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}-${word}.${format}`, path: `${ROOT}${ofSession(name)}/${word}`, query: {} });
    const words = ['timeline', 'pump-samples', 'vitals-samples', 'doses', 'excursions', 'alerts', 'observations', 'outcomes'];
    const take = downloads({
      by: shell.me.label,
      choices: [
        { id: 'samples', title: 'Samples of pumps and monitors', files: () => [file('pump-samples'), file('vitals-samples')], command: onlyResearcher(shell.me) ? undefined : (format) => `./rivulet export pump-samples --where ${quote(`session=${name}`)} --format ${format} --out data --config FILE` },
        { id: 'whole', title: 'Everything', files: () => words.map(file), command: onlyResearcher(shell.me) ? undefined : (format) => `./rivulet export session --session ${quote(name)} --format ${format} --out data --config FILE` },
        ...words.map((word) => ({ id: word, title: `Only ${word}`, files: () => [file(word)] })),
      ],
    });
    parts.replaceChildren(
      facts(known),
      make('section', 'stack', make('div', 'title-row', make('h2', '', other ? `Course, beside ${other.session}` : 'Course'), take.way), make('div', 'field-row', against.root, ...(other ? [alone] : [])), laid.root),
      make('section', 'stack', make('h2', '', 'In detail'), tabs('What is kept of the session', tables(known.site, Date.parse(known.closed_time ?? new Date(shell.now()).toISOString()) - Date.parse(known.begun_time) > DAY_MS))),
      take.root,
    );
  } catch (refusal) {
    parts.replaceChildren(failed(refusal, show));
  }
}

await show();
