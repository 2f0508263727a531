// Text to take along, with a button: copyable('rivulet_...', 'Copy the token').
import { make } from '../dom.js';
import { toast } from './announce.js';

export function copyable(text, name = 'Copy') {
  const button = make('button', 'quiet small', 'Copy');
  button.type = 'button';
  button.setAttribute('aria-label', name);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast('Copied.');
    } catch {
      toast('The browser does not allow it: mark the text and copy it.', { failed: true });
    }
  });
  return make('div', 'copyable', make('code', '', text), button);
}
