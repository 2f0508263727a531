// Who is on call, silences, and whether somebody is reached.
import { act, tell } from './desk.js';
import { byId, make, reconcile, say, show } from './dom.js';
import { timeLocal } from './format.js';
import { now } from './clock.js';

const names = (people) => people.map((person) => person.name).join(', ');

/** A time today as a clock has it, any other with its day. */
export function when(text) {
  const date = new Date(text);
  const today = new Date(now()).toDateString() === date.toDateString();
  const day = date.toLocaleDateString('en', { weekday: 'short', day: 'numeric', month: 'short' });
  return today ? timeLocal(date) : `${day} ${timeLocal(date)}`;
}

export function showOnCall(answer, directory, changed) {
  const schedules = answer?.schedules ?? [];
  show(byId('oncall-empty'), schedules.length === 0);
  reconcile(byId('oncall'), schedules, (one) => one.schedule, () => duty(changed));
  for (const part of byId('oncall').parts.values()) {
    part.people(directory?.people ?? []);
  }
}

function duty(changed) {
  let schedule = null;
  const title = make('b');
  const who = make('span', 'duty-now');
  const next = make('p', 'fact-note');
  const open = make('button', 'quiet small', 'Take a turn …');
  open.type = 'button';
  const person = make('select');
  person.setAttribute('aria-label', 'Who takes the turn');
  const length = make('select');
  length.setAttribute('aria-label', 'How long');
  for (const hours of [1, 2, 4, 8, 12, 24]) {
    const option = make('option', '', `${hours} h`);
    option.value = hours;
    length.append(option);
  }
  const reason = make('input', 'note');
  reason.placeholder = 'Why, without names of patients';
  reason.maxLength = 500;
  reason.required = true;
  reason.setAttribute('aria-label', 'Why');
  const take = make('button', 'quiet', 'From now');
  take.type = 'submit';
  const form = make('form', 'line-form', person, length, reason, take);
  form.hidden = true;
  open.addEventListener('click', () => show(form, form.hidden));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const from = Math.floor(now() / 60000) * 60000;
    const done = await act('overrides', {
      schedule,
      person: person.value,
      from: new Date(from).toISOString(),
      until: new Date(from + Number(length.value) * 3600000).toISOString(),
      reason: reason.value.trim(),
    });
    if (done) {
      reason.value = '';
      show(form, false);
      tell('The turn is taken.');
      changed();
    }
  });
  const root = make('li', 'duty', make('p', 'duty-line', title, who, open), next, form);
  return {
    root,
    update(one) {
      schedule = one.schedule;
      say(title, one.schedule);
      say(who, one.people.length > 0 ? names(one.people) : 'Nobody');
      root.dataset.gap = one.people.length > 0 ? 'no' : 'yes';
      const then = one.next.length > 0 ? names(one.next) : 'nobody';
      say(next, one.until ? `until ${when(one.until)}, then ${then}` : 'for the next 14 days');
    },
    people(all) {
      if (person.options.length !== all.length) {
        person.replaceChildren(...all.map((one) => {
          const option = make('option', '', one.name);
          option.value = one.key;
          return option;
        }));
      }
    },
  };
}

export function showSilences(answer, changed) {
  const silences = answer?.silences ?? [];
  show(byId('silences-empty'), silences.length === 0);
  reconcile(byId('silences'), silences, (one) => one.id, () => {
    let id = null;
    const about = make('b', 'silence-about');
    const why = make('p', 'fact-note');
    const left = make('span');
    const end = make('button', 'quiet small', 'End it');
    end.type = 'button';
    end.addEventListener('click', async () => {
      if (await act(`silences/${encodeURIComponent(id)}/end`, {})) {
        tell('The silence is over.');
        changed();
      }
    });
    const root = make('li', 'duty', make('p', 'duty-line', about, end), why);
    const text = make('span');
    why.append(text, left);
    return {
      root,
      update(one) {
        id = one.id;
        say(about, one.matchers.join(' and '));
        say(text, `${one.active ? '' : `from ${when(one.begins)} `}until ${when(one.ends)}, by ${one.author}: ${one.reason}${one.coversHighPriority ? ' — can hide what is urgent' : ''}`);
        left.dataset.until = one.active ? one.ends : '';
        root.dataset.urgent = one.coversHighPriority ? 'yes' : 'no';
      },
    };
  });
}

let tried = [];

export function startTests(changed) {
  byId('test').addEventListener('submit', async (event) => {
    event.preventDefault();
    const [kind, key] = byId('test-target').value.split(':', 2);
    const done = await act('tests', { [kind]: key });
    if (done) {
      tried = done.deliveries;
      tell('A test is under way.');
      changed();
    }
  });
}

export function showTests(directory, latest) {
  const targets = [
    ...(directory?.people ?? []).map((one) => [`person:${one.key}`, `${one.name} (${one.channels.join(', ') || 'no contact'})`]),
    ...(directory?.ownAddress ?? []).map((key) => [`channel:${key}`, `channel ${key}`]),
  ];
  const select = byId('test-target');
  if (select.options.length !== targets.length) {
    select.replaceChildren(...targets.map(([value, word]) => {
      const option = make('option', '', word);
      option.value = value;
      return option;
    }));
  }
  const now = new Map((latest?.deliveries ?? []).map((one) => [one.id, one]));
  tried = tried.map((one) => now.get(one.id) ?? one);
  reconcile(byId('tests'), tried, (one) => one.id, () => {
    const root = make('li');
    return {
      root,
      update(one) {
        say(root, `${one.name ?? ''} by ${one.channel}: ${one.state}${one.lastError ? ` (${one.lastError})` : ''}`.trim());
      },
    };
  });
}
