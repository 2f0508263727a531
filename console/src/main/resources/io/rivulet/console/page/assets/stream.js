// The one connection of the page. It says how it is, and comes back by itself.

const SILENT_AFTER_MS = 13000; // two beats of 5 s, and some
const RETRY_MS = [1000, 2000, 4000, 8000];

/**
 * Listens to the event stream.
 * on.overview(document), on.trouble(document), on.beat(at), on.lost(reason).
 */
export function listen(url, on) {
  let source = null;
  let attempts = 0;
  let heard = Date.now();

  const open = () => {
    heard = Date.now();
    source = new EventSource(url);
    const hear = (handle) => (event) => {
      heard = Date.now();
      attempts = 0;
      handle(JSON.parse(event.data));
    };
    source.addEventListener('overview', hear(on.overview));
    source.addEventListener('trouble', hear(on.trouble));
    source.addEventListener('beat', hear((beat) => on.beat(beat.at)));
    source.addEventListener('error', () => {
      on.lost('The live stream is lost.');
      if (source.readyState === EventSource.CLOSED) {
        retry();
      }
    });
  };

  const retry = () => {
    source.close();
    const wait = RETRY_MS[Math.min(attempts, RETRY_MS.length - 1)];
    attempts += 1;
    setTimeout(async () => {
      await snapshot();
      open();
    }, wait);
  };

  // A stream that is refused may still leave the plain request: better once every few seconds than not at all.
  const snapshot = async () => {
    try {
      const response = await fetch('/api/v1/overview', { signal: AbortSignal.timeout(5000) });
      if (response.ok) {
        on.overview(await response.json(), true);
      }
    } catch {
      // The page already says that the stream is lost.
    }
  };

  setInterval(() => {
    if (source.readyState === EventSource.OPEN && Date.now() - heard > SILENT_AFTER_MS) {
      on.lost('The live stream has gone silent.');
      retry();
    }
  }, 1000);

  open();
}
