package io.rivulet.console.history;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.time.Duration;

/**
 * How much history is answered at a time.
 *
 * @param streams answers at a time, at least 1
 * @param limit time for one answer, at least 1 ms
 */
public record HistoryConfig(int streams, Duration limit) {
  /** Refuses limits that let nobody in. */
  public HistoryConfig {
    if (streams < 1 || limit.toMillis() < 1) {
      throw new IllegalArgumentException(
          "%d streams of %s: at least one of at least 1 ms".formatted(streams, limit));
    }
  }

  /** The settings named {@code console.history.}. */
  public static HistoryConfig from(Settings settings) {
    return new HistoryConfig(
        settings.get(Catalogue.CONSOLE_HISTORY_STREAMS_MAX),
        settings.get(Catalogue.CONSOLE_HISTORY_LIMIT));
  }
}
