// Wires the stream to the parts of the page, and moves the clocks once a second.
import { showAlerts } from './alerts.js';
import { say } from './dom.js';
import { showExcursions } from './excursions.js';
import { ago, span } from './format.js';
import { showConnection, showCounts, startHeader, tickHeader } from './header.js';
import { showPipeline, showRoles } from './roles.js';
import { showSessions, startSessions, tickSessions } from './sessions.js';
import { listen } from './stream.js';

// Ages are counted on the server's clock: the one of this screen may be wrong.
let aheadMs = 0;
let checkedAt = 0;
let shownAt = 0;
const now = () => Date.now() + aheadMs;

function heard(at) {
  aheadMs = Date.parse(at) - Date.now();
  checkedAt = Date.parse(at);
}

function tick() {
  const time = now();
  tickHeader(time, checkedAt, shownAt);
  tickSessions(time);
  for (const node of document.querySelectorAll('[data-at]')) {
    const at = node.dataset.at;
    say(node, at ? ago(time - Date.parse(at)) + (node.dataset.suffix ?? '') : '');
  }
  for (const node of document.querySelectorAll('[data-since]')) {
    const since = node.dataset.since;
    say(node, since ? `for ${span(Math.max(0, (time - Date.parse(since)) / 1000))}` : '');
  }
}

startHeader();
startSessions();
listen('/api/v1/events', {
  overview(overview, once = false) {
    heard(overview.at);
    shownAt = checkedAt;
    if (once) {
      showConnection('lost', 'The live stream is refused or lost; this page asks every few seconds instead.');
    } else {
      showConnection('live');
    }
    showCounts(overview);
    showRoles(overview.roles);
    showPipeline(overview);
    showAlerts(overview);
    showExcursions(overview);
    showSessions(overview);
    tick();
  },
  trouble(trouble) {
    heard(trouble.at);
    showConnection('trouble', trouble.message);
    showRoles(trouble.roles);
    tick();
  },
  beat(at) {
    heard(at);
    if (shownAt > 0) {
      shownAt = checkedAt;
      showConnection('live');
    }
    tick();
  },
  lost(reason) {
    showConnection('lost', `${reason} Trying again.`);
    tick();
  },
});
setInterval(tick, 1000);
tick();
