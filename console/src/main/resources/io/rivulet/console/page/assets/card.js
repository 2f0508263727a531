// One live session. The parts of a card know how to update from data and how to move with the clock.
import { devices, observations, vitals } from './bedside.js';
import { make, say, show } from './dom.js';
import { dose } from './dose.js';
import { amount, phaseWord, priorityWord } from './format.js';
import { icon, setIcon } from './icons.js';
import { pressures } from './pressures.js';
import { pumps } from './pumps.js';

export function card() {
  const link = make('a', 'card-link');
  const title = make('h3', '', link);
  const mark = make('span', 'pill small');
  const markIcon = icon('medium');
  const markText = make('span');
  mark.append(markIcon, markText);
  const who = make('p', 'card-who');
  const phase = make('b', 'phase');
  const phaseAge = make('span', 'phase-age');
  const what = make('p', 'card-what');
  const ineligible = make('p', 'card-doubt');
  const parts = { dose: dose(), pumps: pumps(), pressures: pressures(), vitals: vitals(), observed: observations(), devices: devices() };

  const root = make(
    'li',
    'card',
    make('div', 'card-head', make('div', 'card-title', title, who), mark),
    what,
    make('p', 'card-phase', phase, phaseAge),
    ineligible,
    parts.dose.root,
    make('div', 'card-lower', parts.pumps.root, parts.pressures.root),
    parts.vitals.root,
    make('div', 'card-lower', parts.observed.root, parts.devices.root),
  );

  let session = null;
  return {
    root,
    update(s) {
      session = s;
      root.dataset.priority = gravest(s) ?? '';
      say(link, s.subject);
      link.href = `/sessions/${encodeURIComponent(s.session)}`;
      title.title = s.subject;
      say(who, [s.session, s.course.series ? `${s.course.series} no. ${s.course.seriesNumber ?? '–'}` : null].filter(Boolean).join(' · '));
      who.title = who.textContent;
      updateMark(s);
      say(phase, s.course.phase ? phaseWord(s.course.phase) : 'No phase recorded');
      phaseAge.dataset.since = s.course.phaseSince ?? '';
      say(what, [s.drug ? `${s.drug} ${s.route}` : s.route, s.site, s.weightKg === undefined ? 'weight not known' : `${amount(s.weightKg)} kg`].join(' · '));
      what.title = what.textContent;
      show(ineligible, s.course.eligible === false);
      say(ineligible, `Not eligible by screening${s.course.failedFlags.length > 0 ? `: ${s.course.failedFlags.join(', ')}` : ''}`);
      for (const part of Object.values(parts)) {
        part.update(s);
      }
    },
    tick(now) {
      if (session) {
        for (const part of Object.values(parts)) {
          part.tick(now);
        }
      }
    },
  };

  function updateMark(s) {
    const worst = gravest(s);
    show(mark, worst !== undefined);
    if (worst) {
      mark.className = `pill small ${worst}`;
      setIcon(markIcon, worst);
      say(markText, s.alerts > 1 ? `${s.alerts} alerts, ${worst}` : priorityWord(worst));
    }
  }
}

/** The gravest alert that stands; an excursion counts where its alert has not landed yet. */
function gravest(s) {
  const ofExcursion = { critical: 'high', warning: 'medium' }[s.worstSeverity];
  return ['high', 'medium', 'low'].find((priority) => s.worstPriority === priority || ofExcursion === priority);
}
