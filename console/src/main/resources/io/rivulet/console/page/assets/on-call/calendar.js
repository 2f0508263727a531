// A schedule as weeks: who from when to when, gaps in red and in words, turns that somebody took marked as such.
import { now } from '../clock.js';
import { make } from '../dom.js';
import { span } from '../format.js';
import { get } from '../shell/api.js';
import { failed, loading } from '../shell/states.js';
import { names } from './duty.js';
import { dayIn, timeIn, WEEKDAYS, weekOf, whenIn } from './wall.js';

const WEEKS = 4;
const COLOURS = 6;

/** take(shift) is called where somebody may take a turn and chooses a shift. */
export function calendar({ schedule, zone, take }) {
  const root = make('div', 'calendar');
  const load = async () => {
    if (root.childElementCount === 0) {
      root.replaceChildren(loading('Asking for shifts'));
    }
    const first = weekOf(now(), zone)[0];
    const last = weekOf(now(), zone, WEEKS - 1)[7];
    try {
      const { shifts } = await get(`/api/v1/oncall/${encodeURIComponent(schedule)}/shifts`, { from: new Date(first).toISOString(), until: new Date(last).toISOString() });
      root.replaceChildren(...draw(shifts));
    } catch (refusal) {
      root.replaceChildren(failed(refusal, load));
    }
  };

  function draw(shifts) {
    const people = [...new Set(shifts.flatMap((shift) => shift.people.map((one) => one.key)))].sort();
    const colour = (shift) => String((people.indexOf(shift.people[0]?.key) % COLOURS) + 1);
    const gaps = shifts.filter((shift) => shift.people.length === 0 && Date.parse(shift.until) > now());
    const weeks = Array.from({ length: WEEKS }, (_, i) => week(shifts, i, colour));
    const head = make('div', 'week week-head', ...WEEKDAYS.map((day) => make('span', '', day)));
    head.setAttribute('aria-hidden', 'true');
    return [
      gaps.length > 0 ? make('p', 'calendar-gaps', `${gaps.length === 1 ? 'One gap' : `${gaps.length} gaps`} in the next ${WEEKS} weeks: nobody is told by this schedule then. The first is `, whenIn(gaps[0].from, zone), ' to ', whenIn(gaps[0].until, zone), '.') : make('p', 'calendar-whole', `No gap in the next ${WEEKS} weeks.`),
      head,
      ...weeks,
      make('details', 'calendar-table', make('summary', '', 'Show as table'), asTable(shifts)),
    ];
  }

  function week(shifts, on, colour) {
    const days = weekOf(now(), zone, on);
    const [begin, end] = [days[0], days[7]];
    const share = (ms) => `${(100 * (Math.min(end, Math.max(begin, ms)) - begin)) / (end - begin)}%`;
    const marks = days.slice(0, 7).map((day) => {
      const mark = make('span', 'day-mark', dayIn(day, zone).replace(/^\S+ /, ''));
      mark.style.setProperty('--at', share(day));
      mark.setAttribute('aria-hidden', 'true');
      return mark;
    });
    const list = make('ul', 'bars');
    list.setAttribute('aria-label', `Week of ${dayIn(begin, zone)}`);
    for (const shift of shifts) {
      const [from, until] = [Date.parse(shift.from), Date.parse(shift.until)];
      if (until > begin && from < end) {
        list.append(bar(shift, share(from), share(until), colour(shift)));
      }
    }
    if (begin <= now() && now() < end) {
      const line = make('span', 'now-mark');
      line.style.setProperty('--at', share(now()));
      line.title = 'now';
      list.append(make('li', 'now-item', line, make('span', 'unseen', `Now: ${timeIn(now(), zone)}`)));
    }
    return make('div', 'week', ...marks, list);
  }

  function bar(shift, left, right, colour) {
    const gap = shift.people.length === 0;
    const swapped = /override/i.test(shift.why);
    const [from, until] = [Date.parse(shift.from), Date.parse(shift.until)];
    const who = gap ? 'Nobody' : names(shift.people);
    const words = `${gap ? 'Gap: nobody' : who}, ${dayIn(from, zone)} ${timeIn(from, zone)} to ${dayIn(until, zone)} ${timeIn(until, zone)}${swapped ? ', a turn that was taken' : ''}`;
    const mayTake = take && until > now();
    const node = make(mayTake ? 'button' : 'span', `bar${gap ? ' is-gap' : ''}${swapped ? ' is-swap' : ''}`, make('b', '', who), make('span', 'bar-day', dayIn(from, zone)), make('span', 'bar-times', `${timeIn(from, zone)}–${timeIn(until, zone)}${swapped ? ' swap' : ''}`));
    if (mayTake) {
      node.type = 'button';
      node.addEventListener('click', () => take({ from: Math.max(from, now()), until }));
    }
    node.title = `${words} (${new Date(from).toISOString().slice(0, 16)} to ${new Date(until).toISOString().slice(0, 16)} UTC)${mayTake ? '. Choose it to take the turn.' : ''}`;
    node.setAttribute('aria-label', `${words}${mayTake ? '. Take the turn' : ''}`);
    const item = make('li', '', node);
    if (!mayTake) {
      node.setAttribute('role', 'img');
    }
    item.dataset.past = String(until <= now());
    item.dataset.colour = gap ? 'gap' : colour;
    item.style.setProperty('--from', left);
    item.style.setProperty('--to', right);
    return item;
  }

  function asTable(shifts) {
    const heads = ['From', 'Until', 'Who', 'Length', 'Why'].map((word) => {
      const cell = make('th', '', word);
      cell.scope = 'col';
      return cell;
    });
    const rows = shifts.map((shift) => {
      const who = make('th', shift.people.length === 0 ? 'duty-gap' : '', shift.people.length === 0 ? 'Gap: nobody' : names(shift.people));
      who.scope = 'row';
      return make('tr', '', make('td', '', whenIn(shift.from, zone)), make('td', '', whenIn(shift.until, zone)), who, make('td', 'number', span((Date.parse(shift.until) - Date.parse(shift.from)) / 1000)), make('td', '', shift.why));
    });
    const box = make('div', 'table-box', make('table', '', make('caption', 'unseen', `Shifts of ${schedule}, in ${zone}`), make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...rows)));
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.setAttribute('aria-label', `Shifts of ${schedule}`);
    return box;
  }

  return { root, load };
}
