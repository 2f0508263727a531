// The sessions page: wires the stream to its parts, and moves what moves without data once a second.
import { showAlerts } from './alerts.js';
import { now } from './clock.js';
import { showExcursions } from './excursions.js';
import { showPipeline, showRoles } from './roles.js';
import { showSessions, startSessions, tickSessions } from './sessions.js';
import { startShell } from './shell/shell.js';
import { listen } from './stream.js';

let shown = false;

const shell = await startShell({
  page: 'sessions',
  help: {
    about: 'Every session that runs at your sites, those with the gravest alert first: dose per kg against the plan, rate, pressure and vital signs, with what stands beside them. Choose one to see its course and to chart it.',
    keys: [['Tab', 'from one session to the next'], ['Enter', 'open the session']],
  },
});

startSessions();
listen('/api/v1/events', {
  overview(overview, once = false) {
    shell.heard(overview.at);
    shown = true;
    if (once) {
      shell.connection('lost', 'The live stream is refused or lost; this page asks every few seconds instead.');
    } else {
      shell.connection('live');
    }
    showRoles(overview.roles);
    showPipeline(overview);
    showAlerts(overview);
    showExcursions(overview);
    showSessions(overview);
    shell.tick();
  },
  trouble(trouble) {
    shell.connection('trouble', trouble.message);
    showRoles(trouble.roles);
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
setInterval(() => tickSessions(now()), 1000);
