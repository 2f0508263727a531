// The overview as a page of it wants it: over the one stream of the page.
import { onState, subscribe } from './live/stream.js';

/** on.overview(document, once), on.trouble(document), on.beat(at), on.lost(reason). */
export function listen(on) {
  subscribe('overview', { data: on.overview, trouble: on.trouble, beat: on.beat });
  onState(({ state, what }) => {
    if (state === 'lost') {
      on.lost(what);
    }
  });
}
