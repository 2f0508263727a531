package io.rivulet.streams.simulation;

import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which order deliveries reach the topology, and what goes wrong on the way.
 *
 * @param steps in order
 */
record Schedule(List<Step> steps) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(8);
  private static final int LONGEST_UNCOMMITTED = 12;

  /** What happens next. */
  sealed interface Step {
    /**
     * A record arrives.
     *
     * @param delivery which, when
     */
    record Deliver(Delivery delivery) implements Step {}

    /** What was done so far survives a crash. */
    record Commit() implements Step {}

    /** The process ends without notice and another takes over. */
    record Crash() implements Step {}
  }

  /** Everything once, in the order in which it happened. */
  static Schedule calm(ModelClinic clinic) {
    return new Schedule(
        clinic.deliveries().stream().map(delivery -> (Step) new Step.Deliver(delivery)).toList());
  }

  /** Some of it late, some of it twice, all of it a little out of order, with crashes. */
  static Schedule disorderly(ModelClinic clinic, Random random) {
    List<Delivery> arriving = new ArrayList<>();
    for (Delivery delivery : clinic.deliveries()) {
      if (delivery.prompt()) {
        arriving.add(delivery);
        continue;
      }
      arriving.add(delayed(delivery, random, 10));
      while (random.nextInt(12) == 0) {
        arriving.add(delayed(delivery, random, 2));
      }
    }
    arriving.sort(Comparator.comparing(Delivery::arrives));
    return new Schedule(withCrashes(arriving, random));
  }

  /** In order but for some samples, which come when a session's horizon has passed, or twice. */
  static Schedule beyondHorizon(ModelClinic clinic, Random random) {
    List<Delivery> arriving = new ArrayList<>();
    for (Delivery delivery : clinic.deliveries()) {
      boolean held = delivery.topic() == Topic.PUMP_SAMPLES && random.nextInt(40) == 0;
      long delaySeconds = held ? 600 + random.nextInt(1500) : random.nextInt(3);
      arriving.add(delivery.arrivingAt(delivery.arrives().plusSeconds(delaySeconds)));
      if (random.nextInt(60) == 0) {
        arriving.add(delivery.arrivingAt(delivery.arrives().plusSeconds(random.nextInt(1500))));
      }
    }
    arriving.sort(Comparator.comparing(Delivery::arrives));
    return new Schedule(
        arriving.stream().map(delivery -> (Step) new Step.Deliver(delivery)).toList());
  }

  /** What arrives, in order. */
  List<Delivery> deliveries() {
    return steps.stream()
        .filter(Step.Deliver.class::isInstance)
        .map(step -> ((Step.Deliver) step).delivery())
        .toList();
  }

  private static Delivery delayed(Delivery delivery, Random random, int oneIn) {
    long atMostMillis = random.nextInt(oneIn) == 0 ? LONGEST_DELAY.toMillis() : 30_000;
    Instant arrives = delivery.arrives().plusMillis(random.nextInt((int) atMostMillis));
    return delivery.arrivingAt(arrives);
  }

  private static List<Step> withCrashes(List<Delivery> arriving, Random random) {
    Set<Integer> crashes = new TreeSet<>();
    Set<Integer> commits = new TreeSet<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      int crash = 1 + random.nextInt(arriving.size() - 1);
      crashes.add(crash);
      commits.add(Math.max(0, crash - random.nextInt(LONGEST_UNCOMMITTED)));
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < arriving.size(); i++) {
      if (crashes.contains(i)) {
        steps.add(new Step.Crash());
      }
      if (commits.contains(i)) {
        steps.add(new Step.Commit());
      }
      steps.add(new Step.Deliver(arriving.get(i)));
    }
    return steps;
  }
}
