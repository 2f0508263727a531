// Roles by site, as words: `clinician@north`, or `clinician` alone for every site.
import { make } from '../dom.js';
import { ROLES, roleWord } from '../shell/me.js';

/** What a grant says: "Clinician at north". */
export function grantText(grant) {
  const [role, site] = grant.split('@', 2);
  return `${roleWord(role)} at ${site ?? 'every site'}`;
}

export function grantTags(grants) {
  return grants.length === 0 ? make('span', 'unit', 'no role') : make('span', 'grants', ...grants.map((grant) => make('span', 'grant', grantText(grant))));
}

/** A role and a site out of two fields. */
export const grantOf = ({ role, site }) => (site ? `${role}@${site}` : role);
export const roleChoices = ROLES.map((role) => [role, roleWord(role)]);
export const SITE = { name: 'site', label: 'Site', hint: 'leave it empty for every site', maxLength: 64, pattern: '[A-Za-z0-9._\\-]*' };
