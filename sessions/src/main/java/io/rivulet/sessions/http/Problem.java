package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.domain.desk.Decision;

/**
 * Why something was not done, as RFC 9457 has it: a code for programs in {@code type}, the thing,
 * the value and the way out for people in {@code detail}.
 *
 * @param status HTTP status
 * @param code what {@code type} ends with
 * @param title the same for every problem of a kind
 * @param detail what it is this time
 */
record Problem(int status, String code, String title, String detail) {
  private static final String PREFIX = "urn:rivulet:problem:";

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

  void answer(Context context) {
    write(context, body());
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
    write(context, body);
  }

  private ObjectNode body() {
    ObjectNode body = Json.object();
    body.put("type", PREFIX + code);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return body;
  }

  String line() {
    return Json.line(body());
  }

  private static void write(Context context, ObjectNode body) {
    context
        .status(body.get("status").intValue())
        .contentType("application/problem+json")
        .result(Json.line(body));
  }
}
