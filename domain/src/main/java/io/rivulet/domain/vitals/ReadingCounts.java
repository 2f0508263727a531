package io.rivulet.domain.vitals;

/**
 * What became of readings.
 *
 * @param readings distinct ones, the implausible ones too
 * @param rejected implausible ones
 * @param withoutLimits ones of which no limits profile said anything
 * @param withoutBaseline ones that relative limits did not judge, for want of a baseline
 * @param settledUnconfirmed runs beyond a warning that came to nothing
 */
public record ReadingCounts(
    long readings,
    long rejected,
    long withoutLimits,
    long withoutBaseline,
    long settledUnconfirmed) {
  /** Before the first reading. */
  public static final ReadingCounts ZERO = new ReadingCounts(0, 0, 0, 0, 0);

  ReadingCounts plusRejected() {
    return new ReadingCounts(
        readings + 1, rejected + 1, withoutLimits, withoutBaseline, settledUnconfirmed);
  }

  ReadingCounts plusJudged(boolean limited, boolean lacksBaseline, int unconfirmed) {
    return new ReadingCounts(
        readings + 1,
        rejected,
        withoutLimits + (limited ? 0 : 1),
        withoutBaseline + (lacksBaseline ? 1 : 0),
        settledUnconfirmed + unconfirmed);
  }
}
