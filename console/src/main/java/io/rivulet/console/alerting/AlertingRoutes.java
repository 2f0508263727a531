package io.rivulet.console.alerting;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.rivulet.alerting.http.Api;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Problem;
import io.rivulet.runtime.http.Tokens;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Alerting's API as the page uses it, under the name of whoever asks. Mistakes are answered as the
 * API answers them, RFC 9457.
 */
public final class AlertingRoutes implements RouteGroup {
  private static final String JSON = "application/json";

  private final AlertingAccess access;
  private final InstantSource clock;

  /** Over a desk. */
  public AlertingRoutes(AlertingAccess access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return Api.endpoints(access.desk(), clock).stream().map(this::route).toList();
  }

  private ConsoleRoute route(Endpoint endpoint) {
    if (endpoint.form().isPresent()) {
      return ConsoleRoute.post(
          endpoint.path(),
          Permission.ACT_ON_ALERTS,
          ConsoleRoute.SiteRule.OF_ITS_SITE,
          endpoint.summary(),
          context -> act(endpoint, context));
    }
    return ConsoleRoute.get(
        endpoint.path(),
        Permission.SEE_ALERTS,
        ConsoleRoute.SiteRule.FILTERED,
        endpoint.summary(),
        context -> {
          context.header("Cache-Control", "no-store");
          ApiServer.answer(endpoint, context);
        });
  }

  /** JSON in the body is what no form of another site can send through a visitor's browser. */
  private void act(Endpoint endpoint, Context context) throws Exception {
    context.header("Cache-Control", "no-store");
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      new Problem(415, "not-json", "It is not JSON", "send the body as " + JSON).answer(context);
      return;
    }
    try {
      Caller caller = Caller.of(context);
      ApiServer.identify(context, new Tokens.Bearer(caller.name(), true));
      Optional<String> refusal = endpoint.records() ? access.refusal().get() : Optional.empty();
      if (refusal.isPresent()) {
        new Problem(409, "not-here", "Nobody may act here now", refusal.get()).answer(context);
      } else {
        ApiServer.answer(endpoint, context);
      }
    } catch (HttpResponseException e) {
      ApiServer.refused(e, context);
    }
  }
}
