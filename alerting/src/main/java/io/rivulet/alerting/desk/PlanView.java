package io.rivulet.alerting.desk;

import io.rivulet.runtime.yaml.ConfigurationProblem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration.
 *
 * @param version of what holds
 * @param since when this instance took it over
 * @param source the file, or words where there is none
 * @param refusedAt when a later one was refused
 * @param refused what is wrong with that one
 * @param warnings what holds and should not stay so, such as a gap in a schedule
 */
public record PlanView(
    String version,
    Instant since,
    String source,
    Optional<Instant> refusedAt,
    List<ConfigurationProblem> refused,
    List<String> warnings) {
  /** Refuses missing parts. */
  public PlanView {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(refusedAt, "refusedAt");
    refused = List.copyOf(refused);
    warnings = List.copyOf(warnings);
  }
}
