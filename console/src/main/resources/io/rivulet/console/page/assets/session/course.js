// What can be done to a series of sessions: scores, doses that a person sets, the plan, its end. The same dialogs on the page of
// a session and on that of the series; the desk's own view of the series says what is planned, held and proposed.
import { amount, measure, percent, unitWord } from '../format.js';
import { toast } from '../shell/announce.js';
import { get } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { planned, planFields, planOf } from './blocks.js';
import { choice, marked, reasonField, when, whenWords } from './fields.js';
import { recorder } from './recorder.js';

const RESPONSE = 0.5;
const FOLLOW_UP = 'follow-up';
const perKg = (series, dose) => `${dose === undefined ? '–' : amount(dose)} ${unitWord(series.unit)}/kg`;

/** When a score was taken, in words. */
export const pointWord = (point) => (point === FOLLOW_UP ? 'at the follow-up' : Number(point) === 0 ? 'at the baseline' : `after session ${point}`);

/** What the site's own rule says of the next dose, in words. */
export function proposalWords(series) {
  const { proposal } = series;
  const because = proposal.because ? ` (${proposal.because})` : '';
  return {
    raise: `The site's rule proposes ${perKg(series, proposal.toPerKg)} for session ${proposal.number} instead of ${perKg(series, proposal.fromPerKg)}${because}. A person decides.`,
    stay: `The site's rule proposes no other dose${because}.`,
    'not evaluable': `The site's rule says nothing yet${because}.`,
  }[proposal.says];
}

/** Steps that no session has been opened for. */
export const ahead = (series) => series.steps.filter((step) => !step.session);

function outcome({ series, instruments, now }) {
  const held = series.steps.filter((step) => step.session).map((step) => step.number);
  const last = Math.max(0, ...held);
  const instrument = choice('instrument', 'Questionnaire', instruments.map((one) => [one.instrument, one.instrument]), { value: series.outcomes.at(-1)?.instrument ?? 'MADRS', required: true, marks: ['instrument'] });
  const points = [['0', 'Baseline, before the first session'], ...series.steps.filter((step) => step.number <= Math.max(last, 1)).map((step) => [String(step.number), `After session ${step.number}`]), [FOLLOW_UP, `Follow-up, a look back after session ${last}`]];
  const point = choice('point', 'When in the series', points, { value: String(last), required: true, marks: ['aftersessions'] });
  const score = marked(field({ name: 'score', label: 'Total score', unit: 'points', hint: ' ', type: 'number', min: 0, step: 1, required: true }), 'score');
  const hint = score.root.querySelector('.field-hint');
  const follow = () => {
    const one = instruments.find((other) => other.instrument === instrument.value);
    score.input.max = one.highest;
    hint.textContent = `${one.lowest} to ${one.highest}; a lower score is better`;
  };
  instrument.input.addEventListener('input', follow);
  follow();
  return {
    title: 'Record an outcome score',
    verb: 'Record the score',
    done: 'The score is recorded.',
    fields: [instrument, point, score, when({ site: series.site, now, hint: 'when the questionnaire was answered' })],
    describe: (v) => {
      const base = series.outcomes.find((one) => one.instrument === v.instrument && one.point === 'baseline');
      const lines = [`${v.instrument} ${v.score === undefined ? '–' : measure(v.score)} points ${pointWord(v.point)}, of ${series.subject}`, `Answered ${whenWords(v.at, series.site)}`];
      if (v.point !== '0' && v.score !== undefined) {
        lines.push(base && base.score > 0 ? compared(v.score, base.score) : 'Without a baseline no response can be told.');
      }
      return lines;
    },
    body: (v) => ({ at: v.at, instrument: v.instrument, afterSessions: v.point === FOLLOW_UP ? last : Number(v.point), ...(v.point === FOLLOW_UP ? { followUp: true } : {}), score: v.score }),
  };
}

function compared(score, base) {
  const better = (base - score) / base;
  return `${percent(Math.abs(better))} ${better >= 0 ? 'lower' : 'higher'} than the baseline of ${measure(base)}${better >= RESPONSE ? ': a response' : ': no response'}. It is worked out, not entered.`;
}

