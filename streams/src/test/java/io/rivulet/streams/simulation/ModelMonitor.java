package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A monitor with a cuff, sometimes an arterial line, and now and then an artefact. */
final class ModelMonitor {
  private final Random random;
  private final String device;
  private final Duration skew;
  private final boolean arterial;
  private double systolic = 135;
  private long sequence;

  ModelMonitor(Random random, String device, Duration skew) {
    this.random = random;
    this.device = device;
    this.skew = skew;
    this.arterial = random.nextInt(3) == 0;
  }

  List<Delivery> run(Instant from, Instant to) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Instant now = from; now.isBefore(to); now = now.plusSeconds(pause())) {
      systolic += (random.nextDouble() - 0.5) * 24 + (140 - systolic) * 0.05;
      deliveries.add(sample(now));
    }
    return deliveries;
  }

  private long pause() {
    return arterial ? 20 : 60 + random.nextInt(240);
  }

  private Delivery sample(Instant now) {
    Instant received = now.plusMillis(200 + random.nextInt(800));
    List<PressureRecord> pressures = new ArrayList<>();
    pressures.add(pressure("NIBP"));
    if (arterial) {
      pressures.add(pressure("ART"));
    }
    VitalsSampleRecord sample =
        VitalsSampleRecord.newBuilder()
            .setSite("clinic")
            .setDevice(device)
            .setSequence(sequence++)
            .setDeviceTime(now.plus(skew))
            .setReceivedTime(received)
            .setPressures(pressures)
            .setHeartRatePerMinute(60.0 + random.nextInt(80))
            .setSpo2Percent(random.nextInt(20) == 0 ? null : 90.0 + random.nextInt(11))
            .setRespiratoryRatePerMinute(8.0 + random.nextInt(20))
            .build();
    return new Delivery(Topic.VITALS_SAMPLES, device, sample, now, received, false);
  }

  private PressureRecord pressure(String source) {
    return switch (random.nextInt(25)) {
      case 0 -> of(source, 11647.0, null, null);
      case 1 -> of(source, null, 80.0, null);
      case 2 -> of(source, 100.0, 110.0, null);
      case 3 -> of(source, 60.0 + random.nextInt(40), null, null);
      default -> {
        double value = Math.max(50, Math.rint(systolic));
        yield of(source, value, value - 40, value - 25);
      }
    };
  }

  private static PressureRecord of(String source, Double systolic, Double diastolic, Double mean) {
    return new PressureRecord(source, systolic, diastolic, mean);
  }
}
