// Tabs: tabs('Parts of the device', [{ id: 'clock', title: 'Clock', show: (panel) => ... }]).
// Arrow keys, Home and End move between tabs. The chosen one is in the address (#clock), so that a link leads to it.
// show(panel) is called when a tab is first opened, with an empty panel.
import { make, show as reveal } from '../dom.js';

export function tabs(name, parts) {
  const list = make('div', 'tabs');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', name);
  const root = make('div', '', list);
  const made = parts.map((part) => {
    const tab = make('button', '', part.title);
    tab.type = 'button';
    tab.id = `tab-${part.id}`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', `panel-${part.id}`);
    const panel = make('div');
    panel.id = `panel-${part.id}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    panel.tabIndex = 0;
    list.append(tab);
    root.append(panel);
    return { part, tab, panel, shown: false };
  });
  const choose = (chosen, { focus = false, keep = true } = {}) => {
    for (const one of made) {
      const on = one === chosen;
      one.tab.setAttribute('aria-selected', String(on));
      one.tab.tabIndex = on ? 0 : -1;
      reveal(one.panel, on);
    }
    if (!chosen.shown) {
      chosen.shown = true;
      chosen.part.show(chosen.panel);
    }
    if (focus) {
      chosen.tab.focus();
    }
    if (keep) {
      history.replaceState(null, '', `#${chosen.part.id}`);
    }
  };
  for (const one of made) {
    one.tab.addEventListener('click', () => choose(one));
  }
  list.addEventListener('keydown', (event) => {
    const at = made.findIndex((one) => one.tab === document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: made.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      choose(made[(to + made.length) % made.length], { focus: true });
    }
  });
  const byAddress = () => made.find((one) => `#${one.part.id}` === location.hash);
  addEventListener('hashchange', () => byAddress() && choose(byAddress(), { keep: false }));
  choose(byAddress() ?? made[0], { keep: false });
  return root;
}
