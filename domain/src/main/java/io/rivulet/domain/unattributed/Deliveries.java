package io.rivulet.domain.unattributed;

import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.watch.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * When a pump delivered, by its own clock, whether or not it served a session. A sample shows
 * delivery when the pump runs or gives a bolus at a flow above 0; where it reports no flow, when
 * its counter rose since the latest sample not long before. Keeping the vein open alone is none.
 *
 * <p>A function of the set of samples, whatever their order, for pumps that report a flow. Of one
 * that reports none a late sample shows nothing, because what the counter was before it is gone.
 *
 * @param times at which a sample showed delivery
 * @param latest the latest time at which a sample showed anything; {@link Instant#MIN} before the
 *     first
 * @param latestNanolitres the counter then
 */
public record Deliveries(Receipts times, Instant latest, OptionalLong latestNanolitres) {
  /** Before the first sample. */
  public static final Deliveries NONE =
      new Deliveries(Receipts.NONE, Instant.MIN, OptionalLong.empty());

  /**
   * With one more sample.
   *
   * @param time by the pump's clock
   * @param state what the pump was doing
   * @param rateMlPerHour the flow
   * @param nanolitres the volume counter
   */
  public Deliveries with(
      Instant time,
      PumpState state,
      OptionalDouble rateMlPerHour,
      OptionalLong nanolitres,
      UnattributedRules rules) {
    boolean next = time.isAfter(latest);
    boolean shows =
        rateMlPerHour.isPresent()
            ? rateMlPerHour.getAsDouble() > 0
                && (state == PumpState.RUN || state == PumpState.BOLUS)
            : next && state != PumpState.KVO && counterRose(time, nanolitres, rules);
    Receipts more = shows ? times.with(time, rules.pause()) : times;
    return next
        ? new Deliveries(more, time, nanolitres)
        : new Deliveries(more, latest, latestNanolitres);
  }

  private boolean counterRose(Instant time, OptionalLong nanolitres, UnattributedRules rules) {
    return latestNanolitres.isPresent()
        && nanolitres.isPresent()
        && nanolitres.getAsLong() > latestNanolitres.getAsLong()
        && Duration.between(latest, time).compareTo(rules.pause()) <= 0;
  }

  /** Whether another tells the same but for how long the latest delivery has gone on. */
  public boolean differs(Deliveries other) {
    return times.gapsDiffer(other.times);
  }
}
