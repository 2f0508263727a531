// What somebody does about an alert. Acknowledging is one tap; silencing says first what it hides, for how long and by whom.
import { now } from '../clock.js';
import { toast } from '../shell/announce.js';
import { command } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { timeText } from '../shell/time.js';
import { headline, matchersOf, waits } from './words.js';

const LENGTHS = [['15', '15 min'], ['30', '30 min'], ['60', '1 h'], ['240', '4 h'], ['1440', '24 h']];

/** Acknowledges, or adds a note where somebody has it already; answers whether it was done. */
export async function acknowledge(alert, note) {
  const text = note.trim();
  const id = encodeURIComponent(alert.id);
  try {
    if (waits(alert)) {
      await command('POST', `/api/v1/alerts/${id}/acknowledge`, text ? { note: text } : {});
      toast('Acknowledged, under your name. An acknowledgement stands: it cannot be taken back.');
    } else if (text) {
      await command('POST', `/api/v1/alerts/${id}/notes`, { note: text });
      toast('The note is kept under your name.');
    } else {
      return false;
    }
    return true;
  } catch (refusal) {
    toast(refusal.unanswered ? `${refusal.message} It is not known to be done; pressing again counts once.` : refusal.message, { failed: true });
    return false;
  }
}

/** Asks for a reason and an end, says what is hidden, and silences. */
export function silence(alert, me) {
  const scope = field({
    name: 'scope',
    label: 'What nobody is told of',
    choices: [
      ['this', `This kind of alert of ${alert.session ? `session ${alert.session}` : (alert.device ?? alert.site ?? 'everything')}`],
      ...(alert.session || alert.device ? [['subject', `Every alert of ${alert.session ? `session ${alert.session}` : alert.device}`]] : []),
      ...(alert.site ? [['site', `This kind of alert everywhere at ${alert.site}`]] : []),
    ],
  });
  const length = field({ name: 'minutes', label: 'For how long', choices: LENGTHS, value: '15' });
  const reason = field({ name: 'reason', label: 'Why', hint: 'Others read it. No names of patients.', required: true, maxLength: 500, placeholder: 'the cuff is being moved' });
  const end = (minutes) => new Date(Math.floor(now() / 60000) * 60000 + Number(minutes) * 60000);
  return confirm({
    title: 'Silence',
    by: me.label,
    fields: [scope, length, reason],
    verb: 'Silence it',
    danger: alert.priority === 'high' && alert.kind === 'physiological',
    describe: (values) => [
      `${headline(alert)}`,
      `Nobody is told of alerts with ${matchersOf(alert, values.scope).join(' and ')}, until ${timeText(end(values.minutes), { site: alert.site, form: 'both' })}.`,
      alert.priority === 'high' && alert.kind === 'physiological'
        ? 'This can hide what is urgent: every page says so until it ends. It does not silence the alarm at the bedside.'
        : 'It stays on this page. It does not silence the alarm at the bedside.',
    ],
    send: async (values) => {
      const answer = await command('POST', '/api/v1/silences', { matchers: matchersOf(alert, values.scope), reason: values.reason, ends: end(values.minutes).toISOString() });
      toast('Silenced.');
      return answer;
    },
  });
}

/** Ends a silence, after asking. */
export function endSilence(one, me) {
  return confirm({
    title: 'End the silence',
    record: [`People are told again of alerts with ${one.matchers.join(' and ')}.`],
    by: me.label,
    verb: 'End it now',
    send: async () => {
      const answer = await command('POST', `/api/v1/silences/${encodeURIComponent(one.id)}/end`);
      toast('The silence is over.');
      return answer;
    },
  });
}
