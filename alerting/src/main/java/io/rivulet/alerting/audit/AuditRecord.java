package io.rivulet.alerting.audit;

import java.util.Objects;

/**
 * An entry of the audit trail.
 *
 * @param sequence counts up from 1 without gaps
 * @param entry what happened
 * @param hash in hexadecimal; covers the entry and the hash before
 */
public record AuditRecord(long sequence, AuditEntry entry, String hash) {
  /** Refuses missing parts. */
  public AuditRecord {
    Objects.requireNonNull(entry, "entry");
    Objects.requireNonNull(hash, "hash");
  }
}
