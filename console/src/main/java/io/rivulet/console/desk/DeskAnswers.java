package io.rivulet.console.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.Problem;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the console answers for the session desk: what it says as it is, and what went wrong. */
final class DeskAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(DeskAnswers.class);
  private static final String JSON = "application/json";
  private static final int SHOWN_MAX = 80;

  private DeskAnswers() {}

  /** What somebody sent. */
  static JsonNode body(Context context) {
    try {
      JsonNode body = Json.read(context.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("a body was no JSON", e);
    }
    throw new IllegalArgumentException("the body is not a JSON object");
  }

  /**
   * A handler whose mistakes are answered as problems.
   *
   * @param unknown what is said of what is not there, or not there for the caller
   */
  static Handler guarded(String unknown, Handler handler) {
    return context -> {
      context.header("Cache-Control", "no-store");
      String type = context.contentType();
      boolean sends = context.method().name().equals("POST");
      if (sends && (type == null || !type.toLowerCase(Locale.ROOT).startsWith(JSON))) {
        new Problem(415, "not-json", "It is not JSON", "send the body as " + JSON).answer(context);
        return;
      }
      try {
        handler.handle(context);
      } catch (NotFoundResponse e) {
        new Problem(404, "unknown", "It is not known", unknown).answer(context);
      } catch (IllegalArgumentException e) {
        new Problem(400, "malformed", "The request cannot be read", e.getMessage()).answer(context);
      } catch (DeskUnreachableException e) {
        LOG.warn("{} was not answered: {}", context.path(), e.getMessage());
        context.header("Retry-After", "5");
        new Problem(
                503,
                "desk-unavailable",
                "The session desk does not answer",
                "it is not known to have been recorded; send it again with the same eventId")
            .answer(context);
      }
    };
  }

  /** Passes on what the desk said; that it refuses the console is the operator's to mend. */
  static void pass(Context context, DeskClient.Reply reply) {
    if (reply.status() == 401 || reply.status() == 403) {
      LOG.error("the session desk refuses the console's token: {}", reply.body());
      new Problem(
              503,
              "desk-unavailable",
              "The session desk refuses the console",
              "whoever runs it has to give console.desk.token an entry in sessions.tokens that ends"
                  + " with :acts-for")
          .answer(context);
      return;
    }
    context.status(reply.status()).contentType(reply.mediaType()).result(reply.body());
  }

  static void notYourSite(Context context, String site, String what) {
    new Problem(
            403,
            "not-your-site",
            "It is not allowed",
            "site \"" + cut(site) + "\" is none of those at which you open " + what)
        .answer(context);
  }

  static String cut(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "..." : text;
  }
}
