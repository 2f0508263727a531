package io.rivulet.store.read;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of the pressure readings of one source in one session.
 *
 * @param session the session
 * @param source NIBP or ART
 * @param revision of this statement
 * @param readings distinct readings, the implausible ones too
 * @param rejected readings refused as implausible
 * @param unconfirmed readings beyond a warning limit that no second one confirmed
 * @param duplicates repeats left out
 * @param notEvaluable readings that no limits profile was there to judge
 * @param latest the latest plausible reading; empty where there is none
 * @param late readings that came later than the horizon and are not included
 * @param baseline the subject's baseline; empty where there is none
 * @param notEvaluableReason why a limit could not be judged; empty where all could
 */
public record TallyRow(
    String session,
    String source,
    long revision,
    long readings,
    long rejected,
    long unconfirmed,
    long duplicates,
    long notEvaluable,
    Optional<PressureRow> latest,
    long late,
    Optional<Baseline> baseline,
    Optional<String> notEvaluableReason) {
  /**
   * What relative limits are worked out from, mmHg.
   *
   * @param systolic peak
   * @param diastolic trough
   * @param mean mean
   */
  public record Baseline(OptionalDouble systolic, OptionalDouble diastolic, OptionalDouble mean) {
    boolean isEmpty() {
      return systolic.isEmpty() && diastolic.isEmpty() && mean.isEmpty();
    }
  }
}
