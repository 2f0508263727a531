package io.rivulet.console;

import io.javalin.config.RoutesConfig;

/** Paths that the console answers besides its own, with a guard of their own. */
public interface RouteGroup extends AutoCloseable {
  /** Adds them to the server. */
  void addTo(RoutesConfig routes);

  /** Ends what is being answered. */
  @Override
  void close();
}
