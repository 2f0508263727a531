package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.domain.desk.Decision;
import io.rivulet.runtime.http.Problem;

/** Decisions that record nothing, as problems. */
final class DeskProblem {
  private DeskProblem() {}

  static Problem of(Decision.Refused<?> refused) {
    return switch (refused.why()) {
      case INVALID -> new Problem(422, "invalid", "A value cannot be", refused.detail());
      case UNKNOWN -> new Problem(404, "unknown", "It is not known", refused.detail());
      case CONFLICT ->
          new Problem(409, "conflict", "It contradicts what is recorded", refused.detail());
      case CLOSED -> new Problem(409, "closed", "It is over", refused.detail());
      case FULL -> new Problem(503, "full", "There is no room for more", refused.detail());
    };
  }

  /** The question, with the token that answers it. */
  static void ask(Context context, Decision.NeedsConfirmation<?> question) {
    ObjectNode body =
        new Problem(
                428,
                "needs-confirmation",
                "Is it meant as it is?",
                String.join("; ", question.questions())
                    + ": where that is meant, send it again with this confirmation")
            .body();
    ArrayNode questions = body.putArray("questions");
    question.questions().forEach(questions::add);
    body.put("confirmation", question.token());
    Problem.answer(context, body);
  }
}
