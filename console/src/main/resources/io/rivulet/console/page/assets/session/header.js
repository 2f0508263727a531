// Who and what: pseudonym, drug, weight, and the phases as a line through time.
import { link, make, reconcile, say, show } from '../dom.js';
import { phaseWord, plural, span } from '../format.js';
import { quantity } from '../shell/quantity.js';
import { setTime, timeText } from '../shell/time.js';
import { asOf, boundAt, latest } from './lookup.js';
import { PHASES, routeWord } from './words.js';

export function header(actions, me) {
  const title = make('h1');
  const state = make('span', 'pill small');
  const facts = make('span');
  const past = link('', 'Its past');
  past.className = 'session-past';
  show(past, me.may('SEE_HISTORY'));
  const weight = quantity(undefined, 'kg', { exact: true });
  const weightSince = make('span', 'fact-note');
  const weightBox = make('div', 'head-fact', make('span', 'field-hint', 'Weight'), weight, weightSince);
  const phase = make('b', 'head-value');
  const phaseSince = make('time', 'fact-note');
  const phaseBox = make('div', 'head-fact', make('span', 'field-hint', 'Phase'), phase, phaseSince);
  const limits = make('b', 'head-value');
  const limitsSince = make('span', 'fact-note');
  const limitsBox = make('div', 'head-fact', make('span', 'field-hint', 'Limits'), limits, limitsSince);
  const ordered = make('span', 'fact-note');
  const line = make('ol', 'phase-line');
  line.setAttribute('aria-label', 'Phases');
  const root = make(
    'div',
    '',
    make('div', 'session-title', make('div', '', make('div', 'title-line', title, state), make('p', 'session-facts', facts, ' ', past)), actions.buttons),
    make('div', 'head-facts', phaseBox, weightBox, limitsBox, ordered),
    line,
  );
  let course = null;

  return {
    root,
    update(shown) {
      course = shown.course;
      const at = course.closed ? Date.parse(course.closed) : Date.parse(course.at);
      say(title, [course.subject, [course.drug, course.route].filter(Boolean).join(' ')].filter(Boolean).join(' · '));
      state.className = `pill small ${course.closed ? 'none' : 'good'}`;
      say(state, course.closed ? 'Ended' : 'Live');
      past.href = `/history/${encodeURIComponent(course.session)}`;
      const place = shown.record?.session;
      say(
        facts,
        [
          `Session ${course.session}`,
          course.site,
          routeWord(course.route ?? ''),
          place?.series ? `session ${place.number} of series ${place.series}` : null,
          plural(boundAt(course, at).length, 'device'),
        ]
          .filter(Boolean)
          .join(' · '),
      );
      const kg = asOf(course.weights, at);
      weight.set(kg?.weightKg);
      say(weightSince, kg ? `since ${timeText(kg.from, { site: course.site })}${kg.corrected ? ', corrected' : ''}${kg.by ? ` by ${kg.by}` : ''}` : 'Not recorded: no dose per kg');
      weightSince.title = kg ? `${kg.from}, recorded ${kg.recordedAt ?? 'at a time not known'}` : '';
      const profile = asOf(course.limits, at);
      say(limits, profile ? `${profile.profile} v${profile.version}` : 'None');
      say(limitsSince, profile ? (profile.from && Date.parse(profile.from) > 0 ? `since ${timeText(profile.from, { site: course.site })}` : 'from the beginning') : 'Readings are not judged');
      const order = asOf(course.orders, at);
      show(ordered, Boolean(order));
      say(ordered, order ? `Pressure ordered every ${span(order.intervalSeconds)}` : '');
      const now = latest(course.phases, at);
      say(phase, now ? phaseWord(now.phase) : 'None yet');
      setTime(phaseSince, now?.at, { site: course.site });
      reconcile(line, stretches(course, at), (one) => one.phase, step);
    },
  };

  /** Each phase with how long it lasted; those to come are named, too. */
  function stretches(of, at) {
    const entered = [...(of.phases ?? [])].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return PHASES.map((name) => {
      let lasted = 0;
      let first;
      let by;
      entered.forEach((one, i) => {
        if (one.phase === name && Date.parse(one.at) <= at) {
          const end = entered[i + 1] ? Math.min(Date.parse(entered[i + 1].at), at) : at;
          lasted += end - Date.parse(one.at);
          first ??= one.at;
          by = one.by;
        }
      });
      const current = latest(entered, at)?.phase === name && !of.closed;
      return { phase: name, lasted, first, by, current, site: of.site };
    });
  }
}

function step() {
  const name = make('b');
  const since = make('span', 'fact-note');
  const root = make('li', '', name, since);
  return {
    root,
    update(one) {
      root.className = one.current ? 'is-now' : one.first ? 'is-over' : 'is-ahead';
      if (one.current) {
        root.setAttribute('aria-current', 'step');
      } else {
        root.removeAttribute('aria-current');
      }
      say(name, phaseWord(one.phase));
      say(since, one.first ? `${timeText(one.first, { site: one.site })} · ${span(one.lasted / 1000)}` : 'not entered');
      root.title = one.first ? `${phaseWord(one.phase)} since ${one.first}${one.by ? `, recorded by ${one.by}` : ''}` : '';
    },
  };
}
