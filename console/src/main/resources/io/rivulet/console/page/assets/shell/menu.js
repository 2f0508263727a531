// A button that opens a list below it: menu({ label, name, content }). Arrow keys move, Escape closes, leaving closes.
import { make, show } from '../dom.js';

let made = 0;

/** label: nodes or text on the button; name: what it is called; content: nodes, links and buttons among them. */
export function menu({ label, name, content, className = 'bare' }) {
  const button = make('button', className, ...[label].flat());
  button.type = 'button';
  button.setAttribute('aria-label', name);
  button.setAttribute('aria-expanded', 'false');
  const list = make('div', 'menu-list', ...content);
  list.id = `menu-${(made += 1)}`;
  list.hidden = true;
  button.setAttribute('aria-controls', list.id);
  const root = make('div', 'menu', button, list);
  const stops = () => [...list.querySelectorAll('a, button')];
  // Fixed to the window, so that a table that scrolls sideways does not cut it off.
  const place = () => {
    const at = button.getBoundingClientRect();
    const below = innerHeight - at.bottom;
    list.style.insetInlineEnd = `${Math.max(8, document.documentElement.clientWidth - at.right)}px`;
    list.style.insetBlockStart = below > list.offsetHeight + 12 ? `${at.bottom + 6}px` : `${Math.max(8, at.top - list.offsetHeight - 6)}px`;
  };
  const set = (open) => {
    show(list, open);
    if (open) {
      place();
    }
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => {
    set(list.hidden);
    if (!list.hidden) {
      stops()[0]?.focus();
    }
  });
  root.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && !list.hidden) {
      set(false);
      button.focus();
    } else if (step && !list.hidden) {
      event.preventDefault();
      const all = stops();
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
    }
  });
  root.addEventListener('focusout', (event) => {
    if (!root.contains(event.relatedTarget) && event.relatedTarget) {
      set(false);
    }
  });
  addEventListener('scroll', () => !list.hidden && set(false), { capture: true, passive: true });
  document.addEventListener('pointerdown', (event) => !root.contains(event.target) && set(false));
  return { root, button, close: () => set(false) };
}
