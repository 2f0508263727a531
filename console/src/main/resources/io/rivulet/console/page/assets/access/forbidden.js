// Who is signed in, and what they are: enough to ask an administrator for the right thing.
import { byId, make, say } from '../dom.js';
import { grantWords, loadMe } from '../shell/me.js';

const me = await loadMe();
say(byId('who'), me.roles.length > 0 ? `You are ${me.label} (${me.name}), with these roles:` : `You are ${me.label} (${me.name}), without a role yet.`);
byId('roles').replaceChildren(...me.roles.map((grant) => make('li', '', grantWords(grant))));
