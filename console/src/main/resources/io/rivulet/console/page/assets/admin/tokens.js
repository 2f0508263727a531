// API tokens: made, shown this once, revoked. Of everybody in Administration, of oneself in the account.
import { make } from '../dom.js';
import { toast } from '../shell/announce.js';
import { command, get, withQuery } from '../shell/api.js';
import { copyable } from '../shell/copy.js';
import { confirm, dialog } from '../shell/dialog.js';
import { field } from '../shell/form.js';
import { table } from '../shell/table.js';
import { timeOf } from '../shell/time.js';
import { grantTags, grantText } from './grants.js';

const DAYS = [['30', '30 days'], ['90', '90 days'], ['365', 'a year']];
const DAY_MS = 86400000;

/** options: path of the API; all where everybody's are shown, with their owners; me; now. */
export function tokens(panel, { path, all, shell }) {
  const list = table({
    caption: 'API tokens',
    key: (token) => token.id,
    columns: [
      { id: 'name', title: 'Name', head: true, show: (token) => make('span', '', token.name, ...(all ? [make('span', 'narrow unit', `acts as ${token.owner}`)] : [])) },
      ...(all ? [{ id: 'owner', title: 'Acts as', wide: true, show: (token) => token.owner }] : []),
      { id: 'grants', title: 'May', wide: true, show: (token) => grantTags(token.grants) },
      { id: 'used', title: 'Last used', wide: true, show: (token) => (token.lastUsed ? timeOf(token.lastUsed) : 'never') },
      { id: 'expires', title: 'Ends', show: (token) => stateOf(token, shell.now()) },
      { id: 'do', title: 'Actions', number: true, show: (token) => (ended(token, shell.now()) ? '' : revokeButton(token)) },
    ],
    ask: async ({ cursor }) => {
      const answer = await get(withQuery(path, { after: cursor }));
      return { rows: answer.tokens, next: answer.next };
    },
    empty: ['No token yet', 'A token lets a program ask and do what its owner may, and no more. Make one for each program, so that each can be revoked alone.'],
  });

  function revokeButton(token) {
    const button = make('button', 'quiet small', 'Revoke …');
    button.type = 'button';
    button.setAttribute('aria-label', `Revoke the token ${token.name}`);
    button.addEventListener('click', async () => {
      const done = await confirm({
        title: `Revoke ${token.name}`,
        record: [`The token ${token.name} ends at once, and cannot be brought back.`, token.lastUsed ? 'Whatever still uses it will be refused.' : 'It was never used.'],
        by: shell.me.label,
        verb: 'Revoke it',
        danger: true,
        send: () => command('POST', `${path}/${encodeURIComponent(token.id)}/revoke`),
      });
      if (done) {
        toast(`The token ${token.name} is revoked.`);
        list.load();
      }
    });
    return button;
  }

  const add = make('button', 'primary', 'Make a token …');
  add.type = 'button';
  add.addEventListener('click', async () => {
    const made = await askForToken({ path, all, shell });
    if (made) {
      list.load();
      await showOnce(made);
    }
  });
  panel.replaceChildren(make('div', 'admin-tools', add), list.root);
  list.load();
}

const ended = (token, now) => Boolean(token.revoked) || (token.expires && Date.parse(token.expires) < now);

function stateOf(token, now) {
  if (token.revoked) {
    return make('span', '', 'revoked ', timeOf(token.revoked));
  }
  return ended(token, now) ? make('span', '', 'ended ', timeOf(token.expires)) : timeOf(token.expires);
}

function askForToken({ path, all, shell }) {
  const owner = all ? [field({ name: 'owner', label: 'Acts as', hint: 'the name of a user', required: true, maxLength: 100, value: shell.me.name })] : [];
  const name = field({ name: 'name', label: 'Name', hint: 'what will use it, such as notebook or wall-screen', required: true, maxLength: 60 });
  const grants = field({ name: 'grants', label: 'May', hint: 'roles separated by commas, such as researcher@north; no wider than its owner’s', required: true, maxLength: 500, value: all ? '' : shell.me.roles.flatMap(words).join(', ') });
  const days = field({ name: 'days', label: 'Ends after', choices: DAYS });
  const split = (text) => (text ?? '').split(/[\s,]+/).filter(Boolean);
  return confirm({
    title: 'Make a token',
    fields: [...owner, name, grants, days],
    by: shell.me.label,
    describe: (values) => [`Token ${values.name || '–'}${values.owner ? `, acting as ${values.owner}` : ''}`, `It may: ${split(values.grants).map(grantText).join('; ') || 'nothing'}`, 'It is shown once, right after this.'],
    verb: 'Make it',
    send: ({ days: after, grants: text, ...values }) =>
      command('POST', path, { ...values, grants: split(text), expires: new Date(Math.floor(shell.now() / DAY_MS) * DAY_MS + Number(after) * DAY_MS).toISOString() }),
  });
}

const words = (grant) => (grant.everySite ? [grant.role] : grant.sites.map((site) => `${grant.role}@${site}`));

function showOnce(made) {
  if (!made.token) {
    toast('The token was made before; it is shown only then. Revoke it and make another if it is lost.', { failed: true });
    return null;
  }
  const done = make('button', 'primary', 'I have kept it');
  done.type = 'button';
  const opened = dialog({
    title: `Token ${made.name}`,
    body: [make('p', '', 'Keep it now: it cannot be shown again. It goes into the header of each request:'), copyable(made.token, 'Copy the token'), make('p', 'field-hint', 'Authorization: Bearer <token>')],
    foot: [done],
  });
  done.addEventListener('click', () => opened.node.close());
  return opened.closed;
}
