package io.rivulet.benchmarks;

import io.rivulet.schemas.mqtt.PressurePayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Pumps that publish once a second each, and between them, evenly, monitors whose first reading is
 * far beyond a critical limit: one each, so that each leads to one alert.
 */
final class CrossingLoad {
  private final DevicePublisher publisher;
  private final AlertHops hops;
  private final InstantSource clock;

  CrossingLoad(DevicePublisher publisher, AlertHops hops, InstantSource clock) {
    this.publisher = publisher;
    this.hops = hops;
    this.clock = clock;
  }

  /**
   * Publishes.
   *
   * @param pumps that have not published before
   * @param crossing beds whose monitors cross, each once
   * @return messages a second that the devices got rid of
   */
  double run(List<Bed> pumps, int seconds, List<Bed> crossing) throws InterruptedException {
    int ratePerSecond = pumps.size();
    int count = ratePerSecond * seconds;
    int sequence = 0;
    Instant start = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long startNanos = System.nanoTime();
    int crossed = 0;
    for (int i = 0; i < count; i++) {
      long dueNanos = i * 1_000_000_000L / ratePerSecond;
      long wait = startNanos + dueNanos - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      Instant due = start.plusNanos(dueNanos).truncatedTo(ChronoUnit.MICROS);
      if ((long) crossed * count <= (long) i * crossing.size() && crossed < crossing.size()) {
        cross(crossing.get(crossed++), due);
      } else {
        Bed bed = pumps.get(sequence % pumps.size());
        publish(
            bed.device(),
            PayloadKind.PUMP,
            PayloadCodec.json(bed.message(due, sequence / pumps.size())));
        sequence++;
      }
    }
    return count * 1e9 / (System.nanoTime() - startNanos);
  }

  private void cross(Bed bed, Instant due) throws InterruptedException {
    hops.due(bed.session().value(), due);
    publish(
        bed.monitor(),
        PayloadKind.VITALS,
        PayloadCodec.json(
            VitalsPayload.newBuilder()
                .setSite(Bed.site())
                .setDevice(bed.monitor().value())
                .setTime(due)
                .setSequence(0)
                .setNibp(
                    PressurePayload.newBuilder()
                        .setSystolic(210.0)
                        .setDiastolic(95.0)
                        .setMean(130.0)
                        .setUnit("mm[Hg]")
                        .build())
                .build()));
  }

  private void publish(io.rivulet.domain.device.DeviceId device, PayloadKind kind, byte[] payload)
      throws InterruptedException {
    publisher.publish(new DeviceMessage(Bed.site(), device, kind, payload, false));
  }
}
