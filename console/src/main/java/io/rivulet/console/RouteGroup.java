package io.rivulet.console;

import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.stream.LiveTopic;
import java.util.List;

/** What one part of the console answers. */
public interface RouteGroup extends AutoCloseable {
  /** Its routes; asked for once. */
  List<ConsoleRoute> routes();

  /** What pages may follow of it over the live stream; asked for once. */
  default List<LiveTopic> topics() {
    return List.of();
  }

  /** Ends what is being answered. */
  @Override
  default void close() {}
}
