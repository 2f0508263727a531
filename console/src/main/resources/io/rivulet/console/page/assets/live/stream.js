// The one connection of a page: any topics over it, each resumed where it was. See docs/console.md, "The live stream".
import { addTo } from './course.js';

const STREAM = '/api/v1/stream';
const OVERVIEW = '/api/v1/overview';
const SILENT_AFTER_MS = 13000; // two beats of 5 s, and some
const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
const READ_LIMIT_MS = 10000;
const READ_AGAIN_MS = [500, 1000, 2000, 5000];
const READ_APART_MS = 700;
const POLL_MS = 5000;

const topics = new Map(); // name to { handlers, position, refused }
const listeners = new Set();

let source = null;
let run = '';
let attempts = 0;
let heardAt = 0;
let opening = 0;
let retrying = 0;
let connection = { state: 'connecting', what: '' };
let pipeline = { state: 'live', message: '' };
let troubled = '';

/**
 * Listens to a topic whose events are whole states.
 * handlers: data(document), and where wanted trouble(problem), refused(message), beat(at). Returns a function that ends it.
 */
export function subscribe(topic, handlers) {
  const known = topics.get(topic);
  if (known) {
    known.all.add(handlers);
    if (known.last) {
      handlers.data?.(known.last);
    }
  } else {
    topics.set(topic, { all: new Set([handlers]), position: null, last: null });
    open();
  }
  return () => {
    const held = topics.get(topic);
    if (held?.all.delete(handlers) && held.all.size === 0) {
      topics.delete(topic);
      open();
    }
  };
}

/**
 * Reads the course of a session and keeps it up to date; one at a time for each session.
 * handlers: course(course) whenever it is read, delta(delta, course) when something was added, trouble(problem), refused(message).
 */
export function follow(session, handlers, { from } = {}) {
  const topic = `session:${session}`;
  const path = `/api/v1/sessions/${encodeURIComponent(session)}/course${from ? `?from=${encodeURIComponent(from)}` : ''}`;
  const held = { all: new Set(), position: null, last: null, waits: true };
  let course = null;
  let again = 0;
  let timer = 0;
  let ended = false;
  let reading = false;
  let readAt = 0;

  const later = (millis) => {
    clearTimeout(timer);
    timer = setTimeout(read, millis);
  };
  const backOff = () => later(READ_AGAIN_MS[Math.min(again++, READ_AGAIN_MS.length - 1)]);

  async function read() {
    if (ended || reading) {
      return;
    }
    reading = true;
    readAt = Date.now();
    try {
      const response = await fetch(path, { signal: AbortSignal.timeout(READ_LIMIT_MS) });
      const body = await response.json().catch(() => ({}));
      if (ended) {
        return;
      }
      if (response.ok) {
        course = body;
        handlers.course?.(course);
        if (course.position) {
          take(held, course.position, topic);
        }
        held.waits = !course.position;
        if (course.complete) {
          again = 0;
        } else {
          backOff();
        }
        open();
      } else if (response.status === 404 || response.status === 403) {
        handlers.refused?.(body.detail ?? 'There is no such session for you.');
      } else {
        handlers.trouble?.(body);
        backOff();
      }
    } catch {
      // The banner says that nothing answers.
      backOff();
    } finally {
      reading = false;
    }
  }

  held.all.add({
    data(delta) {
      if (course) {
        addTo(course, delta);
        handlers.delta?.(delta, course);
      }
    },
    reset() {
      held.waits = true;
      held.position = null;
      // What changed the past may not have landed yet; then the course is told to be read once more.
      later(Math.max(0, READ_APART_MS - (Date.now() - readAt)));
    },
    trouble: (problem) => handlers.trouble?.(problem),
    refused: (message) => handlers.refused?.(message),
  });
  topics.set(topic, held);
  const poll = setInterval(() => {
    if (pipeline.state === 'store' || connection.state === 'lost' || held.waits) {
      read();
    }
  }, POLL_MS);
  read();
  return () => {
    ended = true;
    clearTimeout(timer);
    clearInterval(poll);
    if (topics.get(topic) === held) {
      topics.delete(topic);
      open();
    }
  };
}

/** Tells how the stream is, now and whenever that changes. Returns a function that ends it. */
export function onState(listener) {
  listeners.add(listener);
  listener(described());
  return () => listeners.delete(listener);
}

function described() {
  if (connection.state === 'live' && troubled) {
    return { state: 'trouble', what: troubled, source: pipeline };
  }
  return { ...connection, what: connection.what || (pipeline.state === 'store' ? pipeline.message : ''), source: pipeline };
}

