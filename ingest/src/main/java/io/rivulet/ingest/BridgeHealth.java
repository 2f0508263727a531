package io.rivulet.ingest;

import io.rivulet.runtime.health.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a bridge is.
 *
 * @param alive whether every thread lives and makes progress; a bridge that is not alive should be
 *     restarted
 * @param kafkaAnswers whether Kafka answered when last asked, a few seconds ago
 * @param kafkaError what last went wrong with Kafka, even where it is over
 * @param configurationError why the last change of configuration was refused, where it was
 * @param lanes each connection
 */
public record BridgeHealth(
    boolean alive,
    boolean kafkaAnswers,
    Optional<String> kafkaError,
    Optional<String> configurationError,
    List<LaneHealth> lanes) {
  /** Refuses a missing part. */
  public BridgeHealth {
    Objects.requireNonNull(kafkaError, "kafkaError");
    Objects.requireNonNull(configurationError, "configurationError");
    lanes = List.copyOf(lanes);
  }

  /**
   * Whether messages are taken and reach a safe place: Kafka, or the spool while Kafka is away. The
   * detail says which.
   */
  public boolean ready() {
    return alive && lanes.stream().allMatch(LaneHealth::ready);
  }

  /** Whether messages flow to Kafka now, and nothing waits in a spool. */
  public boolean flowing() {
    return ready() && kafkaAnswers && spooled() == 0;
  }

  /** Whether every connection to the MQTT broker is up. */
  public boolean connected() {
    return lanes.stream().allMatch(lane -> !lane.connects() || lane.connected());
  }

  /** Messages taken and not yet acknowledged. */
  public int inFlight() {
    return lanes.stream().mapToInt(LaneHealth::inFlight).sum();
  }

  /** Messages that wait on disk. */
  public long spooled() {
    return lanes.stream().mapToLong(LaneHealth::spoolRecords).sum();
  }

  /** What last went wrong, even where it is over. */
  public Optional<String> lastError() {
    return lanes.stream()
        .flatMap(lane -> lane.trouble().or(lane::lastError).stream())
        .findFirst()
        .or(() -> kafkaError);
  }

  /** For a readiness probe. */
  public Readiness readiness() {
    return new Readiness(ready(), detail());
  }

  /** For a liveness probe: only a bridge whose threads are stuck or gone should be restarted. */
  public Readiness liveness() {
    return new Readiness(alive, alive ? "live" : detail());
  }

  /** One line for people. */
  public String detail() {
    String connections =
        lanes.size() == 1
            ? lanes.get(0).connection()
            : lanes.stream()
                .map(lane -> lane.name() + " " + lane.connection())
                .collect(Collectors.joining(", "));
    return connections
        + "; "
        + (kafkaAnswers ? "Kafka answers" : "Kafka does not answer, messages go to the spool")
        + "; "
        + inFlight()
        + " in flight"
        + (spooled() > 0 ? "; " + spooled() + " in the spool" : "")
        + (alive ? "" : "; a thread has stopped making progress: restart")
        + lanes.stream()
            .flatMap(lane -> lane.trouble().stream())
            .map(trouble -> "; " + trouble)
            .collect(Collectors.joining())
        + configurationError.map(error -> "; configuration refused: " + error).orElse("")
        + lastError().map(error -> "; last error: " + error).orElse("");
  }
}
