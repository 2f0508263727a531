// Asks alerting, and acts there under a token that stays in this tab.
import { byId, say, show } from './dom.js';

const KEPT = 'rivulet.token';
const WAIT_MS = 10000;
let token = null;

/** The id of a command that got no answer yet: sent again under it, it stays one command. */
const unanswered = new Map();

function keep(value) {
  token = value;
  try {
    if (value) {
      sessionStorage.setItem(KEPT, value);
    } else {
      sessionStorage.removeItem(KEPT);
    }
  } catch {
    // Storage may be forbidden; the token lasts as long as the page then.
  }
  show(byId('identity'), !token);
  show(byId('identity-known'), Boolean(token));
  document.body.dataset.acting = token ? 'yes' : 'no';
}

/** A token in the address is taken out of it at once, so that it is in no history. */
function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    history.replaceState(null, '', location.pathname + location.search);
    keep(given);
  }
}

export function startDesk() {
  let kept = null;
  try {
    kept = sessionStorage.getItem(KEPT);
  } catch {
    // As above.
  }
  keep(kept);
  fromAddress();
  addEventListener('hashchange', fromAddress);
  byId('identity').addEventListener('submit', async (event) => {
    event.preventDefault();
    const field = byId('token');
    const given = field.value.trim();
    field.value = '';
    if (given) {
      keep(given);
      // A question that changes nothing tells whether the token is known.
      if (await act('explain', { labels: {} }, { question: true })) {
        tell('');
      }
    }
  });
  byId('forget').addEventListener('click', () => keep(null));
}

/** Says what became of something; mistakes stay until the next. */
export function tell(text, failed = false) {
  const node = byId('said');
  say(node, text);
  node.dataset.failed = failed ? 'yes' : 'no';
}

/** What alerting answers, or null where it does not. */
export async function ask(path) {
  const response = await fetch(`/api/v1/${path}`, { signal: AbortSignal.timeout(WAIT_MS) });
  return response.ok ? response.json() : null;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Sends a command once, however often it is sent; answers with what it made, or null, having said why. */
export async function act(path, body, { question = false } = {}) {
  if (!token) {
    tell('Give a token first: what is done here is kept under its name.', true);
    byId('token').focus();
    return null;
  }
  const what = `${path} ${JSON.stringify(body)}`;
  const id = unanswered.get(what) ?? newId();
  unanswered.set(what, id);
  let response;
  let said;
  try {
    response = await fetch(`/api/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(question ? body : { eventId: id, ...body }),
      signal: AbortSignal.timeout(WAIT_MS),
    });
    said = await response.json();
  } catch {
    tell('No answer: it is not known to be done. Press again, which counts once.', true);
    return null;
  }
  if (response.status === 503) {
    tell(said.detail ?? said.message, true);
    return null;
  }
  unanswered.delete(what);
  if (response.status === 401) {
    keep(null);
    tell('The token is not known here.', true);
    return null;
  }
  if (!response.ok) {
    tell(`${said.title ?? 'Refused'}: ${said.detail ?? said.message ?? response.status}`, true);
    return null;
  }
  return said;
}
