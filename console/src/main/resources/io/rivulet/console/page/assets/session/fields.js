// Fields that sessions need besides those of the shell: times in the site's zone, durations in minutes.
import { make } from '../dom.js';
import { field } from '../shell/form.js';
import { timeText, zoneOf } from '../shell/time.js';

const parts = (instant, zone) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
      .formatToParts(new Date(instant))
      .map((part) => [part.type, part.value]),
  );

/** What a clock on the wall of the site shows, as a field takes it. */
function wall(instant, zone) {
  const p = parts(instant, zone);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}`;
}

/** The instant at which the wall shows this; asked twice, since the offset is that of the answer. */
function instantOf(text, zone) {
  const wanted = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  let guess = wanted;
  for (let i = 0; i < 2; i += 1) {
    guess = wanted - (Date.parse(`${wall(guess, zone)}Z`) - guess + (guess % 1000));
  }
  return guess;
}

/** A field of another value than its text. */
const valued = (base, value, marks) => ({
  root: base.root,
  input: base.input,
  name: base.name,
  codes: base.codes,
  wrong: base.wrong,
  marks,
  get value() {
    return value(base.value);
  },
});

/** When something happened or holds from; the time at which it was opened where nothing is changed. An open one may be left empty. */
export function when({ name = 'at', label = 'When', hint = 'when it happened, not when it is recorded', site, now, value, open = false }) {
  const zone = zoneOf(site);
  const shown = (instant) => (instant === undefined ? '' : wall(Math.floor(instant / 1000) * 1000, zone));
  const base = field({ name, label: `${label} (${zone})`, hint, type: 'datetime-local', step: 1, required: !open, value: shown(open ? value : (value ?? now())) });
  const made = valued(base, (text) => (text ? new Date(instantOf(text, zone)).toISOString() : ''), [name, 'time']);
  return Object.assign(made, {
    /** Shows another instant, in ms; undefined empties it. */
    set(instant) {
      base.input.value = shown(instant);
    },
  });
}

/** A duration, asked in minutes and sent as ISO 8601. */
export function minutesField({ name, label, hint, required, value }) {
  const base = field({ name, label, unit: 'min', hint, type: 'number', min: 1, max: 1440, step: 1, required, value });
  return valued(base, (number) => (number === undefined ? '' : `PT${number}M`), [name]);
}

/** Fields side by side. */
export function inRow(...fields) {
  const row = make('div', 'field-row', ...fields.map((one) => one.root));
  return fields.map((one) => Object.create(one, { root: { value: row } }));
}

/** Codes separated by commas, as a list. */
export const codesOf = (text) => (text ?? '').split(/[,;\s]+/).filter(Boolean);

/** Marks by which a mistake of the desk is known to be this field's. */
export const marked = (base, ...marks) => valued(base, (value) => value, [base.name.toLowerCase(), ...marks]);

/** One of several, by its code and its words. */
export const choice = (name, label, choices, spec = {}) => marked(field({ name, label, choices, ...spec }), ...(spec.marks ?? []));

/** Why somebody does what has to be justified. */
export const reasonField = () => marked(field({ name: 'reason', label: 'Why', hint: 'without names', required: true, maxLength: 500 }), 'reason');

/** A time with UTC at hand, for what will be recorded. */
export function whenWords(iso, site) {
  if (!iso) {
    return 'at a time yet to be given';
  }
  const utc = new Date(iso).toISOString().slice(11, 19);
  return `${timeText(iso, { site, form: 'both' })} (${utc} UTC)`;
}
