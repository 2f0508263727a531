// Who is on call now and who next, in a few lines: on the alerts page and above each calendar.
import { make } from '../dom.js';
import { whenIn } from './wall.js';

export const names = (people) => people.map((person) => person.name).join(', ');

/** The line of one schedule. */
export function dutyLine(one) {
  const now = one.people.length > 0 ? make('b', 'duty-now', names(one.people)) : make('b', 'duty-gap', 'Nobody: a gap');
  const next = one.until ? ['until ', whenIn(one.until, one.zone), ` (${one.zone}), then ${one.next.length > 0 ? names(one.next) : 'nobody: a gap'}`] : ['for the next 14 days'];
  return [now, make('p', '', ...next)];
}

export function showOnDuty(target, schedules) {
  target.replaceChildren(
    schedules.length === 0
      ? make('p', 'side-none', 'No schedule is told of your sites. The alerting file names schedules and whom routes tell.')
      : make('ul', 'side-list', ...schedules.map((one) => make('li', 'side-item', make('span', '', one.schedule), ...dutyLine(one)))),
  );
}
