package io.rivulet.console.access;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Arrays;
import java.util.List;

/** Stands before every route: nothing is answered that it did not let pass. */
public final class Gate {
  private static final Caller ANYBODY =
      new Caller(
          "console",
          "Console",
          Arrays.stream(ConsoleRole.values())
              .map(role -> new Grant(role, new SiteScope.All()))
              .toList());

  /**
   * Finds out who asks, and whether they may.
   *
   * @throws NotFoundResponse where the route says nothing of who may
   */
  public void pass(Context context) {
    if (List.copyOf(context.routeRoles()).isEmpty()) {
      throw new NotFoundResponse();
    }
    ANYBODY.attachTo(context);
  }
}
