// The sessions page: wires the stream to its parts, and moves what moves without data once a second.
import { showAlerts } from './alerts.js';
import { now } from './clock.js';
import { byId, show } from './dom.js';
import { showExcursions } from './excursions.js';
import { onState, subscribe } from './live/stream.js';
import { showPipeline, showRoles } from './roles.js';
import { showSessions, startSessions, tickSessions } from './sessions.js';
import { startShell } from './shell/shell.js';

const shell = await startShell({
  page: 'sessions',
  help: {
    about: 'Every session that runs at your sites, those with the gravest alert first: dose per kg against the plan, rate, pressure and vital signs, with what stands beside them. Choose one to see its course and to chart it.',
    keys: [['Tab', 'from one session to the next'], ['Enter', 'open the session']],
  },
});
show(byId('open-session'), shell.me.may('RECORD_SESSIONS'));

startSessions();
shell.live(onState);
subscribe('overview', {
  data(overview) {
    shell.heard(overview.at);
    showRoles(overview.roles);
    showPipeline(overview);
    showAlerts(overview);
    showExcursions(overview);
    showSessions(overview);
    shell.tick();
  },
  trouble(problem) {
    showRoles(problem.roles ?? []);
  },
  beat(at) {
    shell.heard(at);
    shell.tick();
  },
});
setInterval(() => tickSessions(now()), 1000);
