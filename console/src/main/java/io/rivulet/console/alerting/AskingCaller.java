package io.rivulet.console.alerting;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.AlertDesks;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.http.Askers;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import java.util.Objects;

/** Whoever the gate let pass, at the sites where they have the permission of the route. */
final class AskingCaller implements Askers {
  private final AlertDesks desks;

  AskingCaller(AlertDesks desks) {
    this.desks = Objects.requireNonNull(desks, "desks");
  }

  @Override
  public AlertDesk desk(Context context) {
    Permission permission =
        context.routeRoles().stream()
            .filter(Permission.class::isInstance)
            .map(Permission.class::cast)
            .findFirst()
            .orElseThrow();
    return desks.at(sites(Caller.of(context).sites(permission)));
  }

  @Override
  public String by(Context context) {
    return Caller.of(context).name();
  }

  /** The same as alerting has it. */
  static Sites sites(SiteScope scope) {
    return scope instanceof SiteScope.Only only ? Sites.of(only.sites()) : Sites.ALL;
  }
}
