package io.rivulet.alerting.lifecycle;

import io.rivulet.alerting.audit.AuditEntry;
import java.util.List;
import java.util.Objects;

/**
 * What became of an alert.
 *
 * @param alert how it stands now
 * @param audit what happened, in order; nothing where nothing did
 */
public record CaseStep(AlertCase alert, List<AuditEntry> audit) {
  /** Copies what it is given. */
  public CaseStep {
    Objects.requireNonNull(alert, "alert");
    audit = List.copyOf(audit);
  }

  /** Whether anything happened. */
  public boolean changed() {
    return !audit.isEmpty();
  }
}
