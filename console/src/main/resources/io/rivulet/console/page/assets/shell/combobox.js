// A field that suggests while somebody types: combobox({ label, suggest: async (text, signal) => [{ value, label, note }], chosen }).
// Down and up move through the suggestions, Enter takes one, Escape closes. At most 50 are shown: type on.
import { make, say, show } from '../dom.js';
import { announceLater } from './announce.js';
import { plural } from '../format.js';

const WAIT_MS = 150;
const MOST = 50;
let made = 0;

export function combobox({ label, suggest, chosen, hint = '', free = false, value = '' }) {
  const id = `combobox-${(made += 1)}`;
  const input = make('input');
  input.id = id;
  input.value = value;
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-expanded', 'false');
  input.setAttribute('aria-controls', `${id}-list`);
  const list = make('div', 'combobox-list');
  list.id = `${id}-list`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  list.hidden = true;
  const word = make('label', '', label);
  word.htmlFor = id;
  const about = make('p', 'field-hint', hint);
  show(about, hint !== '');
  const root = make('div', 'field', word, about, make('div', 'combobox', input, list));
  let found = [];
  let at = -1;
  let asking = null;
  let timer = 0;

  const open = (yes) => {
    show(list, yes);
    input.setAttribute('aria-expanded', String(yes));
    if (!yes) {
      at = -1;
      input.removeAttribute('aria-activedescendant');
    }
  };
  const move = (to) => {
    at = found.length === 0 ? -1 : (to + found.length) % found.length;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at >= 0) {
      input.setAttribute('aria-activedescendant', `${id}-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const take = (one) => {
    input.value = one.label ?? one.value;
    open(false);
    chosen(one);
  };
  const draw = () => {
    list.replaceChildren(
      ...found.map((one, i) => {
        const option = make('div', '', make('span', '', one.label ?? one.value), make('span', 'unit', one.note ?? ''));
        option.id = `${id}-${i}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        // Before the field loses the focus, which would close the list.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          take(one);
        });
        return option;
      }),
    );
    if (found.length === 0) {
      const none = make('div', 'combobox-none');
      say(none, 'Nothing like that');
      list.append(none);
    }
    open(true);
    announceLater(found.length === 0 ? 'Nothing found' : `${plural(found.length, 'suggestion')}`);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      found = (await suggest(input.value.trim(), asking.signal)).slice(0, MOST);
      draw();
    } catch {
      // Asked anew, or refused: what is typed stays.
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener('focus', () => list.hidden && ask());
  input.addEventListener('blur', () => open(false));
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) {
        ask();
      } else {
        move(at + (event.key === 'ArrowDown' ? 1 : -1));
      }
    } else if (event.key === 'Enter' && (at >= 0 || free)) {
      event.preventDefault();
      take(at >= 0 ? found[at] : { value: input.value.trim() });
    } else if (event.key === 'Escape' && !list.hidden) {
      event.stopPropagation();
      open(false);
    }
  });
  return { root, input };
}
