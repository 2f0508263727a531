package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A pump that runs, is held for moments, gives a bolus, changes its syringe, loses power, its
 * counter or its concentration, and whose clock is wrong.
 */
final class ModelPump {
  private static final double KETAMINE_MG_PER_ML = 2;
  private static final double PROPOFOL_MG_PER_ML = 10;

  private final Random random;
  private final String device;
  private final Duration skew;
  private final int intervalSeconds;
  private final double saysConcentration;
  private final double counterError;
  private String drug = "Ketamine";
  private PumpStateRecord state = PumpStateRecord.RUN;
  private double rateMlPerHour;
  private double counterMl;
  private long sequence;

  ModelPump(Random random, String device, Duration skew) {
    this(
        random,
        device,
        skew,
        List.of(10, 15, 25, 45).get(random.nextInt(4)),
        List.of(1.0, 1.0, 0.7, 0.0).get(random.nextInt(4)));
  }

  private ModelPump(
      Random random, String device, Duration skew, int intervalSeconds, double saysConcentration) {
    this.random = random;
    this.device = device;
    this.skew = skew;
    this.intervalSeconds = intervalSeconds;
    this.saysConcentration = saysConcentration;
    this.counterError = random.nextInt(5) == 0 ? 1.5 : 1;
    this.rateMlPerHour = 6 * (1 + random.nextInt(10));
    this.counterMl = random.nextInt(3) == 0 ? 40 * random.nextDouble() : 0;
  }

  /** A pump with a sample a second that always says what it holds. */
  static ModelPump everySecond(Random random, String device) {
    return new ModelPump(random, device, Duration.ZERO, 1, 1);
  }

  /** Whether a session has to say what the pump holds. */
  boolean silentAboutConcentration() {
    return saysConcentration < 1;
  }

  List<Delivery> run(Instant from, Instant to) {
    List<Delivery> deliveries = new ArrayList<>();
    int elapsedSeconds = 0;
    for (Instant now = from; now.isBefore(to); now = now.plusSeconds(elapsedSeconds)) {
      happens();
      deliveries.add(sample(now));
      if (random.nextInt(50) == 0) {
        state = PumpStateRecord.STOP;
        deliveries.add(sample(now));
        state = PumpStateRecord.RUN;
      }
      elapsedSeconds = intervalSeconds > 1 && random.nextInt(40) == 0 ? 150 : intervalSeconds;
      if (state == PumpStateRecord.RUN
          || state == PumpStateRecord.BOLUS
          || state == PumpStateRecord.KVO) {
        counterMl += rateMlPerHour * elapsedSeconds / 3600 * counterError;
      }
    }
    return deliveries;
  }

  private void happens() {
    switch (random.nextInt(60)) {
      case 0, 1 -> state = PumpStateRecord.HOLD;
      case 2 -> {
        state = PumpStateRecord.BOLUS;
        rateMlPerHour = 300;
      }
      case 3 -> {
        state = PumpStateRecord.KVO;
        rateMlPerHour = 1;
      }
      case 4 -> counterMl = 0;
      case 5 -> {
        counterMl = 0;
        sequence = 0;
      }
      case 6 -> {
        drug = drug.equals("Ketamine") ? "Propofol" : "Ketamine";
        counterMl = random.nextBoolean() ? 0 : counterMl;
      }
      case 7, 8, 9, 10, 11, 12, 13, 14 -> {
        state = PumpStateRecord.RUN;
        rateMlPerHour = 6 * (1 + random.nextInt(10));
      }
      default -> {}
    }
  }

  private Delivery sample(Instant now) {
    Instant received = now.plusMillis(200 + random.nextInt(800));
    PumpSampleRecord.Builder sample =
        PumpSampleRecord.newBuilder()
            .setSite("clinic")
            .setDevice(device)
            .setSequence(sequence++)
            .setDeviceTime(now.plus(skew))
            .setReceivedTime(received)
            .setDrug(drug)
            .setState(state)
            .setRateMlPerHour(rateMlPerHour)
            .setProgrammedWeightKg(random.nextInt(100) == 0 ? 60.0 : 70.0);
    if (random.nextInt(25) != 0) {
      sample.setDeliveredNanolitres(Math.round(counterMl * 1e6));
    }
    if (random.nextDouble() < saysConcentration) {
      sample
          .setConcentrationPerMl(drug.equals("Ketamine") ? KETAMINE_MG_PER_ML : PROPOFOL_MG_PER_ML)
          .setConcentrationUnit("mg");
    }
    if (state == PumpStateRecord.HOLD && random.nextBoolean()) {
      sample.setAlarms(List.of(PumpAlarmRecord.OCCLUSION));
    }
    return new Delivery(Topic.PUMP_SAMPLES, device, sample.build(), now, received, false);
  }
}
