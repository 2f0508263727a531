// What was refused of a device, the latest first. Whatever it holds is shown as text.
import { make, show } from '../dom.js';
import { categoryWords, plural } from '../format.js';
import { get } from '../shell/api.js';
import { copyable } from '../shell/copy.js';
import { empty, failed, loading } from '../shell/states.js';
import { timeOf } from '../shell/time.js';

const SHORT_ID = 12;

export function refusals(path, siteOf) {
  const list = make('ul', 'refusals');
  const state = make('div', '', loading('Asking what was refused'));
  const more = make('button', 'quiet', 'Show more');
  more.type = 'button';
  more.hidden = true;
  let next;
  async function load() {
    try {
      const answer = await get(`${path}/quarantine`, { after: next });
      list.append(...answer.messages.map((one) => item(one, siteOf())));
      next = answer.next;
      show(more, Boolean(next));
      state.replaceChildren(...(list.childElementCount === 0 ? [empty('Nothing was refused', 'Every message of it could be read and made sense.')] : []));
    } catch (refusal) {
      state.replaceChildren(failed(refusal, load));
    }
  }
  more.addEventListener('click', load);
  load();
  return make('div', '', list, state, more);
}

function item(one, site) {
  const marks = [
    one.withdrawn ? 'withdrawn: a correction made it void' : '',
    one.redriven ? 'admitted after all' : '',
    one.deliveries > 1 ? `came ${one.deliveries} times` : '',
  ].filter(Boolean);
  const held = make('details', '', make('summary', '', `What it held, ${plural(one.payloadBytes, 'byte')}${one.payloadForm === 'hex' ? ', as hexadecimal' : ''}`));
  const text = make('pre', 'payload', one.payload);
  text.tabIndex = 0;
  held.append(text, ...(one.payloadCut ? [make('p', 'title-note', 'The rest is left out here; quarantine show has all that is kept.')] : []));
  return make('li', 'refusal',
    make('div', 'refusal-head', make('b', '', categoryWords(one.reason)), timeOf(one.received, { site })),
    make('p', '', one.detail),
    make('p', 'title-note', [`from ${one.origin}`, ...marks].join(' · ')),
    ...(one.payload === '' ? [] : [held]),
    ...(one.stage === 'bridge' && !one.redriven ? [make('p', 'title-note', 'To have it admitted, once its cause is mended:'), copyable(`./rivulet quarantine redrive ${one.id.slice(0, SHORT_ID)} --config FILE --dry-run`, 'Copy the command')] : []));
}
