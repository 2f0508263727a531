// The alerts page: it hears that something changed, and then asks what.
import { now } from '../clock.js';
import { byId, make, reconcile, say } from '../dom.js';
import { plural, priorityWord } from '../format.js';
import { announceLater, announceNow, toast } from '../shell/announce.js';
import { command, get } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { timeOf, timeText } from '../shell/time.js';
import { showOnDuty } from '../on-call/duty.js';
import { endSilence } from './acting.js';
import { showBadge } from './badge.js';
import { alertCase } from './case.js';
import { changes } from './changes.js';
import { startCaseKeys } from './keys.js';
import { soundSwitch } from './sound.js';
import { headline } from './words.js';

const ORDER = { high: 0, medium: 1, low: 2 };
const AGAIN_MS = 30000;

const shell = await startShell({
  page: 'alerts',
  help: {
    about: 'What waits for somebody stands first, the most urgent on top. Acknowledging tells everybody who was told that you have it, and stops the telling of others; it stands and cannot be taken back. A latched alert was urgent and is over, and waits until somebody has seen it.',
    keys: [['j', 'next alert'], ['k', 'alert before'], ['a', 'acknowledge it, with its note'], ['n', 'write a note'], ['s', 'silence it'], ['e', 'why, and who was told'], ['Enter', 'open its page']],
  },
});
const { me } = shell;
const sound = soundSwitch();
byId('sound').append(sound.root);

let sign = null;
let known = null;
let busy = false;
let again = false;

/** Loads once at a time; what changed meanwhile is loaded after it. */
async function load() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  do {
    again = false;
    await loadOnce();
  } while (again);
  busy = false;
}

async function loadOnce() {
  const part = (ask, show, target) => ask.then(show, (refusal) => byId(target).replaceChildren(failed(refusal, load)));
  await Promise.all([
    part(get('/api/v1/alerts', { state: 'open,latched', limit: 200 }), showWaiting, 'waiting-state'),
    part(get('/api/v1/alerts', { state: 'acknowledged', limit: 200 }), (page) => showCases('acknowledged', page, 'Nothing acknowledged is present', 'What somebody has stays here until it is over.'), 'acknowledged-state'),
    part(get('/api/v1/alerts', { state: 'closed,withdrawn', limit: 30 }), (page) => showCases('over', page, 'Nothing is over yet', 'What is over is kept here, the latest first.'), 'over-state'),
    part(get('/api/v1/oncall'), (answer) => showOnDuty(byId('oncall'), answer.schedules), 'oncall'),
    part(get('/api/v1/silences', { limit: 50 }), showSilences, 'silences'),
    part(get('/api/v1/deliveries', { state: 'dead', limit: 20 }), showUndelivered, 'undelivered'),
  ]);
}

function showWaiting(page) {
  const rows = showCases('waiting', page, 'Nobody is waited for', 'Alerts that nobody has acknowledged appear here: those that are present, and urgent ones that are over.', (a, b) => ORDER[a.alert.priority] - ORDER[b.alert.priority]);
  news(rows);
  const numbers = { high: 0, medium: 0, low: 0 };
  rows.forEach((row) => (numbers[row.alert.priority] += 1));
  sound.waiting(numbers);
  showBadge(numbers);
}

const create = alertCase({ me, changed: load });

function showCases(id, page, title, whatToDo, order) {
  const hidden = new Map((sign?.suppressed ?? []).map((one) => [one.alert?.alert?.id ?? one.alert, `Nobody is told: ${one.by}, ${one.reason}`]));
  const rows = page.alerts.map((row) => ({ ...row, hidden: hidden.get(row.alert.id), audit: sign?.lastAudit }));
  if (order) {
    rows.sort(order);
  }
  reconcile(byId(id), rows, (row) => row.alert.id, create);
  byId(`${id}-state`).replaceChildren(...(rows.length === 0 ? [empty(title, whatToDo)] : []));
  if (byId(`${id}-count`)) {
    say(byId(`${id}-count`), rows.length === 0 ? '' : page.next ? `${rows.length}, and there are more` : String(rows.length));
  }
  return rows;
}