function dose({ series }) {
  const open = ahead(series);
  const proposed = series.proposal.says === 'raise' ? series.proposal : null;
  const number = choice('number', 'Session', open.map((step) => [String(step.number), `${step.number}, planned ${perKg(series, step.dosePerKg)}${step.decided ? ', set by a person' : ''}`]), { value: String(proposed?.number ?? open[0]?.number), required: true, marks: ['number', 'plans'] });
  const step = () => open.find((one) => String(one.number) === number.value);
  const dosePerKg = marked(field({ name: 'dosePerKg', label: 'Dose per kg', unit: `${unitWord(series.unit)}/kg`, type: 'number', min: 0, step: 'any', required: true, value: proposed?.toPerKg ?? step()?.dosePerKg }), 'dose');
  number.input.addEventListener('change', () => {
    dosePerKg.input.value = (proposed?.number === Number(number.value) ? proposed.toPerKg : step()?.dosePerKg) ?? '';
  });
  return {
    title: 'Set the dose of a session to come',
    verb: 'Set the dose',
    done: 'The dose is set; the session is opened with it.',
    fields: [number, dosePerKg, reasonField()],
    describe: (v) => (open.length === 0 ? ['Every planned session has been opened: plan more first.'] : [`Session ${v.number} of ${series.series}: ${perKg(series, v.dosePerKg)} in place of ${perKg(series, step()?.dosePerKg)}`, `Because: ${v.reason || '–'}`, proposalWords(series), 'It plans; it sets no pump.']),
    body: (v) => ({ number: Number(v.number), dosePerKg: v.dosePerKg, reason: v.reason }),
  };
}

function plan({ series }) {
  const fields = planFields(planned(series.steps), series.unit);
  return {
    title: 'Plan all sessions anew',
    verb: 'Record the plan',
    done: 'The plan is recorded.',
    fields,
    describe: (v) => [...planOf(v).map((block) => `${block.sessions} x ${perKg(series, block.dosePerKg)}${block.daysBetween === undefined ? '' : `, every ${measure(block.daysBetween)} days`}`), `In place of ${series.steps.length} planned sessions; sessions that were held stay what they are.`],
    body: (v) => ({ blocks: planOf(v) }),
  };
}

function withdraw({ given: chosen }) {
  return {
    title: 'Take a score back',
    verb: 'Take it back',
    danger: true,
    done: 'It is taken back.',
    fields: [reasonField()],
    describe: (v) => [`${chosen.what} counts no longer`, `Because: ${v.reason || '–'}`, 'Both stay in the record.'],
    body: (v) => ({ event: chosen.event, reason: v.reason }),
  };
}

function close({ series, now }) {
  return {
    title: 'End the series',
    verb: 'End the series',
    danger: true,
    done: 'The series is over.',
    fields: [when({ label: 'Ended', site: series.site, now })],
    describe: (v) => [`Series ${series.series} of ${series.subject} ends ${whenWords(v.at, series.site)}`, `${ahead(series).length} of ${series.steps.length} planned sessions were not opened.`],
    body: (v) => ({ at: v.at }),
  };
}

const DIALOGS = { outcome, dose, plan, withdraw, close };

/** As the desk has it, with where the next session would stand. */
export async function readSeries(name) {
  const series = await get(`/api/v1/series/${encodeURIComponent(name)}`);
  return { ...series, next: ahead(series)[0]?.number ?? series.steps.length + 1 };
}

/** open(verb, given): asks, records, and says so. recorded() is called once something was. */
export function courseActions({ name, shell, recorded }) {
  const record = recorder(name, 'series');
  let instruments = null;
  return {
    async open(verb, given = {}) {
      if (document.querySelector('dialog[open]')) {
        return;
      }
      try {
        instruments ??= (await get('/api/v1/sessions/actions')).instruments;
        const spec = DIALOGS[verb]({ series: await readSeries(name), instruments, now: shell.now, given });
        const done = await confirm({ ...spec, by: `${shell.me.label} (${shell.me.name}), through this console`, send: (values) => record(verb, spec.body(values), spec.fields) });
        if (done) {
          toast(done.repeated ? 'It was recorded before; nothing was added.' : spec.done);
          recorded();
        }
      } catch (refusal) {
        toast(`This cannot be done now: ${refusal.message}`, { failed: true });
      }
    },
  };
}
