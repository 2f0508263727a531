// What stands where there is nothing to show: nothing there, still asking, refused.
//
//   empty('No device matches', 'Take a filter away, or search for a part of its name.', button)
//   loading('Asking for devices')
//   failed(refusal, again)                     with a button that tries again
//   await fill(target, () => get('/api/v1/fleet'), (answer) => [table(answer)])
//
// fill shows that it asks only after 200 ms, so that a quick answer does not flicker.
import { make } from '../dom.js';

const QUICK_MS = 200;

export function empty(title, whatToDo, ...more) {
  return make('div', 'empty', make('b', '', title), make('p', '', whatToDo), ...more);
}

export function loading(what = 'Loading') {
  const node = make('p', 'loading', `${what} …`);
  node.setAttribute('role', 'status');
  return node;
}

export function failed(refusal, again) {
  const node = make('div', 'failed', make('p', '', refusal?.message ?? 'It could not be shown.'));
  node.setAttribute('role', 'alert');
  if (again) {
    const button = make('button', 'quiet', 'Try again');
    button.type = 'button';
    button.addEventListener('click', again);
    node.append(button);
  }
  return node;
}

/** Asks, and puts what `show` makes of the answer into the target; only the newest answer of a target counts. */
export async function fill(target, ask, show, what) {
  const mine = (target.asked = (target.asked ?? 0) + 1);
  target.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => mine === target.asked && target.childElementCount === 0 && target.replaceChildren(loading(what)), QUICK_MS);
  let content;
  try {
    content = [await show(await ask())].flat().filter(Boolean);
  } catch (refusal) {
    content = [failed(refusal, () => fill(target, ask, show, what))];
  }
  clearTimeout(slow);
  if (mine === target.asked) {
    target.replaceChildren(...content);
    target.setAttribute('aria-busy', 'false');
  }
}
