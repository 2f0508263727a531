// Oneself: who, what and where; the password; sessions; own tokens.
import { byId, make } from '../dom.js';
import { toast } from '../shell/announce.js';
import { send, useCsrf } from '../shell/api.js';
import { confirm } from '../shell/dialog.js';
import { field, form } from '../shell/form.js';
import { grantWords } from '../shell/me.js';
import { startShell } from '../shell/shell.js';
import { timeOf } from '../shell/time.js';
import { tokens } from './tokens.js';

const shell = await startShell({ page: 'account', help: { about: 'Your roles say what you may do and where; only an administrator changes them. A token lets a program act as you, with the roles you choose for it.' } });
const { me } = shell;

function section(title, ...content) {
  const heading = make('h2', '', title);
  heading.id = title.toLowerCase().replaceAll(' ', '-');
  const node = make('section', 'panel', heading, ...content);
  node.setAttribute('aria-labelledby', heading.id);
  return node;
}

const pair = (name, ...value) => make('div', '', make('dt', '', name), make('dd', '', ...value));
const who = section(
  'You',
  make('dl', 'pairs', pair('Called', me.label), pair('Kept as', me.name), ...(me.expires ? [pair('Signed in until', timeOf(me.expires))] : [])),
  make('ul', 'roles-list', ...(me.roles.length > 0 ? me.roles.map((grant) => make('li', '', grantWords(grant))) : [make('li', '', 'No role yet: ask an administrator for one.')])),
);

function password() {
  const next = field({ name: 'newPassword', label: 'New password', type: 'password', required: true, autocomplete: 'new-password', maxLength: 1000, codes: ['weak-password'], hint: 'long, and not your name; a sentence is good' });
  const changing = form([field({ name: 'password', label: 'Present password', type: 'password', required: true, autocomplete: 'current-password', maxLength: 1000, codes: ['wrong-credentials'] }), next], {
    verb: 'Change it',
    send: async (values) => {
      const session = await send('POST', '/api/v1/me/password', values);
      // The session is another one from here on.
      useCsrf(session.csrf);
      return session;
    },
    done: () => toast('The password is changed; your other sessions are over.'),
  });
  // For whatever keeps passwords: whose it is.
  const whose = make('input');
  whose.type = 'text';
  whose.autocomplete = 'username';
  whose.value = me.name;
  whose.hidden = true;
  changing.prepend(whose);
  return section('Password', changing);
}

function sessions() {
  const button = make('button', 'quiet', 'Sign out everywhere …');
  button.type = 'button';
  button.addEventListener('click', async () => {
    const done = await confirm({ title: 'Sign out everywhere', record: ['Every session of yours ends now, this one too. Tokens stay.'], by: me.label, verb: 'Sign out', danger: true, send: () => send('POST', '/api/v1/sign-out', { everywhere: true }) });
    if (done) {
      location.assign(done.end ?? '/sign-in');
    }
  });
  return section('Sessions', make('p', '', 'Left a screen open somewhere? End every session of yours at once.'), make('div', 'form-foot', button));
}

const own = make('div');
/** What a token can call. */
function described() {
  const link = make('a', '', 'description of every API (OpenAPI)');
  link.href = '/api/v1/openapi.json';
  return make('p', 'note', 'What a program can call with a token, and what each call asks for, stands in the ', link, '.');
}

byId('account').replaceChildren(who, ...(me.local ? [password()] : []), ...(me.by === 'session' ? [sessions()] : []), section('Tokens that act as you', own, described()));
tokens(own, { path: '/api/v1/me/tokens', all: false, shell });
