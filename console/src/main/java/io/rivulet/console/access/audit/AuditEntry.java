package io.rivulet.console.access.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that somebody did.
 *
 * @param id counts up
 * @param time when
 * @param who name of the user or machine
 * @param label what people called them then
 * @param token name of the token it was done with; empty where it was done on a page
 * @param action what
 * @param subject what it is about; empty text where nothing is named
 * @param sites where; none where it is of no site
 * @param detail further facts, a JSON object of texts
 */
public record AuditEntry(
    long id,
    Instant time,
    String who,
    String label,
    Optional<String> token,
    String action,
    String subject,
    List<String> sites,
    @JsonRawValue String detail) {
  /** Copies the sites. */
  public AuditEntry {
    sites = List.copyOf(sites);
  }
}