function say(state, what = '') {
  if (connection.state !== state || connection.what !== what) {
    connection = { state, what };
    tell();
  }
}

function tell() {
  const now = described();
  listeners.forEach((listener) => listener(now));
}

/** Opens the stream for the topics as they are once this turn is over. */
function open() {
  clearTimeout(opening);
  opening = setTimeout(openNow, 0);
}

function wanted() {
  return [...topics].filter(([, topic]) => !topic.waits && !topic.refused).map(([name]) => name);
}

function openNow() {
  clearTimeout(retrying);
  retrying = 0;
  source?.close();
  source = null;
  const names = wanted();
  if (names.length === 0) {
    return;
  }
  const query = new URLSearchParams({ topics: names.join(',') });
  const positions = names.filter((name) => topics.get(name).position !== null).map((name) => `${name}=${topics.get(name).position}`);
  if (run && positions.length > 0) {
    query.set('after', [run, ...positions].join(';'));
  }
  heardAt = Date.now();
  source = new EventSource(`${STREAM}?${query}`);
  const hear = (handle) => (event) => {
    heardAt = Date.now();
    attempts = 0;
    remember(event.lastEventId);
    handle(event.data ? JSON.parse(event.data) : {});
  };
  for (const name of names) {
    source.addEventListener(
      name,
      hear((document) => {
        const topic = topics.get(name);
        if (topic) {
          topic.last = document;
          troubled = '';
          say('live');
          tell();
          topic.all.forEach((one) => one.data?.(document));
        }
      }),
    );
  }
  source.addEventListener(
    'reset',
    hear(({ topic: name, reason }) => topics.get(name)?.all.forEach((one) => one.reset?.(reason))),
  );
  source.addEventListener(
    'refused',
    hear(({ topics: refused, message }) => {
      for (const name of refused) {
        const topic = topics.get(name);
        if (topic) {
          topic.refused = true;
          topic.all.forEach((one) => one.refused?.(message));
        }
      }
    }),
  );
  source.addEventListener(
    'trouble',
    hear((problem) => {
      troubled = problem.message;
      say('live');
      tell();
      topics.get(problem.topic)?.all.forEach((one) => one.trouble?.(problem));
    }),
  );
  source.addEventListener(
    'source',
    hear((now) => {
      pipeline = now;
      say('live');
      tell();
    }),
  );
  source.addEventListener(
    'beat',
    hear(({ at }) => {
      say('live');
      topics.forEach((topic) => topic.all.forEach((one) => one.beat?.(at)));
    }),
  );
  const opened = source;
  opened.addEventListener('open', () => say('live'));
  opened.addEventListener('error', () => {
    if (opened === source) {
      lost('The live stream is lost. Trying again.');
      if (opened.readyState === EventSource.CLOSED) {
        retry();
      }
    }
  });
}

/** Which positions an id names: run;topic=position;topic=position. */
function remember(id) {
  if (!id) {
    return;
  }
  const [from, ...pairs] = id.split(';');
  if (from !== run) {
    run = from;
  }
  for (const pair of pairs) {
    const cut = pair.lastIndexOf('=');
    const topic = topics.get(pair.slice(0, cut));
    if (topic) {
      topic.position = pair.slice(cut + 1);
    }
  }
}

function take(held, position, topic) {
  const [from, pair] = position.split(';');
  if (run && from !== run) {
    topics.forEach((other) => {
      other.position = null;
    });
  }
  run = from;
  held.position = pair.slice(topic.length + 1);
}

function lost(what) {
  say('lost', what);
}

/** A stream that is refused may still leave the plain request: better once every few seconds than not at all. */
async function askOnce() {
  const overview = topics.get('overview');
  if (!overview) {
    return;
  }
  try {
    const response = await fetch(OVERVIEW, { signal: AbortSignal.timeout(5000) });
    if (response.ok) {
      const document = await response.json();
      overview.last = document;
      overview.all.forEach((one) => one.data?.(document, true));
    }
  } catch {
    // The page already says that the stream is lost.
  }
}

function retry() {
  if (retrying) {
    return;
  }
  source?.close();
  source = null;
  const wait = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)];
  attempts += 1;
  // A crowd that lost one console does not come back at the same moment.
  retrying = setTimeout(async () => {
    await askOnce();
    openNow();
  }, wait * (0.75 + Math.random() / 2));
}

setInterval(() => {
  if (source?.readyState === EventSource.OPEN && Date.now() - heardAt > SILENT_AFTER_MS) {
    lost('The live stream has gone silent. Trying again.');
    retry();
  }
}, 1000);
