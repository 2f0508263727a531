// An alert as somebody acts on it.
import { act, ask, tell } from './desk.js';
import { make, reconcile, say, show } from './dom.js';
import { categoryWords, measure, priorityWord, timeLocal, unitWord } from './format.js';
import { icon, setIcon } from './icons.js';
import { now } from './clock.js';

const STATES = {
  open: 'present, not acknowledged',
  acknowledged: 'present, acknowledged',
  latched: 'over, not acknowledged',
  closed: 'over',
  withdrawn: 'withdrawn: late data took it back',
};
const SILENCES = [['15 min', 15], ['30 min', 30], ['1 h', 60], ['4 h', 240], ['24 h', 1440]];

/** changed() is called when something was done. */
export function alertCase(changed) {
  return () => {
    const sign = icon('medium');
    const priority = make('b', 'severity');
    const value = make('b', 'fact-value');
    const unit = make('span', 'unit');
    const measured = make('span', 'excursion-peak', value, unit);
    const what = make('p', 'alert-what');
    const detail = make('p', 'alert-against');
    const where = make('p', 'excursion-where');
    const state = make('span', 'case-state');
    const lasting = make('span');
    const since = make('span');
    const flaps = make('span', 'case-flaps');
    const known = make('p', 'case-known');
    const hidden = make('p', 'case-hidden');
    const acting = actions(changed);
    const why = story();
    const root = make(
      'li',
      'excursion alert case',
      make('div', 'excursion-head', make('span', 'excursion-sign', sign, priority), measured),
      what,
      detail,
      where,
      make('p', 'excursion-foot', state, lasting, since, flaps),
      known,
      hidden,
      acting.root,
      why.root,
    );
    return {
      root,
      update(row) {
        const alert = row.alert;
        root.dataset.priority = alert.priority;
        root.dataset.state = alert.state;
        setIcon(sign, alert.priority);
        say(priority, priorityWord(alert.priority));
        show(measured, alert.measured !== undefined);
        say(value, alert.measured === undefined ? '' : measure(alert.measured));
        say(unit, unitWord(alert.unit ?? ''));
        say(what, `${categoryWords(alert.category)} · ${alert.kind}`);
        say(detail, alert.detail);
        say(where, [alert.site, alert.careUnit, alert.session, alert.device, alert.drug].filter(Boolean).join(' · '));
        where.title = where.textContent;
        say(state, STATES[alert.state] ?? alert.state);
        const present = alert.state === 'open' || alert.state === 'acknowledged';
        show(lasting, present);
        if (present) {
          lasting.dataset.since = alert.start;
        } else {
          delete lasting.dataset.since;
        }
        say(since, alert.end ? `${timeLocal(new Date(alert.start))} to ${timeLocal(new Date(alert.end))}` : `since ${timeLocal(new Date(alert.start))}`);
        since.title = alert.start;
        say(flaps, `${row.flapping ? 'flapping: ' : ''}came back ${alert.flaps} ${alert.flaps === 1 ? 'time' : 'times'}`);
        show(flaps, alert.flaps > 0);
        say(known, [alert.acknowledgedBy ? `${alert.acknowledgedBy} knows` : '', alert.note ?? ''].filter(Boolean).join(': '));
        show(known, known.textContent !== '');
        say(hidden, row.hidden ?? '');
        show(hidden, Boolean(row.hidden));
        acting.update(row);
        why.update(row);
      },
    };
  };
}

