// Sends commands to the desk, once each, and carries its questions and mistakes to the dialog that is open.
import { newId, send } from '../shell/api.js';

/**
 * record(verb, body, fields): what the desk answered, of a session or of another kind of thing that it keeps. A mistake is thrown with what is wrong beside its field; a question
 * is thrown as words, and the same command sent again after it carries the answer.
 */
export function recorder(name, kind = 'sessions') {
  const ids = new Map();
  let answer = null;

  return async (verb, body, fields) => {
    const what = `${verb} ${JSON.stringify(body)}`;
    const eventId = ids.get(what) ?? newId();
    ids.set(what, eventId);
    const confirmation = answer?.what === what ? answer.confirmation : undefined;
    try {
      const path = verb === 'open' ? `/api/v1/${kind}` : `/api/v1/${kind}/${encodeURIComponent(name)}/${verb}`;
      const done = await send('POST', path, { eventId, ...body, ...(confirmation ? { confirmation } : {}) });
      ids.delete(what);
      answer = null;
      return done;
    } catch (refusal) {
      if (refusal.status === 428 && refusal.problem) {
        answer = { what, confirmation: refusal.problem.confirmation };
        throw Object.assign(new Error(`Is it meant as it is? ${refusal.problem.questions.join('; ')}. If so, press the button once more.`), { fields: new Map() });
      }
      if (!refusal.unanswered) {
        ids.delete(what);
      }
      place(refusal, fields);
      throw refusal;
    }
  };
}

/** Refusals that name no field name what is wrong in words: the field whose name stands in them is marked. */
function place(refusal, fields) {
  if (!refusal.fields || refusal.fields.size > 0 || refusal.unanswered) {
    return;
  }
  const words = refusal.message.toLowerCase();
  const found = fields.find((one) => (one.marks ?? [one.name.toLowerCase()]).some((mark) => words.startsWith(mark) || words.includes(` ${mark} `)));
  if (found) {
    refusal.fields.set(found.name, refusal.message);
  }
}
