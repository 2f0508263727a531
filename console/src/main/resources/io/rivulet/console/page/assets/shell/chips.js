// Chips that filter, each with how many it would leave: chips('State', [{ id: 'silent', label: 'Silent', count: 12 }], chosen, changed).
// Several may be pressed. changed(set) is called with the ids that are.
import { make, reconcile, say, show } from '../dom.js';
import { count } from '../format.js';

export function chips(name, choices, chosen = [], changed = () => {}) {
  const pressed = new Set(chosen);
  const root = make('div', 'chips');
  root.setAttribute('role', 'group');
  root.setAttribute('aria-label', name);
  const draw = (items) =>
    reconcile(root, items, (item) => item.id, () => {
      const word = make('span');
      const number = make('span', 'chip-count');
      const button = make('button', 'chip', word, number);
      button.type = 'button';
      let id = null;
      button.addEventListener('click', () => {
        if (!pressed.delete(id)) {
          pressed.add(id);
        }
        button.setAttribute('aria-pressed', String(pressed.has(id)));
        changed(new Set(pressed));
      });
      return {
        root: button,
        update(item) {
          id = item.id;
          say(word, item.label);
          show(number, item.count !== undefined);
          say(number, item.count === undefined ? '' : count(item.count));
          button.setAttribute('aria-pressed', String(pressed.has(id)));
        },
      };
    });
  draw(choices);
  return {
    root,
    draw,
    set(ids) {
      pressed.clear();
      ids.forEach((id) => pressed.add(id));
      for (const [id, part] of root.parts) {
        part.root.setAttribute('aria-pressed', String(pressed.has(id)));
      }
    },
  };
}