/** Acknowledging is one tap, with a note where there is one; silencing takes a reason and an end. */
function actions(changed) {
  let row = null;
  const note = make('input', 'note');
  note.placeholder = 'Note, without names (optional)';
  note.maxLength = 500;
  note.setAttribute('aria-label', 'Note');
  const acknowledge = make('button', 'primary', 'Acknowledge');
  acknowledge.type = 'submit';
  const open = make('button', 'quiet', 'Silence …');
  open.type = 'button';
  const form = make('form', 'line-form', note, acknowledge, open);
  const reason = make('input', 'note');
  reason.placeholder = 'Why, without names';
  reason.maxLength = 500;
  reason.required = true;
  reason.setAttribute('aria-label', 'Why it is silenced');
  const length = make('select');
  length.setAttribute('aria-label', 'How long');
  for (const [word, minutes] of SILENCES) {
    const option = make('option', '', word);
    option.value = minutes;
    length.append(option);
  }
  const silence = make('button', 'quiet', 'Silence');
  silence.type = 'submit';
  const about = make('p', 'fact-note');
  const silencing = make('form', 'line-form', reason, length, silence, about);
  silencing.hidden = true;
  const root = make('div', 'case-actions', form, silencing);

  const matchers = () => {
    const alert = row.alert;
    const subject = alert.session ? ['session', alert.session] : alert.device ? ['device', alert.device] : ['site', alert.site ?? ''];
    return [`category = ${alert.category}`, `${subject[0]} = ${subject[1]}`];
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    acknowledge.disabled = true;
    const text = note.value.trim();
    const waits = row.alert.state === 'open' || row.alert.state === 'latched';
    const id = encodeURIComponent(row.alert.id);
    const done = waits
      ? await act(`alerts/${id}/acknowledge`, text ? { note: text } : {})
      : text && (await act(`alerts/${id}/notes`, { note: text }));
    acknowledge.disabled = false;
    if (done) {
      note.value = '';
      tell(waits ? 'Acknowledged.' : 'Noted.');
      changed();
    }
  });
  open.addEventListener('click', () => {
    show(silencing, silencing.hidden);
    if (!silencing.hidden) {
      say(about, `Nobody is told of ${matchers().join(' and ')}.`);
      reason.focus();
    }
  });
  silencing.addEventListener('submit', async (event) => {
    event.preventDefault();
    const ends = new Date(Math.ceil(now() / 60000) * 60000 + Number(length.value) * 60000 - 60000).toISOString();
    const done = await act('silences', { matchers: matchers(), reason: reason.value.trim(), ends });
    if (done) {
      reason.value = '';
      show(silencing, false);
      tell('Silenced.');
      changed();
    }
  });
  return {
    root,
    update(item) {
      row = item;
      const waits = item.alert.state === 'open' || item.alert.state === 'latched';
      say(acknowledge, waits ? 'Acknowledge' : 'Add the note');
      acknowledge.className = waits ? 'primary' : 'quiet';
      show(open, item.alert.state === 'open' || item.alert.state === 'acknowledged');
      show(root, item.alert.state !== 'closed' && item.alert.state !== 'withdrawn');
    },
  };
}

/** Why it reached whom, asked for when somebody wants to know. */
function story() {
  let row = null;
  let asked = 0;
  const list = make('ul', 'plain-list story');
  const root = make('details', 'case-why', make('summary', '', 'Why, and who was told'), list);
  const load = async () => {
    const mine = ++asked;
    let lines;
    try {
      lines = linesOf(await ask(`alerts/${encodeURIComponent(row.alert.id)}`));
    } catch {
      lines = [{ key: 'none', text: 'Alerting does not answer.' }];
    }
    if (mine === asked) {
      reconcile(list, lines, (line) => line.key, () => {
        const item = make('li');
        return { root: item, update: (line) => say(item, line.text) };
      });
    }
  };
  root.addEventListener('toggle', () => root.open && load());
  return {
    root,
    update(item) {
      const moved = row?.changed !== item.changed || row?.audit !== item.audit;
      row = item;
      if (root.open && moved) {
        load();
      }
    },
  };
}

function linesOf(found) {
  if (!found) {
    return [{ key: 'none', text: 'It is not known any more.' }];
  }
  const at = (text) => timeLocal(new Date(text));
  const lines = [];
  if (found.suppressed) {
    const one = found.suppressed;
    lines.push({ key: 'hidden', text: `Not told: ${one.kind} by ${one.by}, ${one.reason}${one.until ? `, until ${at(one.until)}` : ''}` });
  }
  for (const incident of found.incidents) {
    lines.push({ key: `i-${incident.id}`, text: `Incident ${incident.state} on route ${incident.route}: ${incident.why}. ${incident.step}` });
  }
  for (const note of found.alert.notes) {
    lines.push({ key: `n-${note.at}-${note.text}`, text: `${at(note.at)} ${note.by}: ${note.text}` });
  }
  for (const one of found.deliveries) {
    const who = one.name ? `${one.name} by ${one.channel}` : one.channel;
    const error = one.lastError ? ` (${one.lastError})` : '';
    lines.push({ key: `d-${one.id}`, text: `${at(one.created)} ${who}: ${one.reason}, ${one.state}${error} — ${one.why}` });
  }
  for (const one of found.audit) {
    const more = Object.entries(one.entry.detail).map(([name, value]) => `${name} ${value}`).join(', ');
    lines.push({ key: `a-${one.sequence}`, text: `${at(one.entry.time)} ${one.entry.event.replaceAll('_', ' ')} by ${one.entry.actor}${more ? `: ${more}` : ''}` });
  }
  return lines;
}
