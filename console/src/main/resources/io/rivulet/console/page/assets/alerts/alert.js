// The page of one alert, where links of notifications lead: what it is, what to do, why it reached whom, what happened.
import { now } from '../clock.js';
import { byId } from '../dom.js';
import { categoryWords } from '../format.js';
import { get } from '../shell/api.js';
import { startShell } from '../shell/shell.js';
import { empty, failed, loading } from '../shell/states.js';
import { alertCase } from './case.js';
import { changes } from './changes.js';

const id = decodeURIComponent(location.pathname.split('/')[2]);
const shell = await startShell({
  page: 'alerts',
  help: {
    about: 'One alert with everything known of it: which route and policy told whom, what became of each notification, and what was done by whom.',
    keys: [['a', 'acknowledge it, with its note'], ['n', 'write a note'], ['s', 'silence it']],
  },
});
let part = null;
let sign = null;

async function load() {
  try {
    const found = await get(`/api/v1/alerts/${encodeURIComponent(id)}`);
    const hidden = found.suppressed && `Nobody is told: ${found.suppressed.by}, ${found.suppressed.reason}`;
    if (!part) {
      part = alertCase({ me: shell.me, changed: load, whole: true })();
      byId('alert').replaceChildren(part.root);
    }
    document.title = `${categoryWords(found.alert.alert.category)} · Rivulet`;
    part.update({ ...found.alert, hidden, audit: sign?.lastAudit });
  } catch (refusal) {
    part = null;
    byId('alert').replaceChildren(
      refusal.status === 404 ? empty('This alert is not known, or is not of your sites', 'Alerts are kept for a time and then deleted. All that are known are on the alerts page.') : failed(refusal, load),
    );
  }
}

addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog');
  if (!part?.acting || typing || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const act = { a: part.acting.acknowledge, n: part.acting.note, s: part.acting.silence }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

byId('alert').replaceChildren(loading('Asking for the alert'));
load();
changes({
  heard(next) {
    const moved = sign?.lastAudit !== next.lastAudit;
    sign = next;
    shell.heard(new Date(now()).toISOString());
    shell.connection('live');
    if (moved) {
      load();
    }
  },
  lost: (why) => shell.connection('lost', `${why} Trying again.`),
});
