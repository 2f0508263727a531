package io.rivulet.console.alerting;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.rivulet.alerting.http.Api;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Problem;
import io.rivulet.runtime.http.Tokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Alerting's API, for whoever is signed in: each thing as {@link AlertingRules} has it, at their
 * sites only, and kept under their name. Mistakes are answered as the API answers them, RFC 9457.
 */
public final class AlertingRoutes implements RouteGroup {
  private static final String JSON = "application/json";

  private final AlertingAccess access;
  private final AlertingTrail trail;
  private final InstantSource clock;

  /**
   * Over desks.
   *
   * @param audit keeps what is asked, by whom, before it is
   */
  public AlertingRoutes(AlertingAccess access, ConsoleAudit audit, InstantSource clock) {
    this.access = access;
    this.trail = new AlertingTrail(access.desks(), audit);
    this.clock = clock;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return Api.endpoints(new AskingCaller(access.desks()), clock).stream()
        .map(this::route)
        .toList();
  }

  private ConsoleRoute route(Endpoint endpoint) {
    AlertingRules.Rule rule = AlertingRules.of(endpoint);
    // Named at the start, so that one without a name is found there and not by whoever acts.
    Optional<String> deed =
        endpoint.records() ? Optional.of(AlertingRules.deed(endpoint)) : Optional.empty();
    return ConsoleRoute.of(
        endpoint,
        rule.permission(),
        rule.sites(),
        endpoint.form().isPresent()
            ? context -> act(endpoint, deed, context)
            : context -> answer(endpoint, context));
  }

  private void act(Endpoint endpoint, Optional<String> deed, Context context) throws Exception {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      new Problem(415, "not-json", "It is not JSON", "send the body as " + JSON).answer(context);
      return;
    }
    Optional<String> refusal = endpoint.records() ? access.refusal().get() : Optional.empty();
    if (refusal.isPresent()) {
      new Problem(409, "not-here", "Nobody may act here now", refusal.get()).answer(context);
    } else {
      if (deed.isPresent()) {
        trail.record(deed.get(), context);
      }
      answer(endpoint, context);
    }
  }

  private static void answer(Endpoint endpoint, Context context) throws Exception {
    context.header("Cache-Control", "no-store");
    ApiServer.identify(context, new Tokens.Bearer(Caller.of(context).name(), true));
    try {
      ApiServer.answer(endpoint, context);
    } catch (HttpResponseException e) {
      ApiServer.refused(e, context);
    }
  }
}
