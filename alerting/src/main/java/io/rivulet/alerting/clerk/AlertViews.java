package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.desk.AlertView.NoteView;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.SuppressedAlert;
import io.rivulet.alerting.incident.Incident;
import io.rivulet.alerting.incident.Member;
import io.rivulet.alerting.lifecycle.Acknowledgement;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Note;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Labels;
import io.rivulet.alerting.routing.Suppression;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.domain.alert.Measured;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Alerts as people see them. */
final class AlertViews {
  private static final int MOST_INCIDENTS = 20;

  private final IncidentReads incidents = new IncidentReads(Sites.ALL);
  private final AlertingPlan plan;

  AlertViews(AlertingPlan plan) {
    this.plan = plan;
  }

  List<AlertView> of(Connection connection, List<CaseReads.Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> ids = rows.stream().map(row -> row.alert().id()).toList();
    Map<String, List<String>> of = incidents.ofAlerts(connection, ids, MOST_INCIDENTS);
    Set<String> all = new HashSet<>();
    of.values().forEach(all::addAll);
    Set<String> held = new HashSet<>();
    for (IncidentReads.Row row : incidents.load(connection, all)) {
      held.addAll(held(row.incident()));
    }
    return rows.stream()
        .map(row -> view(row, of.getOrDefault(row.alert().id(), List.of()), held))
        .toList();
  }

  private static List<String> held(Incident incident) {
    return incident.members().stream()
        .filter(member -> member.shown() == Member.Shown.HELD)
        .map(Member::alert)
        .toList();
  }

  private AlertView view(CaseReads.Row row, List<String> of, Set<String> held) {
    AlertCase alert = row.alert();
    return new AlertView(
        notified(alert),
        alert.opened(),
        row.changed(),
        alert.acknowledgement().map(Acknowledgement::at),
        row.over(),
        held.contains(alert.id()),
        alert.notes().stream()
            .map(note -> new NoteView(note.by(), note.at(), note.text()))
            .toList(),
        of);
  }

  private NotifiedAlert notified(AlertCase alert) {
    Statement statement = alert.statement();
    Optional<Measured> measured = statement.measured();
    return new NotifiedAlert(
        statement.id(),
        statement.revision(),
        statement.category(),
        statement.kind(),
        statement.priority(),
        alert.state(),
        statement.detail(),
        statement.subject().site(),
        unit(alert),
        statement.subject().session(),
        statement.subject().device(),
        statement.subject().drug(),
        measured.map(some -> OptionalDouble.of(some.value())).orElse(OptionalDouble.empty()),
        measured.map(Measured::limit).orElse(OptionalDouble.empty()),
        measured.map(Measured::unit),
        statement.start(),
        statement.end(),
        statement.flaps() + alert.reopenings(),
        alert.acknowledgement().map(Acknowledgement::by),
        lastNote(alert),
        statement.successor());
  }

  private static Optional<String> lastNote(AlertCase alert) {
    List<Note> notes = alert.notes();
    return notes.isEmpty()
        ? alert.acknowledgement().flatMap(Acknowledgement::note)
        : Optional.of(notes.get(notes.size() - 1).text());
  }

  private Optional<String> unit(AlertCase alert) {
    return CareUnit.of(plan.units(), alert.statement().subject());
  }

  /** Why an alert is not told, where it is not. */
  Optional<SuppressedAlert> suppressed(
      AlertCase alert, AlertView view, Suppressions suppressions, Instant now) {
    if (!alert.waits()) {
      return Optional.empty();
    }
    Optional<Suppression> found =
        suppressions.of(alert.id(), Labels.of(alert.statement(), unit(alert)), now);
    return found.map(
        why ->
            new SuppressedAlert(
                view,
                why.kind().name().toLowerCase(Locale.ROOT),
                why.author(),
                why.why(),
                why.until()));
  }
}
