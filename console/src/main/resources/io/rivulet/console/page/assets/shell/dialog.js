// Dialogs, over the browser's own <dialog>: it keeps the focus inside, closes by Escape and gives the focus back.
//
//   dialog({ title: 'Glossary', body: [node] });
//   await confirm({
//     title: 'Correct the weight',
//     record: ['Weight of session s-1: 72.4 kg', 'From now; the dose per kg is calculated anew'],   // what will be kept
//     by: me.label,                                                                                 // and as whose doing
//     fields: [reason],                                                                             // of form.js, where something is asked
//     verb: 'Record it', danger: false,
//     send: (values) => command('POST', '/api/v1/...', values),
//   });                                                                                             // what send answered, or null
//
// A mistake is said in the dialog, which stays open with everything that was typed. confirm is for each command.
import { make, say } from '../dom.js';
import { icon } from '../icons.js';
import { submit } from './form.js';

let made = 0;

/** Opens; resolves when it is closed, with what close(value) was given. */
export function dialog({ title, body, foot = [], wide = false, onClose = () => {} }) {
  const heading = make('h2', '', title);
  heading.id = `dialog-${(made += 1)}`;
  const x = make('button', 'bare', icon('close'));
  x.type = 'button';
  x.setAttribute('aria-label', 'Close');
  const node = make('dialog', wide ? 'is-wide' : '', make('div', 'dialog-head', heading, x), make('div', 'dialog-body', ...[body].flat()));
  node.setAttribute('aria-labelledby', heading.id);
  if (foot.length > 0) {
    node.append(make('div', 'dialog-foot', ...foot));
  }
  let answer = null;
  node.close_with = (value) => {
    answer = value;
    node.close();
  };
  x.addEventListener('click', () => node.close());
  const closed = new Promise((resolve) => {
    node.addEventListener('close', () => {
      node.remove();
      onClose(answer);
      resolve(answer);
    });
  });
  document.body.append(node);
  node.showModal();
  return { node, closed, close: node.close_with, retitle: (text) => say(heading, text) };
}

/** Says what will be recorded and by whom, and records it. Resolves with the answer, or null where it was left. */
export function confirm({ title, record = [], by, fields = [], verb, danger = false, send, describe }) {
  const button = make('button', danger ? 'danger' : 'primary', verb);
  button.type = 'submit';
  const leave = make('button', 'quiet', 'Cancel');
  leave.type = 'button';
  const said = make('div', 'failed');
  said.setAttribute('role', 'alert');
  said.hidden = true;
  const lines = make('div', 'dialog-record');
  const write = (texts) => lines.replaceChildren(...texts.map((text) => make('p', '', text)), ...(by ? [make('p', 'by', `Kept with the time and by whom: ${by}`)] : []));
  write(record);
  const body = make('form', 'form', ...fields.map((one) => one.root), lines, said, make('div', 'form-foot', button, leave));
  body.noValidate = true;
  const opened = dialog({ title, body });
  leave.addEventListener('click', () => opened.node.close());
  // What will be recorded follows what is typed.
  if (describe) {
    const follow = () => write(describe(Object.fromEntries(fields.map((one) => [one.name, one.value]))));
    body.addEventListener('input', follow);
    follow();
  }
  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    await submit(fields, send, said, button, (answer) => opened.close(answer ?? {}));
  });
  return opened.closed;
}
