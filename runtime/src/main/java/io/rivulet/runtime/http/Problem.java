package io.rivulet.runtime.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/**
 * Why something was not done, as RFC 9457 has it: a code for programs in {@code type}, the thing,
 * the value and the way out for people in {@code detail}.
 *
 * @param status HTTP status
 * @param code what {@code type} ends with
 * @param title the same for every problem of a kind
 * @param detail what it is this time
 */
public record Problem(int status, String code, String title, String detail) {
  private static final String PREFIX = "urn:rivulet:problem:";

  /** Answers a request with it. */
  public void answer(Context context) {
    answer(context, body());
  }

  /** As JSON, to which members of its own may be added. */
  public ObjectNode body() {
    ObjectNode body = Json.object();
    body.put("type", PREFIX + code);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    return body;
  }

  /** Answers a request with a problem that has members of its own. */
  public static void answer(Context context, ObjectNode body) {
    context
        .status(body.get("status").intValue())
        .contentType("application/problem+json")
        .result(Json.line(body));
  }
}
