// One device: what it is doing, what it needs, and what became of it.
import { byId, link, make } from '../dom.js';
import { categoryWords, priorityWord, span } from '../format.js';
import { icon } from '../icons.js';
import { now } from '../clock.js';
import { get } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, fill } from '../shell/states.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { chartsOf } from './charts.js';
import { headOf } from './head.js';
import { refusals } from './refused.js';

const REFRESH_MS = 3000;
const HISTORY_EVERY = 20;
const device = decodeURIComponent(location.pathname.split('/').pop());
const path = `/api/v1/fleet/${encodeURIComponent(device)}`;

const shell = await startShell({
  page: 'fleet',
  help: { about: 'One device: its state, its clock, its battery, how often it sends, which sessions it served, and what was refused of it, with the reason.', keys: [] },
});
document.title = `${device} · Rivulet`;

const head = headOf(device, shell.me);
const days = make('select');
days.id = 'days';
for (const [value, word] of [['1', 'the last day'], ['7', 'the last 7 days'], ['30', 'the last 30 days'], ['90', 'the last 90 days']]) {
  const option = make('option', '', word);
  option.value = value;
  days.append(option);
}
days.value = new URLSearchParams(location.search).get('days') ?? '1';
if (!days.value) {
  days.value = '1';
}
const label = make('label', '', 'Show');
label.htmlFor = days.id;
const past = make('div', 'device-past');
byId('main').append(head.root, make('div', 'title-row', make('h2', '', 'What became of it'), make('div', 'fleet-sort', label, days)), past);

let site = '';

function panel(title, ...content) {
  const heading = make('h2', '', title);
  const node = make('section', 'panel', heading, ...content);
  node.setAttribute('aria-label', title);
  return node;
}

async function tell() {
  await fill(past, () => get(`${path}/history`, { days: days.value }), shown, 'Asking what became of it');
}

function shown(answer) {
  const charts = chartsOf(answer, site);
  return [
    ...(answer.more ? [make('p', 'title-note', 'There was more than fits here: the latest is shown.')] : []),
    make('div', 'panels', ...charts.map((one) => make('div', 'panel', one.root))),
    make('div', 'device-lists',
      panel('States', states(answer)),
      panel('Firmware', firmwares(answer))),
    panel('Sessions it served', sessions(answer)),
    panel('Alerts', alerts(answer)),
  ];
}

function rowsTable(caption, columns, rows, none) {
  if (rows.length === 0) {
    return empty(none[0], none[1]);
  }
  const shown = table({ caption, columns, key: (row) => row.key, ask: async () => ({ rows }), empty: none });
  shown.load();
  return shown.root;
}

const lasted = (from, to) => span(Math.max(0, (to - Date.parse(from)) / 1000));
const WORDS = { online: ['up', 'Online'], offline: ['stop', 'Offline'], silent: ['down', 'Silent'] };

function states(answer) {
  const all = answer.story.states;
  const rows = all.map((one, i) => ({ ...one, key: one.at, until: i + 1 < all.length ? Date.parse(all[i + 1].at) : now() })).toReversed();
  return rowsTable('States, the latest first', [
    { id: 'state', title: 'State', head: true, show: (row) => make('span', `sign ${row.state === 'silent' ? 'warn' : ''}`, icon(WORDS[row.state][0]), make('span', '', WORDS[row.state][1])) },
    { id: 'at', title: 'Since', show: (row) => timeOf(row.at, { site }) },
    { id: 'for', title: 'For', number: true, show: (row) => lasted(row.at, row.until) },
  ], rows, ['Nothing was said', 'The device sent no status in this time, and no bridge observed anything of it. Choose a longer time.']);
}

function firmwares(answer) {
  const rows = answer.story.firmwares.map((one) => ({ ...one, key: one.at })).toReversed();
  return rowsTable('Firmware, the latest first', [
    { id: 'firmware', title: 'Firmware', head: true, show: (row) => row.firmware },
    { id: 'model', title: 'Model', show: (row) => row.model || '–' },
    { id: 'at', title: 'Said since', show: (row) => timeOf(row.at, { site }) },
  ], rows, ['No firmware was stated', 'Devices say it in their status message.']);
}

function sessions(answer) {
  const rows = answer.sessions.map((one) => ({ ...one, key: `${one.session} ${one.from}` }));
  return rowsTable('Sessions it served, the latest first', [
    { id: 'session', title: 'Session', head: true, show: (row) => (shell.me.may('SEE_SESSIONS') ? link(`/sessions/${encodeURIComponent(row.session)}`, row.session) : row.session) },
    { id: 'from', title: 'Bound', show: (row) => timeOf(row.from, { site }) },
    { id: 'to', title: 'Until', show: (row) => (row.to ?? row.closed ? timeOf(row.to ?? row.closed, { site }) : make('span', 'sign fine', icon('run'), make('span', '', 'now'))) },
  ], rows, ['No session yet', 'Whoever runs a session binds its devices on the session’s page.']);
}

function alerts(answer) {
  const rows = answer.alerts.map((one) => ({ ...one, key: one.id }));
  return rowsTable('Alerts of it, the newest first', [
    { id: 'category', title: 'Alert', head: true, show: (row) => make('span', `sign ${row.present && row.priority === 'high' ? 'bad' : ''}`, icon(row.priority), alertName(row)) },
    { id: 'detail', title: 'What', wide: true, show: (row) => row.detail || '–' },
    { id: 'started', title: 'Began', show: (row) => timeOf(row.started, { site }) },
    { id: 'ended', title: 'Ended', show: (row) => (row.ended ? timeOf(row.ended, { site }) : row.present ? 'stands' : '–') },
  ], rows, ['No alert', 'Alerts that concern this device appear here.']);
}

/** It leads to its page, where somebody acts on it, for whoever may see that. */
function alertName(row) {
  const words = `${categoryWords(row.category)}, ${priorityWord(row.priority).toLowerCase()}`;
  return shell.me.may('SEE_ALERTS') ? link(`/alerts/${encodeURIComponent(row.id)}`, words) : make('span', '', words);
}

let beats = 0;
async function refresh(first = false) {
  if (document.hidden && !first) {
    return;
  }
  try {
    const row = await get(path);
    site = row.site;
    head.update(row);
    shell.heard(new Date(now()).toISOString());
    shell.connection('live');
    beats += 1;
    if (beats % HISTORY_EVERY === 0 && !past.contains(document.activeElement)) {
      tell();
    }
  } catch (refusal) {
    if (refusal.status === 404) {
      byId('main').replaceChildren(empty('No such device', 'Nothing was ever heard of a device of this name, or it is of a site that is not yours.', backLink()));
      clearInterval(timer);
      return;
    }
    shell.connection(refusal.status === 503 ? 'trouble' : 'lost', `${refusal.message} Trying again.`);
    if (first) {
      past.replaceChildren(failed(refusal, () => location.reload()));
    }
  }
}

function backLink() {
  const back = link('/fleet', 'All devices');
  back.className = 'quiet';
  return back;
}

days.addEventListener('change', () => {
  const query = new URLSearchParams(location.search);
  query.set('days', days.value);
  window.history.replaceState(null, '', `?${query}`);
  tell();
});
const timer = setInterval(refresh, REFRESH_MS);
setInterval(() => head.tick(), 1000);
await refresh(true);
if (past.isConnected) {
  await tell();
  if (shell.me.may('SEE_QUARANTINE')) {
    byId('main').append(panel('What was refused', refusals(path, () => site)));
  }
}
