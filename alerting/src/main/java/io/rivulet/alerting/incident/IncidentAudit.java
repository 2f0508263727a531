package io.rivulet.alerting.incident;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what happened to an incident. */
final class IncidentAudit {
  private static final int LONGEST = 1_000;

  private final String incident;
  private final Instant now;
  private final List<AuditEntry> entries = new ArrayList<>();

  IncidentAudit(String incident, Instant now) {
    this.incident = incident;
    this.now = now;
  }

  List<AuditEntry> entries() {
    return entries;
  }

  void add(AuditEvent event, Map<String, String> detail) {
    add(event, Optional.empty(), detail);
  }

  void add(AuditEvent event, Optional<String> alert, Map<String, String> detail) {
    Map<String, String> bounded = new java.util.TreeMap<>();
    detail.forEach(
        (name, value) ->
            bounded.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value));
    entries.add(
        new AuditEntry(event, now, AuditEntry.RIVULET, alert, Optional.of(incident), bounded));
  }
}
