import { make, reconcile, say, show } from './dom.js';
import { amount, doseRate, plural } from './format.js';
import { icon, setIcon } from './icons.js';

const SHOWN = 3;
// A pump that stands still reports every half minute.
const SILENT_MS = 90000;

export function pumps() {
  const list = make('div', 'pumps');
  const rest = make('p', 'card-none');
  const root = make('div', 'card-pumps', make('h4', '', 'Pump'), list, rest);
  return {
    root,
    update(s) {
      const several = s.doses.length > 1;
      reconcile(list, s.doses.slice(0, SHOWN), (d) => `${d.device}\n${d.drug}`, () => pump(several));
      if (s.doses.length === 0) {
        say(rest, 'No pump data yet');
      } else {
        say(rest, s.doses.length > SHOWN ? `and ${plural(s.doses.length - SHOWN, 'more pump')}` : '');
      }
    },
    tick(now) {
      for (const row of list.parts?.values() ?? []) {
        row.tick(now);
      }
    },
  };
}

function pump(named) {
  const name = make('p', 'pump-drug');
  const mark = icon('unknown');
  const state = make('b', 'state-word');
  const sign = make('span', 'state', mark, state);
  const rate = make('span', 'fact-value');
  const rateLine = make('p', 'fact-line', rate, make('span', 'unit', 'mL/h'));
  const perKg = make('span');
  const age = make('span');
  const foot = make('p', 'fact-note', perKg, age);
  const root = make('div', 'pump', name, make('div', 'pump-line', rateLine, sign), foot);
  let at = 0;
  return {
    root,
    update(d) {
      at = Date.parse(d.asOf);
      show(name, named);
      say(name, d.drug);
      root.dataset.state = d.state;
      setIcon(mark, d.state.toLowerCase());
      say(state, d.state);
      say(rate, amount(d.rateMlPerHour));
      const dose = doseRate(d.ratePerKgPerHour, d.unit);
      say(perKg, dose ? `${dose.value} ${dose.unit}` : 'dose rate not known');
      age.dataset.at = d.asOf;
    },
    tick(now) {
      const quiet = now - at > SILENT_MS;
      root.classList.toggle('old', quiet);
      age.dataset.suffix = quiet ? ', silent' : '';
    },
  };
}
