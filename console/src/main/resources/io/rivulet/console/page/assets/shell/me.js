// Who is signed in: name, label, roles with their sites, permissions by name, the page they start at.
import { get, useCsrf } from './api.js';

const NAMES = {
  engineer: 'Clinical engineer',
  'on-call': 'On-call staff',
  clinician: 'Clinician',
  researcher: 'Researcher',
  administrator: 'Administrator',
};

const ANYBODY = { name: 'console', label: 'Console', roles: Object.keys(NAMES).map((role) => ({ role, everySite: true, sites: [] })), permissions: null };

let known = null;

/** Asks once; everybody gets the same answer. */
export function loadMe() {
  known ??= get('/api/v1/me')
    .catch((refusal) => {
      // A console without sign-in: everybody may everything.
      if (refusal.status === 404) {
        return ANYBODY;
      }
      throw refusal;
    })
    .then((me) => {
      useCsrf(me.csrf);
      return freeze(me);
    });
  // What was not answered is asked anew by the next who wants to know.
  known.catch(() => {
    known = null;
  });
  return known;
}

function freeze(me) {
  const permissions = me.permissions && new Set(me.permissions.map((one) => one.name));
  return Object.freeze({ ...me, label: me.label ?? me.name, roles: me.roles ?? [], may: (permission) => !permissions || permissions.has(permission) });
}

/** What people call a role, such as `on-call`. */
export const roleWord = (role) => NAMES[role] ?? role;
export const ROLES = Object.keys(NAMES);

/** A role with where: "Clinician at colombo-1, colombo-2". */
export function grantWords(grant) {
  return `${grant.label ?? roleWord(grant.role)} at ${grant.everySite ? 'every site' : grant.sites.join(', ') || 'no site'}`;
}
