// Two versions side by side; what changed is said by a word and a sign before a colour.
import { make } from '../dom.js';
import { empty } from '../shell/states.js';
import { difference, unitOf, wordsOf } from './fields.js';

const SIGNS = { added: '+ added', removed: '− removed', changed: '→ changed', same: 'same' };

export function differenceTable({ before, after, names, all = false }) {
  const rows = difference(before, after).filter((row) => all || row.change !== 'same');
  if (rows.length === 0) {
    return empty('Nothing differs', 'These two versions say the same.');
  }
  const heads = ['What', ...names, 'Change'].map((word) => {
    const cell = make('th', names.includes(word) ? 'number' : '', word);
    cell.scope = 'col';
    return cell;
  });
  const lines = rows.map((row) => {
    const unit = unitOf(row.path);
    const words = (value) => (value === undefined ? '–' : `${value}${unit ? ` ${unit}` : ''}`);
    const head = make('th', '', wordsOf(row.path), make('code', 'limit-path', row.path));
    head.scope = 'row';
    const line = make('tr', '', head, make('td', 'number', words(row.before)), make('td', 'number', row.change === 'same' ? words(row.after) : make('b', '', words(row.after))), make('td', 'limit-change', SIGNS[row.change]));
    line.dataset.change = row.change;
    return line;
  });
  const box = make('div', 'table-box', make('table', '', make('caption', 'unseen', `Difference of ${names.join(' and ')}`), make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...lines)));
  box.tabIndex = 0;
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', `Difference of ${names.join(' and ')}`);
  return box;
}
