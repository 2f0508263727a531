package io.rivulet.console.access;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import java.util.Optional;

/** Knows people: finds out who asks, lets them in and out, and keeps what they did. */
public interface Access extends RouteGroup {
  /**
   * Who asks.
   *
   * @return empty where nobody is signed in
   * @throws io.rivulet.console.http.RefusedException where they are known and must not ask like
   *     this: from another site's page, or too often
   */
  Optional<Caller> caller(Context context);

  /** Keeps what people do. */
  ConsoleAudit audit();
}
