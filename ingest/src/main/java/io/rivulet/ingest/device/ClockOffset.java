package io.rivulet.ingest.device;

/**
 * Estimates how far a device's clock is ahead of the receipt clock, in microseconds.
 *
 * <p>Each sample shows its device time less its receipt time. Transport and buffering can only make
 * that less than the clock's true offset, never more, so the greatest is the best. It is taken over
 * stretches of receipt time, of at least three samples each, and of those only one is kept.
 *
 * <ul>
 *   <li>A greater difference is believed at once: it cannot be the way's doing.
 *   <li>A lesser one is believed only when two successive stretches end in about the same. A clock
 *       that was set back does so. A stored backlog does not: while it is sent, device time runs
 *       faster than receipt (or backwards, newest first), and each stretch ends elsewhere. The same
 *       holds for the first estimate, for which a sixth of a stretch is enough.
 * </ul>
 *
 * <p>What this cannot tell from a clock that is behind is a device whose every message is held up
 * by the same time, or a backlog sent at the pace at which it was recorded.
 */
final class ClockOffset {
  private static final int SAMPLES_MIN = 3;
  private static final int FIRST_IS_SHORTER_BY = 6;

  private boolean known;
  private long estimate;
  private long spread;

  private long started;
  private long samples;
  private long greatest;
  private long least;

  private boolean afterAnother;
  private long greatestBefore;

  /**
   * Takes one sample into account. One received before the running stretch began, such as from a
   * spool, says nothing of the clock as it is now and is passed over.
   *
   * @param deviceMicros its device time
   * @param receivedMicros its receipt
   * @param stretchMicros how long a stretch is
   * @param agreementMicros how close the ends of two stretches have to be
   */
  void compare(long deviceMicros, long receivedMicros, long stretchMicros, long agreementMicros) {
    if (samples > 0 && receivedMicros < started) {
      return;
    }
    long needed = known ? stretchMicros : stretchMicros / FIRST_IS_SHORTER_BY;
    if (samples >= SAMPLES_MIN && receivedMicros - started >= needed) {
      endStretch(agreementMicros);
    }
    long difference = deviceMicros - receivedMicros;
    if (samples == 0) {
      started = receivedMicros;
      greatest = difference;
      least = difference;
    }
    samples++;
    greatest = Math.max(greatest, difference);
    least = Math.min(least, difference);
    if (known) {
      estimate = Math.max(estimate, difference);
    }
  }

  private void endStretch(long agreementMicros) {
    if (afterAnother && Math.abs(greatest - greatestBefore) <= agreementMicros) {
      known = true;
      estimate = Math.max(greatest, greatestBefore);
      // The stretch before may hold the end of a backlog, which says nothing of the clock.
      spread = estimate - least;
    }
    afterAnother = true;
    greatestBefore = greatest;
    samples = 0;
  }

  /** Whether there is an estimate. */
  boolean known() {
    return known;
  }

  /** The estimate, where known: device clock less receipt clock. */
  long offsetMicros() {
    return estimate;
  }

  /**
   * How far differences lay below the estimate in the last stretch that agreed with the one before,
   * where known.
   */
  long spreadMicros() {
    return spread;
  }
}
