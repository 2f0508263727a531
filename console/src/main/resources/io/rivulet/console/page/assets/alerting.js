// The alerts page: the stream says that something changed, and then the page asks what.
import { alertCase } from './case.js';
import { tickAges } from './clock.js';
import { ask, startDesk } from './desk.js';
import { byId, reconcile, say, show } from './dom.js';
import { showOnCall, showSilences, showTests, startTests } from './duty.js';
import { categoryWords, plural, priorityWord } from './format.js';
import { showBurden, showDeliveries, showPlan } from './outcome.js';
import { startShell } from './shell/shell.js';
import { listen } from './stream.js';

const SLOW_MS = 5 * 60000;
const ORDER = { high: 0, medium: 1, low: 2 };

let shown = false;
let alerting = null;
let directory = null;
let slowAt = 0;
let known = null;
let loading = false;
let again = false;

/** Loads once at a time; what changed meanwhile is loaded after it. */
async function load() {
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  do {
    again = false;
    try {
      await loadOnce();
    } catch {
      // The stream says what is wrong; the next change asks again.
    }
  } while (again);
  loading = false;
}

async function loadOnce() {
  if (Date.now() - slowAt > SLOW_MS) {
    slowAt = Date.now();
    directory = (await ask('directory')) ?? directory;
    ask('burden').then((burden) => burden && showBurden(burden), () => {});
  }
  const [waiting, acknowledged, over, silences, dead, latest, duty, plan] = await Promise.all([
    ask('alerts?state=open,latched&limit=200'),
    ask('alerts?state=acknowledged&limit=200'),
    ask('alerts?state=closed,withdrawn&limit=30'),
    ask('silences?limit=100'),
    ask('deliveries?state=dead&limit=50'),
    ask('deliveries?limit=100'),
    ask('oncall'),
    ask('configuration'),
  ]);
  const hidden = new Map((alerting?.suppressed ?? []).map((one) => [one.alert, `Nobody is told: ${one.by}, ${one.reason}`]));
  const rows = (page) => (page?.alerts ?? []).map((row) => ({ ...row, hidden: hidden.get(row.alert.id), audit: alerting?.lastAudit }));
  showCases('waiting', rows(waiting).sort((a, b) => ORDER[a.alert.priority] - ORDER[b.alert.priority]));
  showCases('acknowledged', rows(acknowledged));
  showCases('over', rows(over));
  say(byId('waiting-note'), waiting?.next ? 'there are more' : '');
  announce(rows(waiting));
  showSilences(silences, load);
  const late = { deliveries: (latest?.deliveries ?? []).filter((one) => one.state === 'waiting') };
  showDeliveries(dead, late, load);
  showTests(directory, latest);
  showOnCall(duty, directory, load);
  if (plan) {
    showPlan(plan);
  }
  tickAges();
}

function showCases(id, rows) {
  reconcile(byId(id), rows, (row) => row.alert.id, alertCase(load));
  show(byId(`${id}-empty`), rows.length === 0);
}

/** High ones interrupt a screen reader, others wait their turn; what was there at the start is not news. */
function announce(rows) {
  const fresh = known ? rows.filter((row) => known.get(row.alert.id) !== row.alert.priority) : [];
  known = new Map(rows.map((row) => [row.alert.id, row.alert.priority]));
  const news = (chosen) => chosen.map(({ alert }) => `${priorityWord(alert.priority)} priority: ${categoryWords(alert.category)}${alert.session ? `, session ${alert.session}` : ''}`).join('. ');
  const high = fresh.filter((row) => row.alert.priority === 'high');
  const others = fresh.filter((row) => row.alert.priority !== 'high');
  if (high.length > 0) {
    say(byId('announce-now'), news(high));
  }
  if (others.length > 0) {
    say(byId('announce-later'), news(others));
  }
}

function overview(document, once) {
  shell.heard(document.at);
  shown = true;
  if (once) {
    shell.connection('lost', 'The live stream is refused or lost; this page asks every few seconds instead.');
  } else {
    shell.connection('live');
  }
  const before = alerting;
  alerting = document.alerting ?? null;
  shell.banner('none', alerting ? null : 'This console knows of no alerting: nobody is told of any alert by it.');
  if (alerting && (before?.lastAudit !== alerting.lastAudit || before?.state !== alerting.state || slowAt === 0)) {
    load();
  }
  shell.tick();
}

const shell = await startShell({ page: 'alerts' });
startDesk();
startTests(load);
listen('/api/v1/events', {
  overview(document, once = false) {
    overview(document, once);
  },
  trouble(trouble) {
    shell.connection('trouble', trouble.message);
  },
  beat(at) {
    if (shown) {
      shell.heard(at);
      shell.connection('live');
    }
    shell.tick();
  },
  lost(reason) {
    shell.connection('lost', `${reason} Trying again.`);
  },
});
// A turn ends and a silence is over without anything having happened.
setInterval(() => alerting && load(), 30000);
