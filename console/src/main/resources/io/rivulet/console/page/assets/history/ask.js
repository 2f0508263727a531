// Asks the history API. At most two questions are under way, because the console answers only a few at a time for
// everybody; one that is told to come back later does so by itself, three times.
import { get, Refusal, withQuery } from '../shell/api.js';
import { field } from '../shell/form.js';

const AT_ONCE = 2;
const TRIES = 4;
const WAIT_MS = 1500;
// A question over weeks of samples takes its time.
const LONGEST_MS = 90000;
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

async function once(address, signal) {
  const limit = AbortSignal.timeout(LONGEST_MS);
  let response;
  try {
    response = await fetch(address, { headers: { Accept: 'application/json' }, signal: signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : (signal ?? limit) });
    if (response.ok) {
      return await response.json();
    }
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new Refusal(0);
  }
  if (response.status === 401) {
    // Leads to signing in.
    return get(address);
  }
  throw new Refusal(response.status, await response.json().catch(() => ({})));
}

/** { rows, columns, next }; a row is an object by column, what is missing is null. */
export async function ask(path, query = {}, signal) {
  await turn();
  try {
    for (let attempt = 1; ; attempt += 1) {
      signal?.throwIfAborted();
      try {
        const answer = await once(asked({ path: ROOT + path, query }, 'json'), signal);
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

// Who both treats and studies chooses how they read; it holds for this tab, so that pages that lead to one another agree.
const STUDYING = 'rivulet.studying';
const has = (me, role) => me.roles.some((grant) => grant.role === role);
const mayChoose = (me) => has(me, 'researcher') && has(me, 'clinician');
const chosen = () => sessionStorage.getItem(STUDYING) === 'yes';
let disguised = false;

/** Whether somebody sees pseudonyms and shifted dates: who studies and treats nowhere, or asks to read so. */
export const onlyResearcher = (me) => has(me, 'researcher') && (!has(me, 'clinician') || chosen());

/** The address of a question to this API, as it is asked here. */
export function asked({ path, query }, format) {
  const how = disguised && path.startsWith(ROOT) ? { deidentified: true } : {};
  return withQuery(path, { ...query, ...how, format });
}

/** Says so above the page, and lets those choose who may read either way. */
export function sayResearch(shell) {
  disguised = mayChoose(shell.me) && chosen();
  if (mayChoose(shell.me)) {
    document.querySelector('.page-head')?.append(choice());
  }
  if (onlyResearcher(shell.me)) {
    shell.banner('research', 'You read for research: names are pseudonyms, and dates are shifted per subject by whole days. Times of day and intervals are true; dates of two subjects cannot be compared.', { note: true });
  }
}

function choice() {
  const reading = field({ name: 'studying', label: 'Read as a researcher: pseudonyms, shifted dates', type: 'checkbox', value: chosen() });
  reading.root.addEventListener('change', (event) => {
    sessionStorage.setItem(STUDYING, event.target.checked ? 'yes' : 'no');
    // What is named one way is not there the other way.
    location.assign(location.pathname.split('/').length > 2 ? '/history' : location.pathname);
  });
  return reading.root;
}
