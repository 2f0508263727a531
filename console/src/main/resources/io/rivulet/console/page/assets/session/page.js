// The page of one session: reads its course, follows it, and puts each part of it where it belongs.
import { follow, onState } from '../live/stream.js';
import { byId, show } from '../dom.js';
import { get } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { startActions } from './actions.js';
import { alertsPanel } from './alerts.js';
import { charts } from './charts.js';
import { devicesPanel } from './devices.js';
import { dosePanel } from './dose.js';
import { header } from './header.js';
import { recordPanel } from './record.js';
import { seriesPanel } from './series.js';
import { vitalsPanel } from './vitals.js';

const RECORD_EVERY_MS = 15000;
const DRAW_MS = 250;
const session = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1));

const shell = await startShell({
  page: 'sessions',
  help: {
    about: 'One session as it runs: dose against plan, pressure against its limits, and everything that was recorded of it. A prediction is calculated and never measured; a dashed band is dose that may have moved unseen.',
    keys: [['k', 'everything you can do here'], ['e', 'chart an observation'], ['d', 'chart a dose'], ['w', 'weight'], ['p', 'phase'], ['b', 'bind a device'], ['r', 'correct when a device served'], ['o', 'outcome score of the series']],
  },
});
const state = byId('state');
state.replaceChildren(loading('Reading the session'));

const shown = { course: null, record: null };
const actions = startActions({ session, shell, shown, recorded: readRecord });
const parts = [header(actions, shell.me), dosePanel(), vitalsPanel(), charts(), alertsPanel({ session, shell }), devicesPanel(actions, shell.me), seriesPanel(session, actions, shell.me), recordPanel(actions)];
const [head, dose, vitals, drawn, alerts, devices, series, record] = parts;
byId('head').append(head.root);
byId('now').append(dose.root, vitals.root);
byId('charts').append(drawn.root);
byId('side').append(alerts.root, devices.root, series.root, record.root);

let due = 0;

/** Several things may arrive within one picture. */
function draw() {
  if (!due) {
    due = setTimeout(() => {
      due = 0;
      if (shown.course) {
        parts.forEach((part) => part.update(shown));
      }
    }, DRAW_MS);
  }
}

async function readRecord() {
  try {
    shown.record = await get(`/api/v1/sessions/${encodeURIComponent(session)}/record`);
    draw();
  } catch {
    // The banner says that nothing answers; what was read stays.
  }
}

function refused(message) {
  show(byId('session'), false);
  const link = document.createElement('a');
  link.className = 'quiet';
  link.href = '/sessions';
  link.textContent = 'All sessions';
  state.replaceChildren(empty('No such session here', message, link));
}

follow(session, {
  course(course) {
    shown.course = course;
    document.title = `${course.subject} · ${session} · Rivulet`;
    state.replaceChildren();
    show(byId('session'), true);
    actions.ready();
    shell.heard(course.at);
    if (!course.position) {
      shell.connection('live');
    }
    readRecord();
    draw();
  },
  delta(delta, course) {
    shown.course = course;
    if (delta.at) {
      shell.heard(delta.at);
    }
    draw();
  },
  trouble(problem) {
    if (!shown.course) {
      state.replaceChildren(failed({ message: problem.message ?? problem.detail ?? 'The session cannot be read now. Trying again.' }));
    }
  },
  refused,
});
// A console without Kafka has no stream of sessions: what has landed is read every few seconds, and that is live enough.
onState(({ state: now, what }) => shell.connection(now === 'connecting' && shown.course ? 'live' : now, what));
setInterval(() => parts.forEach((part) => part.tick?.(shell.now(), shown)), 1000);
setInterval(readRecord, RECORD_EVERY_MS);
