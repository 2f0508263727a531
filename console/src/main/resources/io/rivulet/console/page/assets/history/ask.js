// Asks the history API. At most two questions are under way, because the console answers only a few at a time for
// everybody; one that is told to come back later does so by itself, three times.
import { get } from '../shell/api.js';

const AT_ONCE = 2;
const TRIES = 4;
const WAIT_MS = 1500;
let under = 0;
const waiting = [];

export const ROOT = '/api/v1/history';

async function turn() {
  if (under >= AT_ONCE) {
    await new Promise((go) => waiting.push(go));
  }
  under += 1;
}

function leave() {
  under -= 1;
  waiting.shift()?.();
}

const later = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** { rows, columns, next }; a row is an object by column, what is missing is null. */
export async function ask(path, query = {}, signal) {
  await turn();
  try {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        const answer = await get(ROOT + path, { ...query, format: 'json' }, { signal });
        return { rows: answer.rows, columns: answer.columns, next: answer.next };
      } catch (refusal) {
        if (refusal.status !== 503 || attempt === TRIES) {
          throw refusal;
        }
        await later(WAIT_MS * attempt, signal);
      }
    }
  } finally {
    leave();
  }
}

export const ofSession = (session) => `/sessions/${encodeURIComponent(session)}`;

/** Whether somebody sees pseudonyms and shifted dates: who studies, and treats nowhere. */
export const onlyResearcher = (me) => me.roles.some((grant) => grant.role === 'researcher') && !me.roles.some((grant) => grant.role === 'clinician');

/** Says so above the page. */
export function sayResearch(shell) {
  if (onlyResearcher(shell.me)) {
    shell.banner('research', 'You read for research: names are pseudonyms, and dates are shifted per subject by whole days. Times of day and intervals are true; dates of two subjects cannot be compared.', { note: true });
  }
}
