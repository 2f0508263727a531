import { make, reconcile, say, show } from './dom.js';
import { pressure, span } from './format.js';

const OLD_MS = 15 * 60000;

export function pressures() {
  const list = make('dl', 'facts');
  const none = make('p', 'card-none', 'No pressure yet');
  const ordered = make('p', 'card-none');
  const root = make('div', 'card-pressure', make('h4', '', 'Pressure'), list, none, ordered);
  return {
    root,
    update(s) {
      reconcile(list, s.pressures, (p) => p.source, reading);
      show(none, s.pressures.length === 0);
      show(ordered, s.course.pressureIntervalSeconds !== undefined);
      say(ordered, `ordered every ${span(s.course.pressureIntervalSeconds ?? 0)}`);
    },
    tick(now) {
      for (const row of list.parts?.values() ?? []) {
        row.tick(now);
      }
    },
  };
}

function reading() {
  const value = make('span', 'fact-value');
  const source = make('span');
  const age = make('span');
  const foot = make('span', 'fact-note', source, age);
  const root = make('div', 'fact', make('dd', '', make('span', 'fact-line', value, make('span', 'unit', 'mmHg')), foot));
  let at = 0;
  return {
    root,
    update(p) {
      at = Date.parse(p.time);
      say(value, pressure(p));
      say(source, p.source);
      age.dataset.at = p.time;
    },
    tick(now) {
      const old = now - at > OLD_MS;
      root.classList.toggle('old', old);
      age.dataset.suffix = old ? ', old' : '';
    },
  };
}
