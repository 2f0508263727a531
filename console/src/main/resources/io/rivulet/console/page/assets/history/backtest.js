// Other limits on past sessions: choose sessions, choose or change limits, run, and see what would have been found
// beside what was.
import { byId, make, say, show } from '../dom.js';
import { plural } from '../format.js';
import { announceLater, toast } from '../shell/announce.js';
import { command, get } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, fill, loading } from '../shell/states.js';
import { timeOf } from '../shell/time.js';
import { ask, sayResearch } from './ask.js';
import { limitsEditor } from './limitsedit.js';
import { report } from './report.js';

const ROOT = '/api/v1/backtests';
const POLL_MS = 1000;
const DAY_MS = 86400000;
const STATES = { waiting: 'waiting for its turn', running: 'under way', done: 'done', failed: 'failed', cancelled: 'cancelled' };
const address = new URLSearchParams(location.search);
const chosen = new Set((address.get('sessions') ?? '').split(' ').filter(Boolean));

const shell = await startShell({ page: 'backtest', help: { about: 'Choose past sessions and the limits to try. One backtest runs at a time; its result is kept for an hour. It changes nothing.', keys: [] } });
sayResearch(shell);

const first = make('section', 'panel');
const second = make('section', 'panel');
const jobs = make('section', 'panel');
const result = make('section', 'stack');
result.setAttribute('aria-label', 'Result');
const jobList = make('div');
jobs.append(make('h2', '', 'Backtests of the last hour'), jobList);
byId('parts').append(make('div', 'split', first, second), jobs, result);

/* 1. Sessions */
const site = field({ name: 'site', label: 'Site', value: address.get('site') ?? '' });
const drug = field({ name: 'drug', label: 'Drug', value: address.get('drug') ?? '' });
const from = field({ name: 'from', label: 'Begun from', type: 'date', hint: 'UTC', value: address.get('from') ?? '' });
const to = field({ name: 'to', label: 'Until', type: 'date', hint: 'UTC, included', value: address.get('to') ?? '' });
const excursion = field({ name: 'excursion', label: 'Excursions', choices: [['', 'with or without'], ['any', 'with one'], ['critical', 'with a critical one'], ['none', 'without']], value: address.get('excursion') ?? '' });
const find = make('button', 'quiet', 'Find');
find.type = 'submit';
const filter = make('form', 'field-row', site.root, drug.root, from.root, to.root, excursion.root, find);
const sessionList = make('div', 'choices');
sessionList.tabIndex = 0;
sessionList.setAttribute('role', 'group');
sessionList.setAttribute('aria-label', 'Sessions to judge');
const said = make('p', 'title-note');
said.setAttribute('role', 'status');
const all = make('button', 'quiet small', 'Choose all found');
all.type = 'button';
const none = make('button', 'quiet small', 'Choose none');
none.type = 'button';
first.append(make('div', 'title-row', make('h2', '', '1. Sessions'), said), filter, make('div', 'form-foot', all, none), sessionList);
let most = 50;
let found = [];

function keep() {
  const query = Object.entries({ site: site.value, drug: drug.value, from: from.value, to: to.value, excursion: excursion.value, sessions: [...chosen].join(' ') }).filter(([, value]) => value);
  history.replaceState(null, '', query.length ? `?${new URLSearchParams(query)}` : location.pathname);
  say(said, `${chosen.size} chosen, ${most} at most`);
}

function drawSessions(answer) {
  found = answer.rows;
  keep();
  if (found.length === 0) {
    return [empty('No session matches', 'Take a condition away, or widen the dates.')];
  }
  return [make('ul', '', ...found.map((row) => {
    const box = make('input');
    box.type = 'checkbox';
    box.checked = chosen.has(row.session);
    box.addEventListener('change', () => {
      if (box.checked && chosen.size >= most) {
        box.checked = false;
        toast(`A backtest takes ${most} sessions at most.`, { failed: true });
      } else if (box.checked) {
        chosen.add(row.session);
      } else {
        chosen.delete(row.session);
      }
      keep();
    });
    const label = make('label', 'check', box, make('span', '', make('b', '', row.session), ` · ${row.drug ?? 'several'} · `, timeOf(row.begun_time, { site: row.site, form: 'both' }), ` · ${plural(row.excursion_count, 'excursion')}`));
    return make('li', '', label);
  }))];
}

