package io.rivulet.domain.series;

import java.util.EnumMap;
import java.util.Map;

/**
 * At which total a site speaks of remission. Response needs no setting: at least 50 % lower than
 * the baseline.
 *
 * @param remissionAtMost by instrument, inclusive
 */
public record OutcomeRules(Map<Instrument, Integer> remissionAtMost) {
  /** PHQ-9 4 and MADRS 10: common practice, not a recommendation. */
  public static final OutcomeRules COMMON_PRACTICE =
      new OutcomeRules(Map.of(Instrument.PHQ_9, 4, Instrument.MADRS, 10));

  /** Refuses an instrument without a threshold and a threshold off its scale. */
  public OutcomeRules {
    for (Instrument instrument : Instrument.values()) {
      Integer threshold = remissionAtMost.get(instrument);
      if (threshold == null) {
        throw new IllegalArgumentException("no remission threshold for " + instrument.code());
      }
      instrument.score(threshold);
    }
    remissionAtMost = Map.copyOf(new EnumMap<>(remissionAtMost));
  }
}
