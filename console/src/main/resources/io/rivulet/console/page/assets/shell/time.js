// Times, in the zone of the site they belong to, with UTC at hand.
//
//   timeOf('2026-11-21T09:30:00Z', { site: 'colombo-1' })   an element: "15:00", UTC and zone in its title, datetime attribute
//   setTime(node, instant, options)                          the same on an element that is there
//   options.form: 'time' (14:03), 'seconds' (14:03:22), 'date' (21 Nov 2026), 'both' (21 Nov 14:03); the default is
//   'time' for today and 'both' for any other day
//
// Without a site, or where its zone is not set (console.zones), the zone is the browser's.
import { say } from '../dom.js';
import { now } from '../clock.js';

let zones = new Map();
let preferred;

/** Zones by site, as the server's settings have them; the header's is that of the caller's only zone. */
export function useZones(bySite) {
  zones = new Map(Object.entries(bySite ?? {}));
  const all = new Set(zones.values());
  preferred = all.size === 1 ? [...all][0] : undefined;
}

export const zoneOf = (site) => zones.get(site) ?? preferred ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map();

/** Numbers and words as the whole console has them: English words, 24 hours. */
function format(zone, options) {
  const key = `${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options }));
  }
  return formats.get(key);
}

const TIME = { hour: '2-digit', minute: '2-digit' };
const SECONDS = { ...TIME, second: '2-digit' };
const DAY = { day: 'numeric', month: 'short' };
const DATE = { ...DAY, year: 'numeric' };

/** The text of a time. */
export function timeText(instant, { site, form } = {}) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) {
    return '–';
  }
  const zone = zoneOf(site);
  const day = format(zone, DATE);
  const today = day.format(date) === day.format(new Date(now()));
  const sameYear = date.getUTCFullYear() === new Date(now()).getUTCFullYear();
  switch (form ?? (today ? 'time' : 'both')) {
    case 'time':
      return format(zone, TIME).format(date);
    case 'seconds':
      return format(zone, SECONDS).format(date);
    case 'date':
      return day.format(date);
    default:
      return `${format(zone, sameYear ? DAY : DATE).format(date)} ${format(zone, TIME).format(date)}`;
  }
}

/** The offset of a zone at a time, such as UTC+05:30. */
export function offsetWord(instant, zone) {
  const part = format(zone, { timeZoneName: 'longOffset' }).formatToParts(new Date(instant)).find((one) => one.type === 'timeZoneName');
  return (part?.value ?? 'GMT').replace('GMT', 'UTC');
}

export function setTime(node, instant, options = {}) {
  if (!instant) {
    say(node, '–');
    node.removeAttribute('datetime');
    node.title = '';
    return node;
  }
  const iso = new Date(instant).toISOString();
  const zone = zoneOf(options.site);
  node.setAttribute('datetime', iso);
  node.title = `${timeText(instant, { ...options, form: 'date' })} ${timeText(instant, { ...options, form: 'seconds' })} ${zone} · ${iso.replace('T', ' ').replace(/(\.\d+)?Z$/, '')} UTC`;
  say(node, timeText(instant, options));
  return node;
}

export function timeOf(instant, options = {}) {
  return setTime(document.createElement('time'), instant, options);
}
