package io.rivulet.benchmarks;

import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Publishes at a fixed rate, whatever becomes of it, and then waits until all is visible. */
final class FixedRate {
  private static final Duration DRAIN = Duration.ofMinutes(3);

  private final List<Bed> beds;
  private final DevicePublisher publisher;
  private final DoseWatch watch;
  private final InstantSource clock;
  private long sequence;

  FixedRate(List<Bed> beds, DevicePublisher publisher, DoseWatch watch, InstantSource clock) {
    this.beds = beds;
    this.publisher = publisher;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * What a rate led to.
   *
   * @param publishedPerSecond messages a second that the devices got rid of
   * @param underWay messages published and not visible when publishing ended
   * @param sortedLatenciesMillis from due to visible, of every message
   */
  record Outcome(double publishedPerSecond, long underWay, double[] sortedLatenciesMillis) {
    double latencyMillis(double share) {
      int last = sortedLatenciesMillis.length - 1;
      return sortedLatenciesMillis[(int) Math.round(share * last)];
    }

    boolean held(int rate) {
      return underWay < rate && publishedPerSecond > 0.98 * rate;
    }
  }

  /** A message's device time is when it is due, so a device that is made to wait counts as late. */
  Outcome run(int ratePerSecond, int seconds) throws InterruptedException {
    int count = ratePerSecond * seconds;
    Instant start = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long startNanos = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long dueNanos = i * 1_000_000_000L / ratePerSecond;
      long wait = startNanos + dueNanos - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      Bed bed = beds.get((int) (sequence % beds.size()));
      Instant due = start.plusNanos(dueNanos).truncatedTo(ChronoUnit.MICROS);
      watch.expect(bed, due);
      byte[] payload = PayloadCodec.json(bed.message(due, sequence / beds.size()));
      publisher.publish(
          new DeviceMessage(Bed.site(), bed.device(), PayloadKind.PUMP, payload, false));
      sequence++;
    }
    double published = count * 1e9 / (System.nanoTime() - startNanos);
    long underWay = watch.awaited();
    double unused = new Pace("doses visible", count, DRAIN).follow(() -> count - watch.awaited());
    return new Outcome(published, underWay, watch.takeSortedLatenciesMillis());
  }
}
