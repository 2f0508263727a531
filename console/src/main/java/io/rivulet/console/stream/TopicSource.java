package io.rivulet.console.stream;

import io.rivulet.console.access.Caller;
import java.util.Optional;

/** Where topics come from that are one of many, such as {@code session:s-17}. */
public interface TopicSource {
  /** What their names begin with, before the colon. */
  String kind();

  /**
   * The channel of one.
   *
   * @param name what follows the colon
   * @return empty where there is none, or the caller may not follow it: they look alike
   */
  Optional<Channel> find(String name, Caller caller);
}
