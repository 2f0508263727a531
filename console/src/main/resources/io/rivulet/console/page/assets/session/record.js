// Everything that was recorded of the session, the latest first, with by whom; what was wrong can be taken back.
import { make, reconcile, say, show } from '../dom.js';
import { amount, measure, phaseWord, span, unitWord } from '../format.js';
import { setTime, timeText } from '../shell/time.js';
import { standingBindings } from './lookup.js';
import { eventWord, kindOf, routeWord, scoreWords } from './words.js';

const FIRST = 8;
const TAKEN_BACK = new Set(['observation', 'charted-dose', 'weight', 'phase', 'plan', 'limits', 'concentration', 'pressure-interval', 'screened']);

/** Conditions that were not passed, as one text in a list; or none. */
function notPassed(flags) {
  const codes = (flags ?? []).filter((one) => one.passed === false).map((one) => one.code);
  return codes.length > 0 ? [codes.join(', ')] : [];
}

/** What an event says, in words. */
export function eventText(event) {
  const b = event.body ?? {};
  switch (event.kind) {
    case 'opened':
      return [b.drug, b.route ? routeWord(b.route) : null, b.plannedDosePerKg === undefined ? null : `${amount(b.plannedDosePerKg)} ${unitWord(b.plannedUnit ?? 'mg')}/kg planned`].filter(Boolean).join(', ');
    case 'weight':
      return `${measure(b.weightKg)} kg${event.replaces ? ', corrects an earlier weight' : ''}`;
    case 'device':
      return `${b.device}${event.to ? ', until it was unbound' : event.replaces ? ', times corrected' : ''}`;
    case 'limits':
      return `profile ${b.profile}`;
    case 'phase':
      return `${phaseWord(b.phase)}${b.reason ? `: ${b.reason}` : ''}`;
    case 'plan':
      return `${b.drug}: ${amount(b.plannedDosePerKg)} ${unitWord(b.plannedUnit ?? 'mg')}/kg${b.plannedDurationSeconds ? ` over ${span(b.plannedDurationSeconds)}` : ''}`;
    case 'charted-dose':
      return `${b.drug} ${measure(b.amount)} ${unitWord(b.unit ?? 'mg')} ${routeWord(b.route ?? '')}`;
    case 'observation':
      return `${b.score === undefined || b.score === null ? kindOf(b.kind).title : scoreWords(b.kind, b.score)}${b.note ? `: ${b.note}` : ''}`;
    case 'concentration':
      return `${b.drug}: ${amount(b.concentrationPerMl)} ${unitWord(b.concentrationUnit ?? 'mg')}/mL`;
    case 'screened':
      return [b.eligible === false ? 'not eligible' : 'eligible', ...notPassed(b.flags)].join(', not passed: ');
    case 'withdrawn':
      return b.reason ?? '';
    default:
      return '';
  }
}

export function recordPanel(actions) {
  const list = make('ol', 'record');
  const more = make('button', 'quiet small', 'Show all');
  more.type = 'button';
  const none = make('p', 'fact-note', 'Nothing is recorded yet.');
  const chart = actions.button('observe', 'Chart');
  const root = make('section', 'panel', make('div', 'title-row', make('h2', '', 'Recorded'), chart), list, none, more);
  root.setAttribute('aria-label', 'What was recorded, by whom');
  let all = false;
  let last = null;
  more.addEventListener('click', () => {
    all = !all;
    draw();
  });

  function draw() {
    const events = last?.record ? [...last.record.events, ...addedSince(last)].reverse() : [];
    const site = last?.course?.site;
    const closed = Boolean(last?.course?.closed);
    const standing = new Set(standingBindings(last?.record).map((event) => event.eventId));
    reconcile(list, events.slice(0, all ? events.length : FIRST).map((event) => ({ ...event, site, binding: standing.has(event.eventId) })), (event) => event.eventId, () => line(actions));
    show(none, events.length === 0);
    show(more, events.length > FIRST);
    say(more, all ? `Show the latest ${FIRST}` : `Show all ${events.length}`);
    more.setAttribute('aria-expanded', String(all));
    show(chart, actions.allowed && !closed);
  }

  return {
    root,
    update(shown) {
      last = shown;
      draw();
    },
  };
}

/** What the stream has brought since the record was read; whatever else is recorded has both read anew. */
function addedSince({ record, course }) {
  const known = new Set(record.events.map((event) => event.eventId));
  const event = (kind, { key, at, recordedAt, by, ...body }) => ({ eventId: key, kind, from: at, recorded: recordedAt, recordedBy: by, withdrawn: false, body });
  return [...(course?.phases ?? []).map((one) => event('phase', one)), ...(course?.observations ?? []).map((one) => event('observation', one))]
    .filter((one) => !known.has(one.eventId))
    .sort((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded));
}

function line(actions) {
  const time = make('time');
  const what = make('b');
  const text = make('span');
  const by = make('p', 'fact-note');
  const back = make('button', 'bare small', 'Take back');
  back.type = 'button';
  let shown = null;
  back.addEventListener('click', () => actions.open('withdraw', { event: shown.eventId, what: `${eventWord(shown.kind)} ${eventText(shown)}` }));
  const correct = make('button', 'bare small', 'Correct');
  correct.type = 'button';
  correct.addEventListener('click', () => actions.open('rebind', { binding: shown.eventId }));
  const root = make('li', '', make('div', 'record-line', time, make('span', 'record-what', what, ' ', text), make('span', 'record-acts', correct, back)), by);
  return {
    root,
    update(event) {
      shown = event;
      setTime(time, event.from ?? event.recorded, { site: event.site });
      say(what, eventWord(event.kind));
      say(text, eventText(event));
      root.classList.toggle('is-withdrawn', event.withdrawn);
      say(by, `by ${event.recordedBy}, recorded ${timeText(event.recorded, { site: event.site })}${event.withdrawn ? ' · taken back' : ''}`);
      back.setAttribute('aria-label', `Take back ${eventWord(event.kind)} ${eventText(event)}`);
      correct.setAttribute('aria-label', `Correct when ${event.body?.device} served`);
      show(correct, actions.allowed && event.binding);
      show(back, actions.allowed && !event.withdrawn && (event.binding || TAKEN_BACK.has(event.kind)));
    },
  };
}
