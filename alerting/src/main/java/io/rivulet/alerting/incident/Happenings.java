package io.rivulet.alerting.incident;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.routing.Suppression;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what the audit trail has to know, by comparing an incident with what it was. */
final class Happenings {
  private final IncidentAudit audit;

  Happenings(IncidentAudit audit) {
    this.audit = audit;
  }

  void members(Incident incident, Members members, Instant now) {
    for (Seen one : members.seen()) {
      Optional<String> alert = Optional.of(one.alert().id());
      if (one.before().isEmpty()) {
        audit.add(
            AuditEvent.JOINED,
            alert,
            Map.of("route", incident.key().route(), "group", incident.key().group()));
      }
      suppression(one, alert);
    }
    flaps(incident, members, now);
  }

  private void suppression(Seen one, Optional<String> alert) {
    Optional<String> was = one.before().flatMap(Member::suppressedBy);
    if (!one.alert().active() || was.equals(one.member().suppressedBy())) {
      return;
    }
    if (one.suppression().isEmpty()) {
      audit.add(AuditEvent.RELEASED, alert, Map.of("was", was.orElse("")));
      return;
    }
    Suppression suppression = one.suppression().get();
    Map<String, String> detail = new TreeMap<>();
    detail.put("by", suppression.by());
    detail.put("author", suppression.author());
    detail.put("why", suppression.why());
    suppression.until().ifPresent(until -> detail.put("until", until.toString()));
    if (suppression.mustBeShown()) {
      detail.put("shown", "high priority and physiological: every page shows that it is not told");
    }
    audit.add(AuditEvent.SUPPRESSED, alert, detail);
  }

  private void flaps(Incident incident, Members members, Instant now) {
    Map<String, Recurrence> before =
        incident.recurrences().stream().collect(Collectors.toMap(Recurrence::of, one -> one));
    Set<String> done = new TreeSet<>();
    for (Seen one : members.seen()) {
      Optional<Recurrence.Flap> was =
          Optional.ofNullable(before.get(one.recurrence().of())).flatMap(Recurrence::flap);
      Optional<Recurrence.Flap> is = one.recurrence().flap();
      if (was.isPresent() != is.isPresent() && done.add(one.recurrence().of())) {
        audit.add(
            AuditEvent.FLAPPING,
            Optional.of(one.alert().id()),
            Map.of(
                is.isPresent() ? "began" : "settled",
                is.or(() -> was).map(flap -> Wording.words(flap, now)).orElse(""),
                "held",
                Boolean.toString(!one.alert().statement().urgent())));
      }
    }
  }

  void notified(Notification notification) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("notification", notification.id());
    detail.put("reason", notification.reason().code());
    detail.put("channel", notification.channel());
    notification.recipient().ifPresent(who -> detail.put("person", who.person()));
    detail.put("why", notification.why());
    audit.add(AuditEvent.NOTIFIED, detail);
  }

  void resolved(Incident incident) {
    audit.add(
        AuditEvent.CLOSED,
        Map.of(
            "why",
            incident.told().isEmpty()
                ? "over before anybody was told"
                : "over; who was told is told so"));
  }
}
