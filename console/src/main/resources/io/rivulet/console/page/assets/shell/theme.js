// Light or dark: the system's choice until somebody chooses. The choice is kept in this browser.
import { make } from '../dom.js';
import { icon } from '../icons.js';

const dark = () =>
  (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

export function themeButton() {
  const button = make('button', 'bare', icon('theme'));
  button.type = 'button';
  const describe = () => {
    const text = `Change to the ${dark() ? 'light' : 'dark'} theme`;
    button.setAttribute('aria-label', text);
    button.title = text;
  };
  button.addEventListener('click', () => {
    const next = dark() ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('rivulet.theme', next);
    } catch {
      // Not kept then.
    }
    describe();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', describe);
  describe();
  return button;
}
