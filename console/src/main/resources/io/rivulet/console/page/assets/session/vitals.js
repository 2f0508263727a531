// The latest of each vital sign, how old it is, and whether it is beyond its limits.
import { make, reconcile, say, show } from '../dom.js';
import { ago, measure, pressure, span, vitalWord } from '../format.js';
import { icon } from '../icons.js';
import { setTime } from '../shell/time.js';

const OLD_MS = { pressure: 15 * 60000, other: 5 * 60000 };
const SIGNS = [
  ['heartRate', 'heartRatePerMinute', '/min'],
  ['spo2', 'spo2Percent', '%'],
  ['respiratoryRate', 'respiratoryRatePerMinute', '/min'],
  ['etco2', 'etco2MmHg', 'mmHg'],
];

/** The latest of each, newest first seen from the end of the course. */
export function latestVitals(course) {
  const found = new Map();
  const open = (source, components) => (course.excursions ?? []).filter((one) => !one.end && !one.withdrawn && components.includes(one.component) && (source === undefined || one.source === source));
  for (let i = (course.vitals ?? []).length - 1; i >= 0; i -= 1) {
    const sample = course.vitals[i];
    for (const reading of sample.pressures ?? []) {
      const key = `pressure ${reading.source}`;
      if (!found.has(key)) {
        found.set(key, { key, title: `Pressure, ${reading.source}`, text: pressure(reading), unit: 'mmHg', at: sample.at, old: OLD_MS.pressure, beyond: open(reading.source, ['systolic', 'diastolic', 'mean']) });
      }
    }
    for (const [component, name, unit] of SIGNS) {
      if (sample[name] !== undefined && !found.has(component)) {
        found.set(component, { key: component, title: vitalWord(component), text: measure(sample[name]), unit, at: sample.at, old: OLD_MS.other, beyond: open(undefined, [component]) });
      }
    }
    if (found.size >= SIGNS.length + 2) {
      break;
    }
  }
  return [...found.values()].sort((a, b) => order(a.key) - order(b.key));
}

const order = (key) => ['pressure ART', 'pressure NIBP', ...SIGNS.map(([component]) => component)].indexOf(key);

export function vitalsPanel() {
  const list = make('dl', 'tiles');
  const none = make('p', 'fact-note', 'No vital sign yet. Bind a monitor, or wait for its first sample.');
  const root = make('section', 'panel', make('h2', '', 'Vital signs'), list, none);
  root.setAttribute('aria-label', 'Vital signs');
  return {
    root,
    update({ course }) {
      const now = latestVitals(course);
      reconcile(list, now.map((one) => ({ ...one, site: course.site, over: Boolean(course.closed) })), (one) => one.key, tile);
      show(none, now.length === 0);
    },
    tick(time) {
      for (const part of list.parts?.values() ?? []) {
        part.tick(time);
      }
    },
  };
}

function tile() {
  const title = make('dt');
  const value = make('b', 'tile-value');
  const unit = make('span', 'unit');
  const age = make('time', 'fact-note');
  const mark = icon('medium');
  const beyond = make('span');
  const sign = make('p', 'tile-beyond', mark, beyond);
  const root = make('div', 'tile', title, make('dd', '', value, ' ', unit, age, sign));
  let shown = null;
  return {
    root,
    update(one) {
      shown = one;
      root.dataset.key = one.key;
      say(title, one.title);
      say(value, one.text);
      say(unit, one.unit);
      setTime(age, one.at, { site: one.site });
      const worst = one.beyond.find((each) => each.severity === 'critical') ?? one.beyond[0];
      show(sign, Boolean(worst));
      root.dataset.severity = worst?.severity ?? '';
      say(beyond, worst ? `${worst.severity === 'critical' ? 'Critical' : 'Warning'}: ${vitalWord(worst.component).toLowerCase()} ${worst.direction}${worst.limit === undefined ? '' : `, limit ${measure(worst.limit)}`}` : '');
    },
    tick(time) {
      const lasted = time - Date.parse(shown.at);
      const old = lasted > shown.old && !shown.over;
      root.classList.toggle('is-old', old);
      say(age, shown.over ? `last of the session` : `${ago(lasted)}${old ? `, older than ${span(shown.old / 1000)}` : ''}`);
    },
  };
}
