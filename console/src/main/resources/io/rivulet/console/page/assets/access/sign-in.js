// Signing in: by name and password, by the clinic's own login, or with one click in the demo.
import { byId, make } from '../dom.js';
import { span } from '../format.js';
import { startAnnouncing } from '../shell/announce.js';
import { get, send } from '../shell/api.js';
import { copyable } from '../shell/copy.js';
import { field, form } from '../shell/form.js';
import { fill } from '../shell/states.js';

const COMMAND = './rivulet user add NAME --grant administrator';
const FAILED = {
  'provider-away': 'The clinic’s login does not answer. Try again in a moment.',
  refused: 'The clinic’s login did not let you in, or you cancelled it.',
  'not-genuine': 'What came back from the clinic’s login could not be trusted. Try again; if it stays, tell an administrator.',
  'not-begun-here': 'That sign-in took too long, or was begun in another browser. Try again.',
  'name-taken': 'Your name at the clinic’s login belongs to somebody else here. Ask an administrator.',
  'no-name': 'The clinic’s login gives no name that could be one here. Ask an administrator.',
  'kept-out': 'An administrator has disabled you here.',
};
const WHAT = {
  clinician: 'runs sessions and charts them',
  'on-call': 'is told of alerts and answers',
  engineer: 'keeps devices alive and on time',
  researcher: 'studies the past, under pseudonyms',
  administrator: 'users, limits, audit',
};

/** Back to where somebody wanted to go: a path of this console, never another address. */
function onward() {
  // Judged as the browser reads it: it leaves tabs and line ends out, and then /\t/elsewhere is another address.
  const asked = new URLSearchParams(location.search).get('to') ?? '/';
  let to = null;
  try {
    to = new URL(asked, location.origin);
  } catch {
    // No address at all: home, then.
  }
  location.assign(to?.origin === location.origin && asked.startsWith('/') ? to.href : '/');
}

startAnnouncing();
await fill(byId('ways'), () => get('/api/v1/sign-in'), (ways) => {
  const wrong = new URLSearchParams(location.search).get('failed');
  const parts = [];
  if (wrong) {
    const said = make('p', 'failed', FAILED[wrong] ?? 'The clinic’s login did not succeed. Try again, or ask an administrator.');
    said.setAttribute('role', 'alert');
    parts.push(said);
  }
  if (ways.demo) {
    parts.push(demo(ways.demo));
  }
  if (ways.oidc) {
    const link = make('a', 'primary', ways.oidc.label ?? 'Clinic login');
    link.href = `${ways.oidc.start}?to=${encodeURIComponent(new URLSearchParams(location.search).get('to') ?? '/')}`;
    parts.push(link);
  }
  if (ways.local && ways.users) {
    parts.push(...(parts.length > 0 ? [make('p', 'or', 'or')] : []), make('div', 'panel', local()));
  }
  if (ways.local && !ways.users && !ways.demo) {
    parts.push(make('div', 'empty', make('b', '', 'Nobody was made yet'), make('p', '', 'Make the first administrator on the machine that the console runs on, then load this page again:'), copyable(COMMAND, 'Copy the command')));
  }
  if (parts.length === 0) {
    parts.push(make('div', 'empty', make('b', '', 'There is no way to sign in'), make('p', '', 'Neither local users nor a clinic login are configured: see console.oidc in the configuration.')));
  }
  return parts;
});

function local() {
  const name = field({ name: 'name', label: 'Name', required: true, maxLength: 100, autocomplete: 'username' });
  const password = field({ name: 'password', label: 'Password', type: 'password', required: true, maxLength: 1000, autocomplete: 'current-password' });
  return form([name, password], {
    verb: 'Sign in',
    send: async (values) => {
      try {
        return await send('POST', '/api/v1/sign-in', values);
      } catch (refusal) {
        if (refusal.status === 401) {
          refusal.message = 'Name and password do not go together. Names are written as an administrator gave them.';
          password.input.value = '';
        } else if (refusal.status === 429 && refusal.retryAfterSeconds) {
          refusal.message = `Too many attempts. Wait ${span(refusal.retryAfterSeconds)}, or ask an administrator.`;
        }
        throw refusal;
      }
    },
    done: onward,
  });
}

function demo(people) {
  const list = make('div', 'demo-roles', ...people.map((person) => {
    const button = make('button', 'quiet', make('b', '', person.label), make('span', 'unit', WHAT[person.role] ?? person.role));
    button.type = 'button';
    button.addEventListener('click', async () => {
      try {
        await send('POST', '/api/v1/sign-in/demo', { name: person.name });
        onward();
      } catch (refusal) {
        list.before(make('p', 'failed', refusal.message));
      }
    });
    return button;
  }));
  return make('section', 'panel', make('h2', '', 'This is a demo'), make('p', '', 'Every device, subject and session in it is simulated. Sign in with one click:'), list);
}
