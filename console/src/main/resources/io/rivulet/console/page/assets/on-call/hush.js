// What is not told: silences that people made, windows that the alerting file has, and planning one.
import { now } from '../clock.js';
import { make } from '../dom.js';
import { toast } from '../shell/announce.js';
import { command } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { timeOf, zoneOf } from '../shell/time.js';
import { endSilence } from '../alerts/acting.js';
import { fieldInstant, fieldText } from './wall.js';

export function hush({ silences, windows, me, changed }) {
  const plan = make('button', 'quiet', 'Plan a silence …');
  plan.type = 'button';
  plan.addEventListener('click', async () => (await planOne(me)) && changed());
  const items = silences.map((one) => {
    const end = make('button', 'quiet small', 'End it …');
    end.type = 'button';
    end.setAttribute('aria-label', `End the silence of ${one.matchers.join(' and ')}`);
    end.addEventListener('click', async () => (await endSilence(one, me)) && changed());
    return make(
      'li',
      'side-item',
      make('b', '', one.matchers.join(' and ')),
      make('p', '', one.active ? 'Holds until ' : 'Planned from ', ...(one.active ? [] : [timeOf(one.begins), ' until ']), timeOf(one.ends), `, by ${one.author}: ${one.reason}`),
      make('p', 'side-foot', one.coversHighPriority ? make('span', 'side-warning', 'Can hide what is urgent') : '', me.may('ACT_ON_ALERTS') ? end : ''),
    );
  });
  const held = windows.map((one) =>
    make(
      'li',
      'side-item',
      make('b', '', `Window ${one.name}: ${one.matchers.join(' and ')}`),
      make('p', '', ...(one.until ? ['Holds until ', timeOf(one.until), '. '] : []), ...(one.next ? ['Next from ', timeOf(one.next), '. '] : one.until ? [] : ['Over. ']), `By ${one.author}: ${one.reason}. It is in the alerting file and is ended there.`),
    ),
  );
  const all = [...items, ...held];
  return [all.length > 0 ? make('ul', 'side-list', ...all) : make('p', 'side-none', me.may('ACT_ON_ALERTS') ? 'None. Plan a silence where alerts are expected, such as while devices are serviced.' : 'None. People are told of everything that routes send them.'), me.may('ACT_ON_ALERTS') ? make('p', 'side-foot', plan) : ''];
}

function planOne(me) {
  const zone = zoneOf();
  const begins = Math.ceil(now() / 900000) * 900000;
  const matchers = field({ name: 'matchers', label: 'What nobody is told of', type: 'textarea', hint: 'One condition a line, all of them hold: site = colombo-1, category =~ PUMP_.*, device = pump-3, priority != high', required: true, maxLength: 2000 });
  const from = field({ name: 'begins', label: 'From', type: 'datetime-local', hint: `by the clocks of ${zone}`, value: fieldText(begins, zone), required: true });
  const until = field({ name: 'ends', label: 'Until', type: 'datetime-local', hint: `by the clocks of ${zone}; up to 7 days, shorter where it can hide what is urgent`, value: fieldText(begins + 3600000, zone), required: true });
  const reason = field({ name: 'reason', label: 'Why', hint: 'Others read it. No names of patients.', required: true, maxLength: 500, placeholder: 'new firmware on the pumps' });
  const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  return confirm({
    title: 'Plan a silence',
    by: me.label,
    fields: [matchers, from, until, reason],
    verb: 'Plan it',
    describe: (values) => [`Nobody is told of alerts with ${lines(values.matchers).join(' and ') || '…'} in that time. They stay on the alerts page. It does not silence the alarm at the bedside.`],
    send: async (values) => {
      const iso = (text) => new Date(fieldInstant(text, zone)).toISOString();
      const answer = await command('POST', '/api/v1/silences', { matchers: lines(values.matchers), reason: values.reason, begins: iso(values.begins), ends: iso(values.ends) });
      toast('The silence is planned.');
      return answer;
    },
  });
}
