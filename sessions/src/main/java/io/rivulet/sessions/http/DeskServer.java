package io.rivulet.sessions.http;

import io.javalin.http.Context;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Problem;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.sessions.book.Clerk;
import io.rivulet.sessions.book.DeskUnavailableException;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desk over HTTP. Requests wait for one another: the clerk records one at a time. */
public final class DeskServer {
  private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final ApiDescription API =
      new ApiDescription(
          "desk",
          "Rivulet session desk",
          "Records sessions, series and limits. It commands no device. Times are event times, UTC.",
          new TreeMap<>(
              Map.of(
                  404, "Something that is named is not known.",
                  409, "It contradicts what is recorded, or the session is over.",
                  422, "A value cannot be.",
                  428, "It is odd: send it again with the confirmation given here.")),
          "Kafka does not answer, or the desk is full.");

  private DeskServer() {}

  /**
   * Starts answering.
   *
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static ApiServer start(
      String host,
      int port,
      Tokens tokens,
      Clerk clerk,
      OutcomeRules outcomes,
      InstantSource clock) {
    return ApiServer.start(
        API,
        host,
        port,
        tokens,
        new Endpoints(clerk, outcomes, clock).all(),
        routes -> routes.exception(DeskUnavailableException.class, DeskServer::unavailable));
  }

  private static void unavailable(DeskUnavailableException cause, Context context) {
    LOG.warn("{} was not answered: {}", context.path(), cause.getMessage());
    context.header("Retry-After", RETRY_AFTER_SECONDS);
    new Problem(
            503,
            "unavailable",
            "Kafka does not answer",
            "it is not known to have been recorded; send it again with the same eventId")
        .answer(context);
  }
}
