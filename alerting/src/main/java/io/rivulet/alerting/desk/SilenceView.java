package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A silence.
 *
 * @param id its id
 * @param matchers as in {@link SilenceRequest}
 * @param author who asked
 * @param reason why
 * @param begins from when, inclusive
 * @param ends until when, exclusive
 * @param created when it was asked
 * @param endedBy who ended it before its time
 * @param active whether it holds now
 * @param coversHighPriority whether it can hide a high-priority physiological alert
 */
public record SilenceView(
    String id,
    List<String> matchers,
    String author,
    String reason,
    Instant begins,
    Instant ends,
    Instant created,
    Optional<String> endedBy,
    boolean active,
    boolean coversHighPriority) {
  /** Refuses missing parts. */
  public SilenceView {
    Objects.requireNonNull(id, "id");
    matchers = List.copyOf(matchers);
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(begins, "begins");
    Objects.requireNonNull(ends, "ends");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(endedBy, "endedBy");
  }
}
