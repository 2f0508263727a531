// Bars that are a table: each row has its label, its number with the unit, and two bars, of now and of before. What is
// drawn is what a screen reader reads, so that there is no second table to keep in step.
import { make } from '../dom.js';
import { amount } from '../format.js';

const MOST_ROWS = 40;

/** now and before are numbers in the order of labels; null where nothing is known. */
export function bars({ title, unit, head, labels, now, before, most, dense = false }) {
  const known = [...now, ...before].filter((value) => typeof value === 'number');
  const full = most ?? Math.max(...known, 0);
  const th = (text, scope, className = '') => {
    const node = make('th', className, text);
    node.scope = scope;
    return node;
  };
  const units = unit ? ` (${unit})` : '';
  const bar = (value, className) => {
    const node = make('span', `bar ${className}`);
    node.style.setProperty('--share', String(value === null || full === 0 ? 0 : value / full));
    return node;
  };
  const text = (value) => (value === null || value === undefined ? '–' : Number.isInteger(value) ? String(value) : amount(value));
  const rows = labels.slice(0, MOST_ROWS).map((label, i) => {
    const drawn = make('td', 'bar-cell', bar(now[i], 'is-now'), bar(before[i], 'is-before'));
    return make('tr', '', th(label, 'row'), drawn, make('td', 'number', text(now[i])), make('td', 'number unit', text(before[i])));
  });
  const heading = make('h3', '', title);
  const picture = th('', 'col', 'bar-cell');
  picture.append(make('span', 'unseen', 'Drawn'));
  const table = make('table', dense ? 'bars is-dense' : 'bars', make('caption', 'unseen', title), make('thead', '', make('tr', '', th(head, 'col'), picture, th(`Now${units}`, 'col', 'number'), th(`Before${units}`, 'col', 'number'))), make('tbody', '', ...rows));
  const root = make('section', 'panel', heading, known.length ? table : make('p', 'notice', 'Nothing to count in either period.'));
  root.setAttribute('aria-label', title);
  return root;
}
