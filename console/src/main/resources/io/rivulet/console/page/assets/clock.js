// The server's clock, by which ages are counted: the one of this screen may be wrong.
import { say } from './dom.js';
import { ago, span } from './format.js';

let aheadMs = 0;
let checked = 0;

export const now = () => Date.now() + aheadMs;
export const checkedAt = () => checked;

export function heard(at) {
  aheadMs = Date.parse(at) - Date.now();
  checked = Date.parse(at);
}

/** Every age on the page. */
export function tickAges() {
  const time = now();
  for (const node of document.querySelectorAll('[data-at]')) {
    const at = node.dataset.at;
    say(node, at ? ago(time - Date.parse(at)) + (node.dataset.suffix ?? '') : '');
  }
  for (const node of document.querySelectorAll('[data-since]')) {
    const since = node.dataset.since;
    say(node, since ? `for ${span(Math.max(0, (time - Date.parse(since)) / 1000))}` : '');
  }
  for (const node of document.querySelectorAll('[data-until]')) {
    const until = node.dataset.until;
    say(node, until ? `${span(Math.max(0, (Date.parse(until) - time) / 1000))} left` : '');
  }
}
