package io.rivulet.alerting.ledger;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.incident.IncidentKey;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.Notification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one transaction reads and changes: rows are read once, changed here, and written at its end.
 * Whoever uses it has the {@link DecisionLock}, so nothing changes meanwhile.
 */
final class Workspace {
  private final Connection connection;
  private final CaseTable caseTable = new CaseTable();
  private final IncidentTable incidentTable = new IncidentTable();
  private final MemberTable memberTable = new MemberTable();

  private final Map<String, CaseRow> cases = new HashMap<>();
  private final Set<String> casesLookedFor = new HashSet<>();
  private final Map<String, Set<String>> withdrawnFor = new HashMap<>();
  private final Set<String> linked = new HashSet<>();
  private final Map<String, IncidentRow> incidents = new HashMap<>();
  private final Map<IncidentKey, String> latest = new HashMap<>();
  private final Set<IncidentKey> keysLookedFor = new HashSet<>();
  private final Map<String, Set<String>> members = new HashMap<>();

  private final Map<String, CaseRow> changedCases = new TreeMap<>();
  private final Map<String, IncidentRow> changedIncidents = new TreeMap<>();
  private final Map<String, Set<String>> joins = new TreeMap<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final List<Notification> notifications = new ArrayList<>();

  Workspace(Connection connection) {
    this.connection = connection;
  }

  /** Reads at once what these alerts and keys will need. */
  void prefetch(Collection<String> alerts, Collection<IncidentKey> keys) throws SQLException {
    readCases(alerts);
    Set<String> wanted = missing(alerts, withdrawnFor.keySet());
    wanted.forEach(id -> withdrawnFor.put(id, new HashSet<>()));
    Map<String, CaseRow> gone = caseTable.withdrawnFor(connection, wanted);
    keep(gone);
    gone.values().stream()
        .map(CaseRow::alert)
        .forEach(
            alert ->
                alert
                    .statement()
                    .successor()
                    .ifPresent(next -> withdrawnFor.get(next).add(alert.id())));
    Set<String> all = new HashSet<>(alerts);
    all.addAll(gone.keySet());
    link(all);
    readLatest(keys);
  }

  private void readCases(Collection<String> ids) throws SQLException {
    Set<String> wanted = missing(ids, casesLookedFor);
    casesLookedFor.addAll(wanted);
    keep(caseTable.load(connection, wanted));
  }

  private void keep(Map<String, CaseRow> read) {
    casesLookedFor.addAll(read.keySet());
    read.forEach(cases::putIfAbsent);
  }

  private void link(Collection<String> alerts) throws SQLException {
    Set<String> wanted = missing(alerts, linked);
    linked.addAll(wanted);
    keepIncidents(incidentTable.openOf(connection, wanted));
  }

  private void readLatest(Collection<IncidentKey> keys) throws SQLException {
    Set<IncidentKey> wanted = missing(keys, keysLookedFor);
    keysLookedFor.addAll(wanted);
    keepIncidents(incidentTable.latest(connection, wanted));
  }

  /** Takes these incidents in, with their alerts. */
  void keepIncidents(List<IncidentRow> rows) throws SQLException {
    Set<String> fresh = new HashSet<>();
    for (IncidentRow row : rows) {
      String id = row.incident().id();
      if (incidents.putIfAbsent(id, row) == null) {
        fresh.add(id);
        if (row.isOpen()) {
          keysLookedFor.add(row.incident().key());
          latest.put(row.incident().key(), id);
        } else {
          latest.putIfAbsent(row.incident().key(), id);
        }
      }
    }
    Map<String, Set<String>> read = memberTable.of(connection, fresh);
    members.putAll(read);
    Set<String> alerts = new HashSet<>();
    read.values().forEach(alerts::addAll);
    readCases(alerts);
  }

  private static <T> Set<T> missing(Collection<T> wanted, Collection<T> there) {
    Set<T> missing = new HashSet<>(wanted);
    missing.removeAll(there);
    return missing;
  }

  /** An alert, where it is known. */
  Optional<AlertCase> alert(String id) throws SQLException {
    readCases(List.of(id));
    return Optional.ofNullable(cases.get(id)).map(CaseRow::alert);
  }

  /** The withdrawn alerts that name this one as what takes their place. */
  List<AlertCase> withdrawnFor(String id) throws SQLException {
    prefetch(List.of(id), List.of());
    return withdrawnFor.get(id).stream().sorted().map(gone -> cases.get(gone).alert()).toList();
  }

  /** An alert is as this now. */
  void put(AlertCase alert) {
    CaseRow before = cases.get(alert.id());
    CaseRow row = new CaseRow(alert, before == null ? 0 : before.version());
    cases.put(alert.id(), row);
    casesLookedFor.add(alert.id());
    changedCases.put(alert.id(), row);
    alert
        .statement()
        .successor()
        .filter(next -> alert.statement().withdrawn() && withdrawnFor.containsKey(next))
        .ifPresent(next -> withdrawnFor.get(next).add(alert.id()));
  }

  /** The open incidents that an alert belongs to, by id. */
  List<IncidentRow> openOf(String alert) throws SQLException {
    link(List.of(alert));
    return incidents.values().stream()
        .filter(IncidentRow::isOpen)
        .filter(row -> members.get(row.incident().id()).contains(alert))
        .sorted((one, other) -> one.incident().id().compareTo(other.incident().id()))
        .toList();
  }

  /** The open incident of a key, or the one that was over last. */
  Optional<IncidentRow> latest(IncidentKey key) throws SQLException {
    readLatest(List.of(key));
    return Optional.ofNullable(latest.get(key)).map(incidents::get);
  }

  IncidentRow incident(String id) {
    return incidents.get(id);
  }

  /** An incident is as this now. */
  void put(IncidentRow row) {
    String id = row.incident().id();
    incidents.put(id, row);
    changedIncidents.put(id, row);
    latest.put(row.incident().key(), id);
    keysLookedFor.add(row.incident().key());
    members.computeIfAbsent(id, fresh -> new HashSet<>());
  }

  /** An alert belongs to an incident from now on. */
  void join(String incident, String alert) {
    if (members.get(incident).add(alert)) {
      joins.computeIfAbsent(incident, fresh -> new HashSet<>()).add(alert);
    }
  }

  /** Every alert of an incident. */
  List<AlertCase> membersOf(String incident) {
    return members.get(incident).stream().sorted().map(id -> cases.get(id).alert()).toList();
  }

  void audit(List<AuditEntry> entries) {
    audit.addAll(entries);
  }

  void tell(List<Notification> told) {
    notifications.addAll(told);
  }

  /** What is to be told, in order. */
  List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  /** What happened, in order. */
  List<AuditEntry> audit() {
    return List.copyOf(audit);
  }

  /** Writes cases, incidents and who belongs to which. */
  void write(Instant now) throws SQLException {
    caseTable.write(connection, changedCases.values(), now);
    incidentTable.write(connection, changedIncidents.values());
    memberTable.join(connection, joins, now);
  }
}
