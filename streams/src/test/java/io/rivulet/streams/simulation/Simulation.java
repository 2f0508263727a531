package io.rivulet.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One clinic, run twice: as it happened, and in disorder. Both must come to the same. */
final class Simulation {
  /** Dose statements are collected for up to 100 ms; limits are looked for once a second. */
  private static final Duration UNTIL_STATED = Duration.ofMillis(150);

  private static final Duration UNTIL_JUDGED = Duration.ofMillis(1_100);

  private final Path directory;
  private final long seed;

  private Simulation(Path directory, long seed) {
    this.directory = directory;
    this.seed = seed;
  }

  /**
   * Runs one seed.
   *
   * @return how many steps were checked
   * @throws AssertionError naming the seed and the step
   */
  static int run(Path directory, long seed) {
    return new Simulation(directory, seed).run();
  }

  private int run() {
    ModelClinic clinic = ModelClinic.of(new Random(seed), ModelClinic.ONE_MORNING);
    Schedule disorderly = Schedule.disorderly(clinic, new Random(seed + 1));
    Map<String, String> expected = asItHappened(clinic);
    Map<String, String> found = results(clinic, disorderly, "in disorder", true);
    assertThat(differences(expected, found))
        .as("results that differ from those of what happened, %s", repeat())
        .isEmpty();
    return disorderly.steps().size();
  }

  private Map<String, String> asItHappened(ModelClinic clinic) {
    return results(clinic, Schedule.calm(clinic), "as it happened", false);
  }

  /** What a clinic comes to where nothing goes wrong. */
  static Map<String, String> asItHappened(Path directory, long seed, ModelClinic clinic) {
    return new Simulation(directory, seed).asItHappened(clinic);
  }

  /** Results that differ, each with what was found and what was expected. */
  static List<String> differences(Map<String, String> expected, Map<String, String> found) {
    Set<String> names = new TreeSet<>(expected.keySet());
    names.addAll(found.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
        .map(name -> name + "\n  was " + found.get(name) + "\n  not " + expected.get(name))
        .toList();
  }

  private String repeat() {
    return "seed " + seed + ": repeat with -Dsimulation.seed=" + seed;
  }

  private Map<String, String> results(
      ModelClinic clinic, Schedule schedule, String name, boolean checked) {
    Path state = temporary();
    KnownFacts facts = new KnownFacts();
    Invariants invariants = new Invariants(facts, clinic.limits());
    int number = 0;
    List<Delivery> all = clinic.deliveries();
    Instant start = all.get(0).arrives();
    try (SimulatedStreams streams = new SimulatedStreams(state, start)) {
      for (Schedule.Step step : schedule.steps()) {
        number++;
        Set<String> concerned = apply(step, streams, facts);
        if (checked) {
          invariants.check(streams);
          concerned.forEach(session -> invariants.check(session, streams.statements()));
        }
      }
      streams.pass(UNTIL_JUDGED);
      invariants.check(streams);
      facts.sessions().forEach(session -> invariants.check(session, streams.statements()));
      return streams.statements().results();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "%s, step %d of %d %s (%s): %s"
              .formatted(
                  repeat(),
                  number,
                  schedule.steps().size(),
                  name,
                  schedule.steps().get(Math.max(0, number - 1)),
                  e.getMessage()),
          e);
    }
  }

  private static Set<String> apply(Schedule.Step step, SimulatedStreams streams, KnownFacts facts) {
    if (step instanceof Schedule.Step.Deliver deliver) {
      Delivery delivery = deliver.delivery();
      streams.passTo(delivery.arrives());
      streams.deliver(delivery);
      streams.pass(delivery.topic() == Topic.LIMITS ? UNTIL_JUDGED : UNTIL_STATED);
      return facts.take(delivery);
    } else if (step instanceof Schedule.Step.Commit) {
      streams.commit();
      return Set.of();
    }
    streams.crash();
    streams.pass(UNTIL_JUDGED);
    return facts.sessions();
  }

  private Path temporary() {
    try {
      return Files.createTempDirectory(directory, "state");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
