// Users and what they are, where.
import { make } from '../dom.js';
import { toast } from '../shell/announce.js';
import { command, get } from '../shell/api.js';
import { confirm, dialog } from '../shell/dialog.js';
import { field, form } from '../shell/form.js';
import { menu } from '../shell/menu.js';
import { fill } from '../shell/states.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { SITE, grantOf, grantTags, grantText, roleChoices } from './grants.js';

const PATH = '/api/v1/admin/users';
const of = (user, verb) => `${PATH}/${encodeURIComponent(user.name)}/${verb}`;

export function users(panel, { shell }) {
  const by = shell.me.label;
  const list = table({
    caption: 'Users',
    key: (user) => user.name,
    columns: [
      { id: 'name', title: 'Name', head: true, show: (user) => make('span', user.disabled ? 'is-disabled' : '', user.name) },
      { id: 'label', title: 'Called', wide: true, show: (user) => user.label },
      { id: 'grants', title: 'Roles', show: (user) => grantTags(user.grants ?? []) },
      { id: 'state', title: 'State', wide: true, show: stateOf },
      { id: 'last', title: 'Last signed in', wide: true, show: (user) => (user.lastSignIn ? timeOf(user.lastSignIn) : 'never') },
      { id: 'do', title: 'Actions', number: true, show: actions },
    ],
    ask: async ({ cursor }) => {
      const answer = await get(PATH, { after: cursor });
      return { rows: answer.users, next: answer.next };
    },
    empty: ['No user yet', 'Add one. Whoever comes by the clinic’s login appears here at their first sign-in.'],
  });

  function stateOf(user) {
    if (user.disabled) {
      return 'disabled';
    }
    return user.lockedUntil ? make('span', '', 'locked until ', timeOf(user.lockedUntil)) : user.source === 'oidc' ? 'by clinic login' : 'local';
  }

  function actions(user) {
    const act = (text, work) => {
      const button = make('button', '', text);
      button.type = 'button';
      button.addEventListener('click', () => {
        opened.close();
        work(user);
      });
      return button;
    };
    const opened = menu({
      label: 'Change',
      name: `Change ${user.name}`,
      className: 'quiet small',
      content: [
        act('Roles …', roles),
        ...(user.source === 'oidc' ? [] : [act('Set a password …', password)]),
        act('End their sessions …', (one) => once('Sign out everywhere', [`Every session of ${one.name} ends now.`], 'End them', of(one, 'sign-out'), `The sessions of ${one.name} are over.`)),
        user.disabled
          ? act('Enable …', (one) => once(`Enable ${one.name}`, [`${one.name} may sign in again, with the roles they have.`], 'Enable', of(one, 'enable'), `${one.name} may sign in.`))
          : act('Disable …', (one) => once(`Disable ${one.name}`, [`${one.name} cannot sign in any more.`, 'Their sessions and tokens end at once; what they did stays under their name.'], 'Disable', of(one, 'disable'), `${one.name} is disabled.`, true)),
      ],
    });
    return opened.root;
  }

  async function once(title, record, verb, path, said, danger = false) {
    if (await confirm({ title, record, by, verb, danger, send: () => command('POST', path) })) {
      toast(said);
      list.load();
    }
  }

  async function password(user) {
    const secret = field({ name: 'password', label: 'New password', type: 'password', required: true, autocomplete: 'new-password', maxLength: 1000, codes: ['weak-password'], hint: 'long, and not the name; tell it by another way than the name' });
    const done = await confirm({ title: `Password of ${user.name}`, record: ['The password is replaced, and every session of theirs ends.', 'The password itself is kept nowhere readable.'], by, fields: [secret], verb: 'Set it', send: (values) => command('POST', of(user, 'password'), values) });
    if (done) {
      toast(`The password of ${user.name} is set.`);
    }
  }

  function roles(user) {
    const held = make('div');
    const grants = () => fill(held, () => get('/api/v1/admin/grants', { user: user.name }), (answer) => {
      if (answer.grants.length === 0) {
        return make('p', 'field-hint', 'No role: they can sign in, and see nothing.');
      }
      return make('ul', 'grant-list', ...answer.grants.map((one) => {
        const revoke = make('button', 'quiet small', 'Revoke …');
        revoke.type = 'button';
        revoke.setAttribute('aria-label', `Revoke ${grantText(one.grant)}`);
        revoke.addEventListener('click', async () => {
          if (await confirm({ title: 'Revoke a role', record: [`${user.name} is no longer ${grantText(one.grant)}.`, 'Tokens that rest on it lose it too.'], by, verb: 'Revoke it', danger: true, send: () => command('POST', '/api/v1/admin/grants/revoke', { user: user.name, grant: one.grant }) })) {
            grants();
            list.load();
          }
        });
        const since = make('span', 'unit', one.grantedBy ? `by ${one.grantedBy}, ` : '', timeOf(one.granted));
        return make('li', '', make('span', '', grantText(one.grant), ' ', since), revoke);
      }));
    });
    const role = field({ name: 'role', label: 'Role', choices: roleChoices });
    const add = form([role, field(SITE)], {
      verb: 'Grant …',
      quiet: true,
      row: true,
      send: async (values) => {
        const grant = grantOf(values);
        const done = await confirm({ title: 'Grant a role', record: [`${user.name} becomes ${grantText(grant)}.`], by, verb: 'Grant it', send: () => command('POST', '/api/v1/admin/grants', { user: user.name, grant }) });
        if (done) {
          grants();
          list.load();
        }
        return done;
      },
    });
    dialog({ title: `Roles of ${user.name}`, body: [held, make('h3', '', 'One more'), add] });
    grants();
  }

  const add = make('button', 'primary', 'Add a user …');
  add.type = 'button';
  add.addEventListener('click', async () => {
    const done = await confirm({
      title: 'Add a user',
      by,
      fields: [
        field({ name: 'name', label: 'Name', hint: 'what they sign in with and what is kept as who did something', required: true, maxLength: 64, autocomplete: 'off', codes: ['user-exists'] }),
        field({ name: 'label', label: 'Called', hint: 'what people read, such as Ada Example', required: true, maxLength: 100 }),
        field({ name: 'password', label: 'First password', type: 'password', required: true, autocomplete: 'new-password', maxLength: 1000, codes: ['weak-password'], hint: 'long, and not the name; they can change it' }),
        field({ name: 'role', label: 'Role', choices: [['', 'none yet'], ...roleChoices] }),
        field(SITE),
      ],
      describe: (values) => [`User ${values.name || '–'}, called ${values.label || '–'}`, values.role ? grantText(grantOf(values)) : 'Without a role: can sign in, and sees nothing.'],
      verb: 'Add them',
      send: ({ name, label, password: secret, ...grant }) => command('POST', PATH, { name, label, password: secret, grants: grant.role ? [grantOf(grant)] : [] }),
    });
    if (done) {
      toast('The user is added.');
      list.load();
    }
  });
  panel.replaceChildren(make('div', 'admin-tools', add), list.root);
  list.load();
}
