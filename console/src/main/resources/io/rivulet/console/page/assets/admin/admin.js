// Administration: users with their roles by site, tokens, the audit.
import { byId } from '../dom.js';
import { startShell } from '../shell/shell.js';
import { tabs } from '../shell/tabs.js';
import { audit } from './audit.js';
import { tokens } from './tokens.js';
import { users } from './users.js';

const shell = await startShell({
  page: 'admin',
  help: {
    about: 'Who may do what, and where: a role at a site gives everything the role may there, and nothing elsewhere. A role without a site is for every site. Disabling somebody ends their sessions and tokens at once and keeps what they did.',
    keys: [['Left Right', 'from one part to the next, on the row of parts'], ['/', 'search the audit, in its part']],
  },
});
const parts = [
  ...(shell.me.may('MANAGE_USERS')
    ? [
        { id: 'users', title: 'Users', show: (panel) => users(panel, { shell }) },
        { id: 'tokens', title: 'API tokens', show: (panel) => tokens(panel, { path: '/api/v1/admin/tokens', all: true, shell }) },
      ]
    : []),
  ...(shell.me.may('SEE_AUDIT') ? [{ id: 'audit', title: 'Audit', show: audit }] : []),
];
byId('admin').replaceChildren(tabs('Parts of administration', parts));
