// Clocks on the wall of a zone, there and back: what a schedule's days are, whatever zone the browser is in.

const parts = new Map();

function clock(zone) {
  if (!parts.has(zone)) {
    parts.set(zone, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', weekday: 'short' }));
  }
  return parts.get(zone);
}

/** What the clock shows at an instant (ms): { year, month, day, hour, minute, weekday }. */
export function wallOf(instant, zone) {
  const found = Object.fromEntries(clock(zone).formatToParts(new Date(instant)).map((one) => [one.type, one.value]));
  return { year: Number(found.year), month: Number(found.month), day: Number(found.day), hour: Number(found.hour), minute: Number(found.minute), second: Number(found.second), weekday: found.weekday };
}

/** When the clock shows that (ms); a time that it skips is where it goes on. */
export function instantOf({ year, month, day, hour = 0, minute = 0 }, zone) {
  const wanted = Date.UTC(year, month - 1, day, hour, minute);
  const behind = (at) => {
    const seen = wallOf(at, zone);
    return wanted - Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute, seen.second);
  };
  let guess = wanted;
  for (let i = 0; i < 3; i += 1) {
    guess += behind(guess);
  }
  // Where the clock skips it, guesses jump to and fro over the gap; the later one counts.
  return guess + Math.max(0, behind(guess));
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const WEEKDAYS = DAYS;

/** The beginnings of the days of the week that an instant is in, and of the week after: eight instants. */
export function weekOf(instant, zone, weeksOn = 0) {
  const seen = wallOf(instant, zone);
  const back = DAYS.indexOf(seen.weekday) - 7 * weeksOn;
  return Array.from({ length: 8 }, (_, i) => {
    const date = new Date(Date.UTC(seen.year, seen.month - 1, seen.day + i - back));
    return instantOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }, zone);
  });
}

const two = (n) => String(n).padStart(2, '0');

/** As a field of type datetime-local has it, by the clock of the zone. */
export function fieldText(instant, zone) {
  const seen = wallOf(instant, zone);
  return `${seen.year}-${two(seen.month)}-${two(seen.day)}T${two(seen.hour)}:${two(seen.minute)}`;
}

/** And back, in ms; NaN where it is none. */
export function fieldInstant(text, zone) {
  const found = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  return found ? instantOf({ year: Number(found[1]), month: Number(found[2]), day: Number(found[3]), hour: Number(found[4]), minute: Number(found[5]) }, zone) : NaN;
}

export const timeIn = (instant, zone) => {
  const seen = wallOf(instant, zone);
  return `${two(seen.hour)}:${two(seen.minute)}`;
};

export const dayIn = (instant, zone) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant));

/** A time of a schedule as an element: its zone's clock, UTC at hand. */
export function whenIn(instant, zone) {
  const node = document.createElement('time');
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  const iso = new Date(ms).toISOString();
  node.dateTime = iso;
  node.title = `${iso.slice(0, 16).replace('T', ' ')} UTC (the time shown is of ${zone})`;
  node.textContent = `${dayIn(ms, zone)} ${timeIn(ms, zone)}`;
  return node;
}
