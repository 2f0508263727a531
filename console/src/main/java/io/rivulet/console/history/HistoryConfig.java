package io.rivulet.console.history;

import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * How much history is answered at a time.
 *
 * @param streams answers at a time, at least 1
 * @param limit time for one answer, at least 1 ms
 * @param outcomes at which scores a site speaks of remission
 */
public record HistoryConfig(int streams, Duration limit, OutcomeRules outcomes) {
  /** The same, with common practice for remission. */
  public HistoryConfig(int streams, Duration limit) {
    this(streams, limit, OutcomeRules.COMMON_PRACTICE);
  }

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
        settings.get(Catalogue.CONSOLE_HISTORY_LIMIT),
        new OutcomeRules(
            Map.of(
                Instrument.PHQ_9,
                settings.get(Catalogue.OUTCOME_REMISSION_PHQ9),
                Instrument.MADRS,
                settings.get(Catalogue.OUTCOME_REMISSION_MADRS))));
  }
}
