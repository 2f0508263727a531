// Working through alerts with the keyboard alone: j and k move, a letter does what a button does.
import { byId } from '../dom.js';

const typing = (target) => target instanceof Element && target.closest('input, select, textarea, dialog') !== null;

/** Over the lists with these ids, in order. */
export function startCaseKeys(lists) {
  const parts = () => lists.flatMap((id) => [...(byId(id).parts?.values() ?? [])]).sort((one, other) => (one.root.compareDocumentPosition(other.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const current = () => parts().find((part) => part.root.contains(document.activeElement));
  const go = (step) => {
    const all = parts();
    const at = all.findIndex((part) => part.root.contains(document.activeElement));
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    next?.root.focus();
    next?.root.scrollIntoView({ block: 'nearest' });
  };
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) {
      return;
    }
    const part = current();
    const acts = {
      j: () => go(1),
      k: () => go(-1),
      a: () => part?.acting?.acknowledge(),
      n: () => part?.acting?.note(),
      s: () => part?.acting?.silence(),
      e: () => part?.why.open(),
      Enter: () => document.activeElement === part?.root && location.assign(part.root.querySelector('.case-link').href),
    };
    // A letter after g goes to a page, which is the shell's.
    if (acts[event.key] && !gone(event)) {
      if (event.key !== 'Enter') {
        event.preventDefault();
      }
      acts[event.key]();
    }
  });
}

let wentAt = -Infinity;
addEventListener('keydown', (event) => {
  if (event.key === 'g') {
    wentAt = event.timeStamp;
  }
});
const gone = (event) => event.key !== 'g' && event.timeStamp - wentAt < 1200;