/** High ones interrupt a screen reader, others wait their turn; what was there at the start is not news. */
function news(rows) {
  const fresh = known ? rows.filter((row) => known.get(row.alert.id) !== row.alert.priority) : [];
  known = new Map(rows.map((row) => [row.alert.id, row.alert.priority]));
  const words = (chosen) => chosen.map(({ alert }) => `${priorityWord(alert.priority)} priority: ${headline(alert)}`).join('. ');
  const high = fresh.filter((row) => row.alert.priority === 'high');
  const others = fresh.filter((row) => row.alert.priority !== 'high');
  if (high.length > 0) {
    announceNow(words(high));
  }
  if (others.length > 0) {
    announceLater(words(others));
  }
  if (fresh.length > 0) {
    sound.news(high.length > 0 ? 'high' : others.some((row) => row.alert.priority === 'medium') ? 'medium' : 'low');
  }
}

function showSilences({ silences, next }) {
  const items = silences.map((one) => {
    const end = make('button', 'quiet small', 'End it …');
    end.type = 'button';
    end.setAttribute('aria-label', `End the silence of ${one.matchers.join(' and ')}`);
    end.addEventListener('click', async () => (await endSilence(one, me)) && load());
    const left = make('span', 'silence-left');
    left.dataset.until = one.active ? one.ends : '';
    return make(
      'li',
      'side-item',
      make('b', '', one.matchers.join(' and ')),
      make('p', '', one.active ? 'until ' : `from ${timeText(one.begins)} until `, timeOf(one.ends), ` by ${one.author}: ${one.reason}`),
      make('p', 'side-foot', left, one.coversHighPriority ? make('span', 'side-warning', 'Can hide what is urgent') : '', me.may('ACT_ON_ALERTS') ? end : ''),
    );
  });
  byId('silences').replaceChildren(items.length === 0 ? make('p', 'side-none', 'None. People are told of everything that routes send them.') : make('ul', 'side-list', ...items), next ? make('p', '', 'There are more.') : '');
}

function showUndelivered({ deliveries }) {
  const items = deliveries.map((one) => {
    const retry = make('button', 'quiet small', 'Try again …');
    retry.type = 'button';
    retry.addEventListener('click', () => replay(one));
    return make(
      'li',
      'side-item',
      make('b', '', `${one.name ?? 'everybody there'} by ${one.channel}`),
      make('p', '', timeOf(one.created), `, ${plural(one.attempts, 'try', 'tries')}: ${one.lastError ?? 'no reason was given'}`),
      me.may('MANAGE_ON_CALL') ? make('p', 'side-foot', retry) : '',
    );
  });
  byId('undelivered').replaceChildren(items.length === 0 ? make('p', 'side-none', 'Nothing was given up on.') : make('ul', 'side-list', ...items));
}

async function replay(one) {
  const done = await confirm({
    title: 'Try the notification again',
    record: [`To ${one.name ?? 'everybody there'} by ${one.channel}, decided ${timeText(one.created)}.`],
    by: me.label,
    verb: 'Try it again',
    send: () => command('POST', `/api/v1/deliveries/${encodeURIComponent(one.id)}/replay`),
  });
  if (done) {
    toast('It is tried again.');
    load();
  }
}

startCaseKeys(['waiting', 'acknowledged', 'over']);
['waiting', 'acknowledged', 'over'].forEach((id) => byId(`${id}-state`).replaceChildren(loading()));
['oncall', 'silences', 'undelivered'].forEach((id) => byId(id).replaceChildren(loading()));
// What waits is shown at once; the stream says what changes from then on.
load();
changes({
  heard(next) {
    const moved = sign?.lastAudit !== next.lastAudit || sign?.state !== next.state;
    sign = next;
    shell.heard(new Date(now()).toISOString());
    shell.connection('live');
    if (moved || known === null) {
      load();
    }
  },
  lost: (why) => shell.connection('lost', `${why} Trying again.`),
});
// A turn ends and a silence is over without anything having happened.
setInterval(load, AGAIN_MS);
