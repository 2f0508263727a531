package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.Acknowledgement;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Note;
import io.rivulet.alerting.lifecycle.Statement;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.domain.alert.Measured;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The alerts that a notification writes out: what waits first, then the worst, then the latest. */
final class NotifiedAlerts {
  private static final Comparator<Seen> WORST_FIRST =
      Comparator.comparing((Seen one) -> !one.alert().active())
          .thenComparing(one -> !one.alert().waits())
          .thenComparing(Seen::priority)
          .thenComparing((Seen one) -> one.alert().opened(), Comparator.reverseOrder())
          .thenComparing(one -> one.alert().id());

  private final Members members;
  private final IncidentContext context;

  NotifiedAlerts(Members members, IncidentContext context) {
    this.members = members;
    this.context = context;
  }

  /** What is there, and what is over since a receiver was told last. */
  List<Seen> since(Optional<Instant> last) {
    List<Seen> all = members.seen().stream().sorted(WORST_FIRST).toList();
    List<Seen> shown = all.stream().filter(one -> one.shown() != Member.Shown.NOT_YET).toList();
    List<Seen> news =
        shown.stream()
            .filter(
                one ->
                    one.shown().counts()
                        || last.map(at -> !one.alert().changed().isBefore(at)).orElse(false))
            .toList();
    if (news.isEmpty()) {
      return shown.isEmpty() ? all : shown;
    }
    return news;
  }

  List<NotifiedAlert> written(List<Seen> alerts) {
    return alerts.stream().limit(Notification.MOST_ALERTS).map(this::notified).toList();
  }

  int further(List<Seen> alerts) {
    return Math.max(0, alerts.size() - Notification.MOST_ALERTS) + members.further();
  }

  private NotifiedAlert notified(Seen one) {
    AlertCase alert = one.alert();
    Statement statement = alert.statement();
    return new NotifiedAlert(
        statement.id(),
        statement.revision(),
        statement.category(),
        statement.kind(),
        statement.priority(),
        alert.state(),
        statement.detail(),
        statement.subject().site(),
        context.careUnit(alert),
        statement.subject().session(),
        statement.subject().device(),
        statement.subject().drug(),
        statement
            .measured()
            .map(some -> OptionalDouble.of(some.value()))
            .orElse(OptionalDouble.empty()),
        statement.measured().map(Measured::limit).orElse(OptionalDouble.empty()),
        statement.measured().map(Measured::unit),
        statement.start(),
        statement.end(),
        Math.max(statement.flaps(), one.recurrence().count() - 1),
        alert.acknowledgement().map(Acknowledgement::by),
        note(alert),
        statement.successor());
  }

  private static Optional<String> note(AlertCase alert) {
    List<Note> notes = alert.notes();
    return notes.isEmpty()
        ? alert.acknowledgement().flatMap(Acknowledgement::note)
        : Optional.of(notes.get(notes.size() - 1).text());
  }
}
