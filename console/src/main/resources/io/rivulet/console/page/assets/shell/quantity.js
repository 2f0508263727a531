// A number with its unit, never apart: quantity(0.25, 'mg/kg'), quantity(undefined, 'mmHg') is a dash that says "not known".
import { make, say } from '../dom.js';
import { amount, measure, unitWord } from '../format.js';

/** options: exact keeps the digits that were measured; large is for the one number of a panel. */
export function quantity(value, unit, options = {}) {
  const number = make('b');
  const word = make('span', 'unit');
  const node = make('span', options.large ? 'quantity is-large' : 'quantity', number, ' ', word);
  node.set = (next, nextUnit = unit) => {
    const known = next !== undefined && next !== null && !Number.isNaN(next);
    say(number, known ? (options.exact ? measure(next) : amount(next)) : '–');
    say(word, unitWord(nextUnit ?? ''));
    node.title = known ? '' : 'not known';
    return node;
  };
  return node.set(value, unit);
}
