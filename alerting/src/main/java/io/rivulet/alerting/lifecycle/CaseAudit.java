package io.rivulet.alerting.lifecycle;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what happened to an alert, with what a reader needs to follow it. */
final class CaseAudit {
  private final String alert;
  private final Instant now;
  private final List<AuditEntry> entries = new ArrayList<>();

  CaseAudit(String alert, Instant now) {
    this.alert = alert;
    this.now = now;
  }

  List<AuditEntry> entries() {
    return entries;
  }

  void add(AuditEvent event, String actor, String name, String value) {
    add(event, actor, Map.of(name, value));
  }

  private void add(AuditEvent event, String actor, Map<String, String> detail) {
    entries.add(new AuditEntry(event, now, actor, Optional.of(alert), Optional.empty(), detail));
  }

  void opened(Statement statement) {
    Map<String, String> detail = facts(statement);
    detail.put("category", statement.category());
    detail.put("kind", statement.kind().code());
    detail.put("priority", statement.priority().code());
    detail.put("start", statement.start().toString());
    statement.subject().site().ifPresent(site -> detail.put("site", site));
    statement.subject().session().ifPresent(session -> detail.put("session", session));
    statement.subject().device().ifPresent(device -> detail.put("device", device));
    add(AuditEvent.OPENED, AuditEntry.RIVULET, detail);
  }

  /** What follows from a condition that is over; nothing where it is not. */
  void over(Statement statement, AlertState state) {
    switch (state) {
      case LATCHED -> {
        Map<String, String> detail = facts(statement);
        detail.put("why", "high priority and physiological: somebody has to acknowledge");
        add(AuditEvent.LATCHED, AuditEntry.RIVULET, detail);
      }
      case CLOSED -> {
        Map<String, String> detail = facts(statement);
        statement.end().ifPresent(end -> detail.put("end", end.toString()));
        add(AuditEvent.CLEARED, AuditEntry.RIVULET, detail);
        add(AuditEvent.CLOSED, AuditEntry.RIVULET, Map.of());
      }
      case OPEN, ACKNOWLEDGED, WITHDRAWN -> {}
    }
  }

  void withdrawn(Statement statement) {
    Map<String, String> detail = facts(statement);
    detail.put(
        "why",
        "withdrawn: late data"
            + statement.successor().map(next -> ", successor " + next).orElse(""));
    add(AuditEvent.WITHDRAWN, AuditEntry.RIVULET, detail);
  }

  void rose(AlertCase before, Statement statement) {
    Map<String, String> detail = facts(statement);
    detail.put("from", before.statement().priority().code());
    detail.put("to", statement.priority().code());
    before.acknowledgement().ifPresent(some -> detail.put("acknowledgedBy", some.by()));
    add(AuditEvent.REOPENED, AuditEntry.RIVULET, detail);
  }

  void restated(Statement before, Statement statement) {
    Map<String, String> detail = facts(statement);
    detail.put("before", before.detail());
    if (before.priority() != statement.priority()) {
      detail.put("from", before.priority().code());
      detail.put("to", statement.priority().code());
    }
    add(AuditEvent.RESTATED, AuditEntry.RIVULET, detail);
  }

  void acknowledged(String actor, Acknowledgement acknowledgement) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("priority", acknowledgement.priority().code());
    acknowledgement.note().ifPresent(note -> detail.put("note", note));
    add(AuditEvent.ACKNOWLEDGED, actor, detail);
  }

  void inherited(Acknowledgement acknowledgement) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("priority", acknowledgement.priority().code());
    detail.put("by", acknowledgement.by());
    detail.put("at", acknowledgement.at().toString());
    acknowledgement.from().ifPresent(from -> detail.put("why", "taken over from alert " + from));
    acknowledgement.note().ifPresent(note -> detail.put("note", note));
    add(AuditEvent.ACKNOWLEDGED, AuditEntry.RIVULET, detail);
  }

  private static Map<String, String> facts(Statement statement) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("revision", Long.toString(statement.revision()));
    detail.put("detail", statement.detail());
    return detail;
  }
}
