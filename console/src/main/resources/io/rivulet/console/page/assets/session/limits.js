// What differs between two limits profiles, in words.
import { measure, vitalWord } from '../format.js';

const SIDES = ['high', 'low'];
const LEVELS = ['warning', 'critical'];
const MOST = 12;

function flat(content) {
  const found = new Map();
  const profile = typeof content === 'string' ? JSON.parse(content) : (content ?? {});
  for (const [sign, sides] of Object.entries(profile.limits ?? {})) {
    for (const side of SIDES) {
      for (const level of LEVELS) {
        if (sides[side]?.[level] !== undefined) {
          found.set(`${vitalWord(sign)} ${side}, ${level}`, sides[side][level]);
        }
      }
    }
  }
  return found;
}

/** Lines such as "Systolic high, warning: 160 becomes 170". */
export function differences(before, after) {
  if (!after) {
    return [];
  }
  let old;
  let next;
  try {
    old = flat(before);
    next = flat(after);
  } catch {
    return ['The difference cannot be shown: a profile cannot be read here.'];
  }
  const lines = [...new Set([...old.keys(), ...next.keys()])]
    .filter((name) => old.get(name) !== next.get(name))
    .map((name) => {
      if (!next.has(name)) {
        return `${name}: ${measure(old.get(name))} is no longer judged`;
      }
      return old.has(name) ? `${name}: ${measure(old.get(name))} becomes ${measure(next.get(name))}` : `${name}: ${measure(next.get(name))}${before ? ', new' : ''}`;
    });
  if (lines.length === 0) {
    return before ? ['No limit of a vital sign differs.'] : [];
  }
  return lines.length > MOST ? [...lines.slice(0, MOST), `and ${lines.length - MOST} more`] : lines;
}
