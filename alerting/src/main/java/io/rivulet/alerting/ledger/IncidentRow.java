package io.rivulet.alerting.ledger;

import io.rivulet.alerting.incident.Incident;
import io.rivulet.alerting.incident.IncidentState;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of table {@code incident}.
 *
 * @param incident as the last decision left it
 * @param changed when that was
 * @param due when it is to be decided again
 */
record IncidentRow(Incident incident, Instant changed, Optional<Instant> due) {
  IncidentRow {
    Objects.requireNonNull(incident, "incident");
    Objects.requireNonNull(changed, "changed");
    Objects.requireNonNull(due, "due");
  }

  boolean isOpen() {
    return incident.state() != IncidentState.RESOLVED;
  }
}
