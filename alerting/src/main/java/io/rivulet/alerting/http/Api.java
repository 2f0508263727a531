package io.rivulet.alerting.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.DeskUnavailableException;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alerting over HTTP. */
public final class Api {
  /** What every path begins with. */
  static final String ROOT = "/api/v1/";

  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String RETRY_AFTER_SECONDS = "5";
  private static final ApiDescription DESCRIPTION =
      new ApiDescription(
          "alerting",
          "Rivulet alerting",
          "Shows alerts, whom they reach and why; takes acknowledgements, silences and overrides."
              + " It commands no device and replaces no alarm at the bedside. Times are UTC.",
          new TreeMap<>(
              Map.of(
                  404, "Something that is named is not known.",
                  409, "Its eventId was used for another command.",
                  422, "A value cannot be, or it cannot be done.")),
          "The database does not answer.");

  private Api() {}

  /**
   * Starts answering.
   *
   * @throws io.javalin.util.JavalinException where the address is taken or not of this machine
   */
  public static ApiServer start(ApiConfig config, AlertDesk desk, InstantSource clock) {
    if (config.tokens().size() == 0) {
      LOG.warn("{} is not set: nobody may use alerting's API", config.tokens().setting());
    }
    return ApiServer.start(
        DESCRIPTION,
        config.host(),
        config.port(),
        config.tokens(),
        endpoints(Askers.byToken(desk), clock),
        Api::failures);
  }

  /** Everything that is answered. */
  public static List<Endpoint> endpoints(Askers askers, InstantSource clock) {
    return Stream.of(
            new AlertEndpoints(askers).all(),
            new SilenceEndpoints(askers).all(),
            new OnCallEndpoints(askers, clock).all(),
            new DeliveryEndpoints(askers).all(),
            new AuditEndpoints(askers).all(),
            new PlanEndpoints(askers, clock).all())
        .flatMap(List::stream)
        .toList();
  }

  /** How failures of the desk are answered. */
  public static void failures(RoutesConfig routes) {
    routes.exception(DeskUnavailableException.class, Api::unavailable);
  }

  private static void unavailable(DeskUnavailableException cause, Context context) {
    LOG.warn("{} was not answered: {}", context.path(), cause.getMessage());
    context.header("Retry-After", RETRY_AFTER_SECONDS);
    new Problem(
            503,
            "unavailable",
            "The database does not answer",
            "what was asked for is not known to be done; send it again with the same eventId")
        .answer(context);
  }
}
