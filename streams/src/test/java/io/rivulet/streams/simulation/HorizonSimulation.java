package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.LateSampleRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A session long enough that its beginning is folded away, some of whose samples come after that:
 * each is either in the dose or named as late, and none that is within the horizon is late.
 */
final class HorizonSimulation {
  /** A recount of thousands of samples after each of them would take minutes. */
  private static final int STEPS_A_RECOUNT = 40;

  private final SimulatedStreams streams;
  private final KnownFacts facts = new KnownFacts();
  private final Invariants invariants;
  private final Set<PumpSampleRecord> leftOut = new HashSet<>();
  private Instant latest = Instant.MIN;
  private Instant closed = Instant.MAX;
  private long stated;

  private HorizonSimulation(SimulatedStreams streams, ModelClinic clinic) {
    this.streams = streams;
    this.invariants = new Invariants(facts, clinic.limits());
  }

  /**
   * Runs one seed.
   *
   * @return how many samples came too late to count
   */
  static int run(Path directory, long seed) {
    ModelClinic clinic = ModelClinic.ofOneLongSession(new Random(seed));
    Schedule schedule = Schedule.beyondHorizon(clinic, new Random(seed + 1));
    Set<PumpSampleRecord> leftOut;
    Map<String, String> found;
    try (SimulatedStreams streams =
        new SimulatedStreams(
            directory.resolve("late" + seed), clinic.deliveries().get(0).arrives())) {
      HorizonSimulation simulation = new HorizonSimulation(streams, clinic);
      schedule.deliveries().forEach(simulation::step);
      simulation.recount();
      leftOut = simulation.leftOut;
      found = streams.statements().results();
    }
    found.keySet().removeIf(name -> name.startsWith(Topic.LATE_SAMPLES.name()));
    ModelClinic counted =
        clinic.without(
            delivery ->
                delivery.record() instanceof PumpSampleRecord sample && leftOut.contains(sample));
    assertThat(Simulation.differences(Simulation.asItHappened(directory, seed, counted), found))
        .as("seed %d: results against those of what was not late", seed)
        .isEmpty();
    return leftOut.size();
  }

  private void step(Delivery delivery) {
    streams.passTo(delivery.arrives());
    streams.deliver(delivery);
    if (delivery.record() instanceof PumpSampleRecord sample) {
      boolean repeat = facts.knows(sample) || leftOut.contains(sample);
      facts.take(delivery);
      late(sample, repeat, delivery.arrives());
      latest = sample.getDeviceTime().isAfter(latest) ? sample.getDeviceTime() : latest;
    } else {
      facts.take(delivery);
      if (delivery.record() instanceof SessionEventRecord event
          && event.getEvent() instanceof SessionClosed) {
        closed = event.getRecordedTime();
      }
    }
    if (++stated % STEPS_A_RECOUNT == 0) {
      recount();
    }
  }

  private void late(PumpSampleRecord sample, boolean repeat, Instant arrives) {
    Optional<LateSampleRecord> named =
        streams
            .statements()
            .all(Topic.LATE_SAMPLES, LateSampleRecord.class)
            .filter(late -> late.getDeviceTime().equals(sample.getDeviceTime()))
            .filter(late -> late.getSequence() == sample.getSequence())
            .findFirst();
    if (named.isEmpty()) {
      return;
    }
    boolean sessionOver = named.get().getLatestTime() == null;
    assertThat(
            sessionOver
                ? Duration.between(closed, arrives)
                : Duration.between(sample.getDeviceTime(), latest))
        .as("how late %s is, which is named as late", sample)
        .isGreaterThan(SimulatedStreams.HORIZON);
    if (!repeat) {
      leftOut.add(sample);
    }
    if (leftOut.contains(sample)) {
      facts.forget(sample);
    }
  }

  private void recount() {
    streams.pass(Duration.ofMillis(1_100));
    invariants.check(streams);
    facts.sessions().forEach(session -> invariants.check(session, streams.statements()));
  }
}
