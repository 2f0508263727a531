package io.rivulet.alerting.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether the audit trail is as it was written.
 *
 * @param whole true where every entry fits the one before, and the last one the head
 * @param checked how many entries were recomputed
 * @param lastSequence of the last entry by the head of the trail
 * @param lastHash its hash, in hexadecimal: kept elsewhere, it proves later what was there
 * @param firstBroken sequence of the first entry that does not fit, or is missing
 * @param problem what is wrong with it, in words
 */
public record AuditVerdict(
    boolean whole,
    long checked,
    long lastSequence,
    String lastHash,
    Optional<Long> firstBroken,
    Optional<String> problem) {
  /** Refuses missing parts. */
  public AuditVerdict {
    Objects.requireNonNull(lastHash, "lastHash");
    Objects.requireNonNull(firstBroken, "firstBroken");
    Objects.requireNonNull(problem, "problem");
  }
}
