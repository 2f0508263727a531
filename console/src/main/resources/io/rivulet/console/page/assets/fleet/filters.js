// Chips that narrow the list, each with how many devices it would leave, and the search.
import { make, say, show } from '../dom.js';
import { count } from '../format.js';
import { chips } from '../shell/chips.js';
import { CLOCKS, NEEDS, STATES } from './words.js';

const TYPED_MS = 250;
const FEW = 12;
const GROUPS = [
  { id: 'need', title: 'Needs somebody', words: NEEDS },
  { id: 'state', title: 'State', words: STATES },
  { id: 'clock', title: 'Clock', words: CLOCKS },
  { id: 'site', title: 'Site' },
  { id: 'model', title: 'Model' },
  { id: 'firmware', title: 'Firmware' },
];
const OPEN = ['need', 'state'];

/** changed() is called after the view was changed. */
export function filters(view, changed) {
  const search = make('input', 'fleet-search');
  search.type = 'search';
  search.id = 'fleet-search';
  search.placeholder = 'Device, model, firmware or session';
  search.maxLength = 200;
  search.autocomplete = 'off';
  search.spellcheck = false;
  search.value = view.search;
  const label = make('label', 'unseen', 'Search devices, models, firmware and sessions');
  label.htmlFor = search.id;
  let typing = 0;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      view.search = search.value;
      changed();
    }, TYPED_MS);
  });

  const groups = GROUPS.map((group) => groupOf(group, view, changed));
  const more = make('details', 'fleet-more', make('summary', '', 'Clock, site, model, firmware'), ...groups.filter((one) => !OPEN.includes(one.id)).map((one) => one.root));
  more.open = GROUPS.some((group) => !OPEN.includes(group.id) && view[group.id].length > 0);
  const root = make('div', 'fleet-filters', ...groups.filter((one) => OPEN.includes(one.id)).map((one) => one.root), more);
  root.setAttribute('role', 'search');
  root.prepend(make('div', 'fleet-search-line', label, search));
  return {
    root,
    search,
    draw: (facets) => groups.forEach((one) => one.draw(facets)),
    set() {
      search.value = view.search;
      groups.forEach((one) => one.set());
    },
  };
}

function groupOf(group, view, changed) {
  const part = chips(group.title, [], chosen(group, view), (set) => {
    const before = view[group.id];
    const all = group.id === 'need' && set.has('any') && !before.includes('any');
    view[group.id] = all ? ['any'] : [...set].filter((id) => id !== 'any' || (group.id === 'need' && set.size === 1)).map((id) => (id === '\u0000' ? '' : id));
    part.set(chosen(group, view));
    changed();
  });
  const title = make('span', 'fleet-group-title', group.title);
  const rest = make('span', 'title-note');
  const root = make('div', `fleet-group group-${group.id}`, title, part.root, rest);
  return {
    id: group.id,
    root,
    set: () => part.set(chosen(group, view)),
    draw(facets) {
      const values = new Map(facets.facets[group.id].map((one) => [one.value || '\u0000', one.devices]));
      chosen(group, view).forEach((id) => id !== 'any' && !values.has(id) && values.set(id, 0));
      const items = [...values].slice(0, FEW).map(([id, devices]) => ({ id, label: wordOf(group, id), count: devices }));
      if (group.id === 'need') {
        items.unshift({ id: 'any', label: 'What needs me', count: facets.needing });
      }
      part.draw(items);
      part.set(chosen(group, view));
      show(rest, values.size > FEW);
      say(rest, `and ${count(values.size - FEW)} more: search for them`);
    },
  };
}

const chosen = (group, view) => view[group.id].map((id) => (id === '' ? '\u0000' : id));
const wordOf = (group, id) => group.words?.[id]?.word ?? (id === '\u0000' ? 'none said' : id);