function search() {
  const query = { site: site.value, drug: drug.value, excursion: excursion.value, limit: 200 };
  if (from.value) {
    query.from = `${from.value}T00:00:00Z`;
  }
  if (to.value) {
    query.to = new Date(Date.parse(`${to.value}T00:00:00Z`) + DAY_MS).toISOString();
  }
  return fill(sessionList, () => ask('/sessions', query), drawSessions, 'Looking for sessions');
}

filter.addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
all.addEventListener('click', () => {
  found.slice(0, Math.max(0, most - chosen.size)).forEach((row) => chosen.add(row.session));
  sessionList.replaceChildren(...drawSessions({ rows: found }));
});
none.addEventListener('click', () => {
  chosen.clear();
  sessionList.replaceChildren(...drawSessions({ rows: found }));
});

/* 2. Limits */
const start = make('button', 'primary', 'Run the backtest');
start.type = 'button';
const limitsBox = make('div', 'stack');
second.append(make('h2', '', '2. Limits to try'), limitsBox, make('div', 'form-foot', start));
let editor = null;

function drawLimits(answer) {
  most = answer.sessionsMax;
  keep();
  editor = limitsEditor(answer.versions);
  return [editor.root];
}

start.addEventListener('click', async () => {
  const limits = editor?.value();
  if (!limits) {
    toast('The limits are not JSON yet: see beside the field.', { failed: true });
    return;
  }
  if (chosen.size === 0) {
    toast('Choose at least one session.', { failed: true });
    return;
  }
  const sessions = [...chosen];
  const job = await confirm({
    title: 'Run this backtest',
    record: [`${plural(sessions.length, 'session')} by ${editor.words()}.`, 'It changes nothing. The result is kept for an hour, for you only.'],
    by: shell.me.label,
    verb: 'Run it',
    send: () => command('POST', ROOT, { sessions, limits }),
  });
  if (job) {
    await listJobs();
    open(job.backtest);
  }
});

/* Jobs and their results */
function drawJobs(answer) {
  if (answer.backtests.length === 0) {
    return [make('p', 'notice', 'None yet. Choose sessions and limits above, then run it.')];
  }
  return [make('ul', 'jobs', ...answer.backtests.map((job) => {
    const look = make('button', 'quiet small', 'Show');
    look.type = 'button';
    look.setAttribute('aria-label', `Show the backtest of ${plural(job.sessionsTotal, 'session')} by ${job.limits.id}`);
    look.addEventListener('click', () => open(job.backtest));
    return make('li', 'cohort-version', make('span', '', make('b', '', job.limits.id), ` · ${plural(job.sessionsTotal, 'session')} · `, timeOf(job.askedTime, { form: 'seconds' }), ` · ${STATES[job.state]}`), look);
  }))];
}

const listJobs = () => fill(jobList, () => get(ROOT), drawJobs, 'Reading');
let watched = 0;

/** Follows a job until it is over, then shows what it found. */
async function open(id) {
  const mine = (watched += 1);
  const bar = make('progress');
  bar.setAttribute('aria-label', 'Sessions judged');
  const text = make('p');
  text.setAttribute('role', 'status');
  const cancel = make('button', 'quiet', 'Cancel it');
  cancel.type = 'button';
  cancel.addEventListener('click', () => command('POST', `${ROOT}/${id}/cancel`).catch((refusal) => toast(refusal.message, { failed: true })));
  const box = make('div', 'panel', text, bar, cancel);
  result.replaceChildren(box);
  result.scrollIntoView({ block: 'nearest' });
  try {
    for (;;) {
      const job = await get(`${ROOT}/${id}`);
      if (mine !== watched) {
        return;
      }
      bar.max = job.sessionsTotal;
      bar.value = job.sessionsDone;
      say(text, `It is ${STATES[job.state]}: ${job.sessionsDone} of ${plural(job.sessionsTotal, 'session')} judged.${job.reason ? ` ${job.reason}` : ''}`);
      if (!['waiting', 'running'].includes(job.state)) {
        show(cancel, false);
        show(bar, false);
        listJobs();
        if (job.state === 'done') {
          result.replaceChildren(loading('Reading the result'));
          const whole = await get(`${ROOT}/${id}/report`);
          if (mine === watched) {
            result.replaceChildren(...report(whole, job));
            announceLater('The backtest is done.');
          }
        }
        return;
      }
      await new Promise((go) => setTimeout(go, POLL_MS));
    }
  } catch (refusal) {
    if (mine === watched) {
      result.replaceChildren(failed(refusal, () => open(id)));
    }
  }
}

await Promise.all([search(), fill(limitsBox, () => get(`${ROOT}/limits`), drawLimits, 'Reading the limits'), listJobs()]);
