// Asking and telling the server. Everything here works the same for a program with an API token.
//
//   const page = await get('/api/v1/fleet', { site: 'colombo-1' });
//   await send('POST', '/api/v1/admin/users', { name: 'ada' });
//   await command('POST', '/api/v1/sessions/s-1/phase', { phase: 'INFUSION' });   // counts once, however often it is sent
//
// What is refused is thrown as a Refusal, with words for people: { status, code, message, fields, problem }.

const WAIT_MS = 15000;
let csrf = null;

/** The token that proves that a request comes from these pages; /api/v1/me says it. */
export function useCsrf(token) {
  csrf = token ?? null;
}

/** Why something was not done. `fields` has what is wrong with each field, by its name. */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.message ?? problem.title ?? wordsOf(status));
    this.status = status;
    this.code = (problem.type ?? problem.error ?? '').split(':').pop();
    this.title = problem.title ?? '';
    this.problem = problem;
    this.retryAfterSeconds = 0;
    this.fields = new Map((problem.fields ?? problem.errors ?? []).map((one) => [one.field ?? one.name, one.message ?? one.detail]));
  }

  /** Whether it is not known to be done or not: sending the same command again counts once. */
  get unanswered() {
    return this.status === 0 || this.status === 503;
  }
}

function wordsOf(status) {
  const words = {
    0: 'The server does not answer. Check the connection, then try again.',
    403: 'Your roles do not allow this.',
    404: 'There is nothing here, or not for you.',
    429: 'Too many requests. Wait a moment, then try again.',
    503: 'The server cannot answer now. Try again in a moment.',
  };
  return words[status] ?? `The server answered with status ${status}.`;
}

/** A path with its query; what is empty is left out, lists are repeated. */
export function withQuery(path, query = {}) {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined && one !== null && one !== '')
      .map((one) => [name, String(one)]),
  );
  return pairs.length === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(pairs)}`;
}

/** Asks; `options.signal` gives up when somebody asks for something else. */
export async function get(path, query = {}, options = {}) {
  return answerOf(await ask(withQuery(path, query), { headers: { Accept: 'application/json' } }, options.signal));
}

/** Tells. Use `command` for what is to be recorded once. */
export async function send(method, path, body = {}, options = {}) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  if (csrf) {
    headers['X-Rivulet-Csrf'] = csrf;
  }
  return answerOf(await ask(path, { method, headers, body: JSON.stringify(body) }, options.signal));
}

/** Ids of commands that got no answer yet: sent again they stay one command. */
const unanswered = new Map();

/** Tells once: the body gets an eventId, and the same one again while no answer came. */
export async function command(method, path, body = {}) {
  const what = `${method} ${path} ${JSON.stringify(body)}`;
  const eventId = unanswered.get(what) ?? newId();
  unanswered.set(what, eventId);
  try {
    const answer = await send(method, path, { eventId, ...body });
    unanswered.delete(what);
    return answer;
  } catch (refusal) {
    if (!refusal.unanswered) {
      unanswered.delete(what);
    }
    throw refusal;
  }
}

/** An id that nobody else makes. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

async function ask(path, options, signal) {
  const limit = AbortSignal.timeout(WAIT_MS);
  try {
    return await fetch(path, { ...options, signal: signal && AbortSignal.any ? AbortSignal.any([signal, limit]) : (signal ?? limit) });
  } catch (cause) {
    if (signal?.aborted) {
      throw cause;
    }
    throw new Refusal(0);
  }
}

async function answerOf(response) {
  const json = (response.headers.get('Content-Type') ?? '').includes('json');
  const body = json ? await response.json().catch(() => null) : null;
  if (response.ok) {
    return body;
  }
  if (response.status === 401 && location.pathname !== '/sign-in' && !response.url.endsWith('/me/password')) {
    location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
  }
  const refusal = new Refusal(response.status, body ?? {});
  refusal.retryAfterSeconds = Number(response.headers.get('Retry-After')) || 0;
  throw refusal;
}
