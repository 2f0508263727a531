package io.rivulet.alerting.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.Problem;
import java.util.Optional;

/** How the desk's answers become answers over HTTP. */
final class Answers {
  private Answers() {}

  /** Who asks for what is in a body. */
  static Origin origin(Askers askers, Context context, Body body) {
    return new Origin(body.text("eventId"), askers.by(context));
  }

  static void json(Context context, ObjectNode body) {
    json(context, 200, body);
  }

  /** What is there, or that it is not. */
  static void found(Context context, Optional<?> view, String what) {
    if (view.isPresent()) {
      json(context, DeskJson.object(view.get()));
    } else {
      unknown(context, what + " is not known");
    }
  }

  static void unknown(Context context, String detail) {
    new Problem(404, "unknown", "It is not known", detail).answer(context);
  }

  /**
   * What became of a command.
   *
   * @param name of the member that holds what it made or changed
   */
  static <T> void command(Context context, String name, Answer<T> answer) {
    if (answer instanceof Answer.Done<T> done) {
      ObjectNode body = DeskJson.member(name, done.value());
      body.put("repeated", done.repeated());
      json(context, done.repeated() ? 200 : 201, body);
    } else if (answer instanceof Answer.Unknown<T> unknown) {
      unknown(context, unknown.message());
    } else if (answer instanceof Answer.Refused<T> refused) {
      new Problem(422, "refused", "It cannot be done", refused.message()).answer(context);
    } else if (answer instanceof Answer.Conflict<T> conflict) {
      new Problem(409, "conflict", "It contradicts what was done", conflict.message())
          .answer(context);
    }
  }

  private static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.line(body));
  }
}
