// Wires the stream to the parts of the page, and moves the clocks once a second.
import { showAlerts } from './alerts.js';
import { checkedAt, heard, now, tickAges } from './clock.js';
import { showExcursions } from './excursions.js';
import { showConnection, showCounts, startHeader, tickHeader } from './header.js';
import { showPipeline, showRoles } from './roles.js';
import { showSessions, startSessions, tickSessions } from './sessions.js';
import { listen } from './stream.js';
import { showWarnings } from './warnings.js';

let shownAt = 0;

function tick() {
  const time = now();
  tickHeader(time, checkedAt(), shownAt);
  tickSessions(time);
  tickAges();
}

startHeader();
startSessions();
listen('/api/v1/events', {
  overview(overview, once = false) {
    heard(overview.at);
    shownAt = checkedAt();
    if (once) {
      showConnection('lost', 'The live stream is refused or lost; this page asks every few seconds instead.');
    } else {
      showConnection('live');
    }
    showCounts(overview.standingAlerts);
    showWarnings(overview.alerting);
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
      shownAt = checkedAt();
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
