package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A maintenance window of the configuration.
 *
 * @param name its name there
 * @param matchers conditions on labels that all have to hold
 * @param author who answers for it
 * @param reason why
 * @param until when it ends, of one that holds now
 * @param next when it begins next; empty where it does not
 */
public record WindowView(
    String name,
    List<String> matchers,
    String author,
    String reason,
    Optional<Instant> until,
    Optional<Instant> next) {
  /** Refuses missing parts. */
  public WindowView {
    Objects.requireNonNull(name, "name");
    matchers = List.copyOf(matchers);
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(next, "next");
  }
}
