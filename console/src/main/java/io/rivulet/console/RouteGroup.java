package io.rivulet.console;

import io.rivulet.console.access.ConsoleRoute;
import java.util.List;

/** What one part of the console answers. */
public interface RouteGroup extends AutoCloseable {
  /** Its routes; asked for once. */
  List<ConsoleRoute> routes();

  /** Ends what is being answered. */
  @Override
  default void close() {}
}
