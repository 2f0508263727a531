// Help where it is needed: what the page is for, its keys, the words and units, and one hint at the first visit.
//
// Keys work everywhere but in fields: ? opens help, g and a letter goes to a page, / goes to the page's search.
import { make } from '../dom.js';
import { icon } from '../icons.js';
import { dialog } from './dialog.js';
import { GLOSSARY } from './glossary.js';
import { pagesFor } from './pages.js';

const WAIT_MS = 1200;
const HINTS = {
  clinician: 'Choose a session to see and to chart it. What you record is kept under your name. Press ? for keys.',
  'on-call': 'Alerts has what waits for somebody. Acknowledging tells the others that you know. Press ? for keys.',
  engineer: 'Fleet begins with the devices that need you. Press ? for what a page is for and for its keys.',
  researcher: 'History finds past sessions. Subjects are pseudonyms and dates are shifted by whole days. Press ? for keys.',
  administrator: 'Administration has users, tokens and the audit; Limits has the profiles that alerts go by. Press ? for keys.',
};

/** The button in the header. help: { about, keys: [[key, what]], body: nodes }. */
export function helpButton({ page, help, me }) {
  const button = make('button', 'bare', icon('help'));
  button.type = 'button';
  button.title = 'Help (?)';
  button.setAttribute('aria-label', 'Help for this page');
  button.addEventListener('click', () => openHelp({ page, help, me }));
  return button;
}

function keyList(rows) {
  return make('dl', 'help-keys', ...rows.flatMap(([keys, what]) => [make('dt', '', ...keysOf(keys)), make('dd', '', what)]));
}

const keysOf = (keys) => keys.split(' ').flatMap((key, i) => (i > 0 ? [' ', make('kbd', '', key)] : [make('kbd', '', key)]));

export function openHelp({ page, help, me }) {
  if (document.querySelector('dialog[open]')) {
    return;
  }
  const pages = pagesFor(me);
  const own = pages.find((one) => one.id === page);
  const words = make('details', '', make('summary', '', 'Words and units'), make('dl', 'glossary', ...GLOSSARY.map(([word, meaning]) => make('div', '', make('dt', '', word), make('dd', '', meaning)))));
  dialog({
    title: own ? `Help: ${own.title}` : 'Help',
    wide: true,
    body: [
      make('p', '', help.about ?? 'Rivulet brings what infusion pumps and monitors say to the people who need it. It only listens: bedside alarms remain in charge.'),
      ...(help.body ?? []),
      ...(help.keys?.length > 0 ? [make('h3', '', 'Keys of this page'), keyList(help.keys)] : []),
      make('h3', '', 'Keys everywhere'),
      keyList([['?', 'this help'], ['/', 'search, where the page has one'], ...pages.map((one) => [`g ${one.key}`, one.title])]),
      words,
    ],
  });
}

const typing = (target) => target instanceof Element && target.closest('input, select, textarea, [contenteditable], dialog') !== null;

export function startKeys({ me, page, help }) {
  let wentAt = 0;
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    const time = event.timeStamp;
    const to = time - wentAt < WAIT_MS && wentAt > 0 ? pagesFor(me).find((one) => one.key === event.key) : null;
    wentAt = event.key === 'g' && !to ? time : 0;
    if (to) {
      event.preventDefault();
      location.assign(to.path);
    } else if (event.key === '?') {
      event.preventDefault();
      openHelp({ page, help, me });
    } else if (event.key === '/') {
      const search = document.querySelector('[data-search]');
      if (search) {
        event.preventDefault();
        search.focus();
      }
    }
  });
}

/** A line for each role at its first visit in this browser; closed once, it stays away. */
export function hintFor(me, shell) {
  const role = Object.keys(HINTS).find((one) => me.roles.some((grant) => grant.role === one));
  const key = `rivulet.hint.${role}`;
  try {
    if (!role || localStorage.getItem(key)) {
      return;
    }
  } catch {
    return;
  }
  const close = make('button', 'quiet small', 'Got it');
  close.type = 'button';
  close.addEventListener('click', () => {
    shell.banner('hint', null);
    try {
      localStorage.setItem(key, 'seen');
    } catch {
      // It is shown again then.
    }
  });
  shell.banner('hint', HINTS[role], { note: true, action: close });
}
