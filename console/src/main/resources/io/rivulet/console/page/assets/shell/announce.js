// Saying what happened: to everybody as a toast, to screen readers politely or at once.
//
//   toast('The limits are set.');            toast('Not recorded: ...', { failed: true });
//   announceLater('12 devices found');       announceNow('High priority: SpO2 low, session s-1');
//
// At once is for new alerts of high priority and nothing else. A toast of something that failed stays until it is
// closed; others go after 6 s, and not while the pointer or the keyboard is on them.
import { make, say } from '../dom.js';
import { icon } from '../icons.js';

const STAYS_MS = 6000;
const MOST = 4;

function region(id, role, className) {
  let node = document.getElementById(id);
  if (!node) {
    node = make('div', className);
    node.id = id;
    if (role) {
      node.setAttribute('role', role);
    }
    document.body.append(node);
  }
  return node;
}

/** The same text twice is heard twice: a no-break space at its end makes it new. */
function speak(node, text) {
  say(node, node.textContent === text ? `${text}\u00a0` : text);
}

export const announceNow = (text) => speak(region('announce-now', 'alert', 'unseen'), text);
export const announceLater = (text) => speak(region('announce-later', 'status', 'unseen'), text);

/** Makes the regions before anything is said in them: some screen readers do not notice new ones. */
export function startAnnouncing() {
  region('announce-now', 'alert', 'unseen');
  region('announce-later', 'status', 'unseen');
  region('toasts', '', 'toasts');
}

export function toast(text, { failed = false } = {}) {
  const list = region('toasts', '', 'toasts');
  const close = make('button', 'bare small', icon('close'));
  close.type = 'button';
  close.setAttribute('aria-label', 'Close');
  const node = make('div', failed ? 'toast is-failed' : 'toast', icon(failed ? 'down' : 'up'), make('p', '', text), close);
  close.addEventListener('click', () => node.remove());
  list.append(node);
  while (list.childElementCount > MOST) {
    list.firstElementChild.remove();
  }
  announceLater(failed ? `Failed: ${text}` : text);
  if (!failed) {
    const leave = () => (node.matches(':hover, :focus-within') ? setTimeout(leave, 1000) : node.remove());
    setTimeout(leave, STAYS_MS);
  }
}
