// One alert as somebody acts on it. Priority is a shape and a word before it is a colour.
import { link as linkTo, make, say, show } from '../dom.js';
import { categoryWords, measure, plural, priorityWord, unitWord } from '../format.js';
import { icon, setIcon } from '../icons.js';
import { setTime } from '../shell/time.js';
import { acknowledge, silence } from './acting.js';
import { story } from './story.js';
import { headline, present, STATES, waits } from './words.js';

/** options: me, changed() after something was done, whole for the page of one alert. */
export function alertCase({ me, changed, whole = false }) {
  return () => {
    const mayAct = me.may('ACT_ON_ALERTS');
    const sign = icon('medium');
    const priority = make('b', 'case-priority');
    const value = make('b');
    const unit = make('span', 'unit');
    const measured = make('span', 'quantity case-measured', value, ' ', unit);
    const against = make('span', 'case-limit');
    const what = make(whole ? 'h1' : 'h3', 'case-what');
    const link = make('a', 'case-link');
    const detail = make('p', 'case-detail');
    const place = make('span');
    const session = linkTo('', '');
    const source = make('span');
    const where = make('p', 'case-where', place, session, source);
    const state = make('span', 'case-state');
    const lasting = make('span', 'case-lasting');
    const since = make('time');
    const until = make('time');
    const to = make('span', '', ' to ', until);
    const flaps = make('span', 'case-flaps');
    const known = make('p', 'case-known');
    const hidden = make('p', 'case-hidden');
    const acting = mayAct ? actions(me, changed) : null;
    const why = story({ me, whole });
    const root = make(
      whole ? 'article' : 'li',
      'case',
      make('div', 'case-head', make('span', 'case-sign', sign, priority), state, make('span', 'case-number', measured, against)),
      what,
      detail,
      where,
      make('p', 'case-times', make('span', '', 'since ', since, to), lasting, flaps),
      known,
      hidden,
    );
    if (acting) {
      root.append(acting.root);
    }
    root.append(why.root);
    root.tabIndex = -1;
    if (!whole) {
      what.append(link);
    }
    return {
      root,
      acting,
      why,
      update(row) {
        const { alert } = row;
        root.dataset.priority = alert.priority;
        root.dataset.state = alert.state;
        root.setAttribute('aria-label', `${priorityWord(alert.priority)} priority: ${headline(alert)}. ${STATES[alert.state]}`);
        setIcon(sign, alert.priority);
        say(priority, `${priorityWord(alert.priority)} priority`);
        show(measured, alert.measured !== undefined);
        say(value, alert.measured === undefined ? '' : measure(alert.measured));
        say(unit, unitWord(alert.unit ?? ''));
        show(against, alert.limit !== undefined);
        say(against, alert.limit === undefined ? '' : `limit ${measure(alert.limit)} ${unitWord(alert.unit ?? '')}`);
        say(whole ? what : link, categoryWords(alert.category));
        link.href = `/alerts/${encodeURIComponent(alert.id)}`;
        say(detail, alert.detail);
        const leads = Boolean(alert.session) && me.may('SEE_SESSIONS');
        say(place, [alert.kind, alert.site, alert.careUnit, leads ? 'session ' : alert.session && `session ${alert.session}`].filter(Boolean).join(' · '));
        show(session, leads);
        session.href = `/sessions/${encodeURIComponent(alert.session ?? '')}`;
        say(session, alert.session ?? '');
        say(source, [alert.device, alert.drug].filter(Boolean).map((part) => ` · ${part}`).join(''));
        say(state, STATES[alert.state] ?? alert.state);
        show(lasting, present(alert));
        lasting.dataset.since = present(alert) ? alert.start : '';
        setTime(since, alert.start, { site: alert.site });
        show(to, Boolean(alert.end));
        setTime(until, alert.end, { site: alert.site });
        say(flaps, `${row.flapping ? 'comes and goes: ' : ''}came back ${plural(alert.flaps, 'time')}`);
        show(flaps, alert.flaps > 0);
        say(known, [alert.acknowledgedBy ? `${alert.acknowledgedBy} has it` : '', alert.note ?? ''].filter(Boolean).join(': '));
        show(known, known.textContent !== '');
        say(hidden, row.hidden ?? '');
        show(hidden, Boolean(row.hidden));
        acting?.update(row);
        why.update(row);
      },
    };
  };
}

function actions(me, changed) {
  let row = null;
  const note = make('input', 'case-note');
  note.placeholder = 'Note for others, no names (optional)';
  note.maxLength = 500;
  const button = make('button', 'primary case-acknowledge', 'Acknowledge');
  button.type = 'submit';
  const quiet = make('button', 'quiet', 'Silence …');
  quiet.type = 'button';
  const form = make('form', 'case-actions', note, button, quiet);
  const done = async () => {
    if (button.getAttribute('aria-disabled') === 'true') {
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    const did = await acknowledge(row.alert, note.value);
    button.removeAttribute('aria-disabled');
    if (did) {
      note.value = '';
      changed();
    }
  };
  const hush = async () => (await silence(row.alert, me)) && changed();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    done();
  });
  quiet.addEventListener('click', hush);
  return {
    root: form,
    acknowledge: done,
    silence: () => !quiet.hidden && !form.hidden && hush(),
    note: () => note.focus(),
    update(item) {
      row = item;
      const open = waits(item.alert);
      say(button, open ? 'Acknowledge' : 'Add the note');
      button.className = open ? 'primary case-acknowledge' : 'quiet case-acknowledge';
      button.setAttribute('aria-label', `${open ? 'Acknowledge' : 'Add the note to'} ${headline(item.alert)}`);
      note.setAttribute('aria-label', `Note on ${headline(item.alert)}`);
      quiet.setAttribute('aria-label', `Silence ${headline(item.alert)}`);
      show(quiet, present(item.alert));
      show(form, item.alert.state !== 'closed' && item.alert.state !== 'withdrawn');
    },
  };
}
