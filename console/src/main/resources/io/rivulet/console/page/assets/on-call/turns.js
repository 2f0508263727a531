// Taking a turn, and giving one's own back.
import { now } from '../clock.js';
import { make } from '../dom.js';
import { toast } from '../shell/announce.js';
import { command } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { dayIn, fieldInstant, fieldText, timeIn, whenIn } from './wall.js';

const USUAL_MS = 12 * 3600000;

/** Asks who, from when to when, and why; the times are of the schedule's zone. */
export function takeTurn({ schedule, zone, people, me, shift }) {
  const minute = (ms) => Math.floor(ms / 60000) * 60000;
  const from = minute(shift?.from ?? now());
  const person = field({ name: 'person', label: 'Who takes the turn', choices: people.map((one) => [one.key, one.name]), value: people.some((one) => one.key === me.name) ? me.name : undefined });
  const begin = field({ name: 'from', label: 'From', type: 'datetime-local', hint: `by the clocks of ${zone}`, value: fieldText(from, zone), required: true });
  const end = field({ name: 'until', label: 'Until', type: 'datetime-local', hint: `by the clocks of ${zone}; at most 31 days`, value: fieldText(minute(shift?.until ?? from + USUAL_MS), zone), required: true });
  const reason = field({ name: 'reason', label: 'Why', hint: 'Others read it. No names of patients.', required: true, maxLength: 500, placeholder: 'swap' });
  const words = (text) => {
    const ms = fieldInstant(text, zone);
    return Number.isNaN(ms) ? 'a time that is not given yet' : `${dayIn(ms, zone)} ${timeIn(ms, zone)} (${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
  };
  const name = (key) => people.find((one) => one.key === key)?.name ?? key;
  return confirm({
    title: `Take a turn in ${schedule}`,
    by: me.label,
    fields: [person, begin, end, reason],
    verb: 'Take the turn',
    describe: (values) => [`${name(values.person)} is on call in ${schedule} from ${words(values.from)} until ${words(values.until)}, whoever the schedule names.`],
    send: async (values) => {
      const iso = (text) => new Date(fieldInstant(text, zone)).toISOString();
      const answer = await command('POST', '/api/v1/overrides', { schedule, person: values.person, from: iso(values.from), until: iso(values.until), reason: values.reason });
      toast('The turn is taken.');
      return answer;
    },
  });
}

/** The turns that hold or are to come; one's own can be given back. */
export function turns({ overrides, zones, people, me, changed }) {
  if (overrides.length === 0) {
    return make('p', 'side-none', me.may('MANAGE_ON_CALL') ? 'None. Choose a shift above to take a turn, for yourself or for somebody who agreed.' : 'None: everybody is on call as the layers have it.');
  }
  const name = (key) => people.find((one) => one.key === key)?.name ?? key;
  return make(
    'ul',
    'side-list',
    ...overrides.map((one) => {
      const zone = zones.get(one.schedule) ?? 'UTC';
      const back = make('button', 'quiet small', 'Give it back …');
      back.type = 'button';
      back.addEventListener('click', async () => {
        const done = await confirm({
          title: 'Give the turn back',
          record: [`${one.schedule} goes by its layers again, from now on.`],
          by: me.label,
          verb: 'Give it back',
          send: () => command('POST', `/api/v1/overrides/${encodeURIComponent(one.id)}/end`),
        });
        if (done) {
          toast('The turn is given back.');
          changed();
        }
      });
      return make(
        'li',
        'side-item',
        make('b', '', `${name(one.person)} in ${one.schedule}`),
        make('p', '', whenIn(one.from, zone), ' to ', whenIn(one.until, zone), ` (${zone}), asked by ${one.author}: ${one.reason}`),
        one.author === me.name && me.may('MANAGE_ON_CALL') ? make('p', 'side-foot', back) : '',
      );
    }),
  );
}
