package io.rivulet.console.history;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import java.time.Duration;

/**
 * Who may ask for history, and how much at a time.
 *
 * @param tokens who
 * @param streams answers at a time, at least 1
 * @param limit time for one answer, at least 1 ms
 */
public record HistoryConfig(Tokens tokens, int streams, Duration limit) {
  /** Refuses limits that let nobody in. */
  public HistoryConfig {
    if (streams < 1 || limit.toMillis() < 1) {
      throw new IllegalArgumentException(
          "%d streams of %s: at least one of at least 1 ms".formatted(streams, limit));
    }
  }

  /** The settings named {@code console.history.} and {@code console.tokens}. */
  public static HistoryConfig from(Settings settings) {
    String setting = Catalogue.CONSOLE_TOKENS.name();
    return new HistoryConfig(
        Tokens.parse(setting, settings.find(Catalogue.CONSOLE_TOKENS).orElse("")),
        settings.get(Catalogue.CONSOLE_HISTORY_STREAMS_MAX),
        settings.get(Catalogue.CONSOLE_HISTORY_LIMIT));
  }
}
