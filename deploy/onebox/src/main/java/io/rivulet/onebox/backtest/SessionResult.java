package io.rivulet.onebox.backtest;

import java.time.Instant;
import java.util.List;

/**
 * One session under both sets of limits.
 *
 * @param session which
 * @param site the clinic; empty where its opening is not known
 * @param start device time of its earliest sample; when it was recorded where there is none
 * @param end device time of its latest sample; {@code start} where there is none
 * @param samples samples that were judged
 * @param fired what was stated at the time
 * @param again what the limits of the time lead to now
 * @param would what the tried limits lead to
 * @param pairs each finding that fired or would have, once
 * @param differences findings in which {@code fired} and {@code again} differ; empty where history
 *     and rules agree
 * @param setAside records that a run could not read or judge
 */
public record SessionResult(
    String session,
    String site,
    Instant start,
    Instant end,
    long samples,
    Statements fired,
    Statements again,
    Statements would,
    List<Pair> pairs,
    List<Pair> differences,
    long setAside) {
  /** Copies the lists. */
  public SessionResult {
    pairs = List.copyOf(pairs);
    differences = List.copyOf(differences);
  }

  /** How many findings relate in this way. */
  public long count(Pair.Outcome outcome) {
    return pairs.stream().filter(pair -> pair.outcome() == outcome).count();
  }

  /** Whether the tried limits lead to anything else than what fired. */
  public boolean differs() {
    return count(Pair.Outcome.SAME) < pairs.size()
        || fired.unconfirmed() != would.unconfirmed()
        || fired.notEvaluable() != would.notEvaluable();
  }

  /** Whether what was stated at the time is not what the same limits lead to now. */
  public boolean historyDiffers() {
    return !differences.isEmpty() || fired.unconfirmed() != again.unconfirmed();
  }
}
