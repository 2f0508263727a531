// Says when something about alerts changed: changes({ heard(sign), lost(why) }).
//
// The live stream says it at once; where it cannot be had the page asks every few seconds. A sign has open, acknowledged
// and latched by priority, the urgent alerts that nobody is told of, and lastAudit, which grows with everything that happens.
import { get } from '../shell/api.js';

const ASK_EVERY_MS = 3000;

export async function changes(on) {
  try {
    const { subscribe, onState } = await import('../live/stream.js');
    onState((state) => on.state?.(state));
    subscribe('alerts', {
      data: (sign) => on.heard(sign),
      trouble: (problem) => on.lost(problem.message),
      refused: () => ask(on),
    });
  } catch {
    ask(on);
  }
}

function ask(on) {
  const once = async () => {
    try {
      on.heard(await get('/api/v1/status'));
    } catch (refusal) {
      on.lost(refusal.message);
    }
    setTimeout(once, ASK_EVERY_MS);
  };
  once();
}
