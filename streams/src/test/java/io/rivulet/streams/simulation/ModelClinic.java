package io.rivulet.streams.simulation;

import io.rivulet.schemas.serde.TrustedRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A clinic made up from a seed: everything that its devices and its people put into topics, in the
 * order in which it happened.
 *
 * @param deliveries by when they occurred
 * @param limits every version of the profile
 */
record ModelClinic(List<Delivery> deliveries, List<WardLimits> limits) {
  static final Instant ONE_MORNING = Instant.parse("2026-03-01T08:00:00Z");

  /** One long session whose pump sends a sample a second. */
  static ModelClinic ofOneLongSession(Random random) {
    TrustedRecords.declare();
    WardLimits limits = new WardLimits("ward", 1, ONE_MORNING, 155, 85);
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(limits.delivery(ONE_MORNING, true));
    deliveries.addAll(ModelSession.longOne(random, "s0", ONE_MORNING.plusSeconds(10)));
    deliveries.sort(Comparator.comparing(Delivery::arrives));
    return new ModelClinic(List.copyOf(deliveries), List.of(limits));
  }

  /** This clinic without some of what happened. */
  ModelClinic without(Predicate<Delivery> left) {
    return new ModelClinic(deliveries.stream().filter(left.negate()).toList(), limits);
  }

  static ModelClinic of(Random random, Instant opens) {
    TrustedRecords.declare();
    List<Delivery> deliveries = new ArrayList<>();
    List<WardLimits> limits = new ArrayList<>();
    limits.add(new WardLimits("ward", 1, opens, 155, 85));
    deliveries.add(limits.get(0).delivery(opens, true));
    int versions = 1 + random.nextInt(3);
    for (int version = 2; version <= versions; version++) {
      Instant from = opens.plusSeconds(300 + random.nextInt(2400));
      WardLimits changed =
          new WardLimits("ward", version, from, 140 + random.nextInt(30), 80 + random.nextInt(10));
      limits.add(changed);
      deliveries.add(changed.delivery(from.minusSeconds(random.nextInt(120)), false));
    }
    int sessions = 2 + random.nextInt(2);
    for (int i = 0; i < sessions; i++) {
      Instant start = opens.plus(Duration.ofSeconds(60 + random.nextInt(600)));
      deliveries.addAll(ModelSession.of(random, "s" + i, start));
    }
    deliveries.sort(Comparator.comparing(Delivery::arrives));
    return new ModelClinic(List.copyOf(deliveries), List.copyOf(limits));
  }
}
