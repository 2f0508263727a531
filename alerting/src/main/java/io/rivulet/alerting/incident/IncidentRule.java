package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides what is told of an incident. It compares what should be told by now with what was, so it
 * may be asked at any time and as often as one likes, by any instance, after any crash: the answer
 * depends on the incident, its alerts and the time alone, and asked again it has nothing to add.
 */
public final class IncidentRule {
  private final Incident incident;
  private final IncidentContext context;
  private final Instant now;
  private final IncidentAudit audit;
  private final Happenings happenings;

  private IncidentRule(Incident incident, IncidentContext context, Instant now) {
    this.incident = incident;
    this.context = context;
    this.now = now;
    this.audit = new IncidentAudit(incident.id(), now);
    this.happenings = new Happenings(audit);
  }

  /**
   * What is to be done now.
   *
   * @param incident as it was left by the last decision
   * @param alerts every alert that takes part in it, whatever its state
   * @param context what holds now
   * @param now not before the last decision's
   */
  public static IncidentStep decide(
      Incident incident, Collection<AlertCase> alerts, IncidentContext context, Instant now) {
    if (incident.state() == IncidentState.RESOLVED) {
      return new IncidentStep(incident, List.of(), List.of(), Optional.empty());
    }
    return new IncidentRule(incident, context, now).decide(alerts);
  }

  private IncidentStep decide(Collection<AlertCase> alerts) {
    RouteTerms terms = context.terms(incident.key().route());
    Map<String, Member> remembered =
        incident.members().stream().collect(Collectors.toMap(Member::alert, Function.identity()));
    List<AlertCase> inOrder =
        alerts.stream()
            .sorted(Comparator.comparing(AlertCase::opened).thenComparing(AlertCase::id))
            .toList();
    List<AlertCase> withRoom = Members.withRoom(inOrder, remembered);
    Recurrences recurrences =
        new Recurrences(incident.recurrences(), withRoom, remembered, context.flapping(), now);
    int further = active(inOrder) - active(withRoom);
    Members members =
        new MemberRule(remembered, recurrences, terms, context, now).see(withRoom, further);
    happenings.members(incident, members, now);
    Standing standing =
        new Standing(
            incident, members, Content.next(incident, members), terms, context.flapping(), now);
    return standing.over() ? end(standing, recurrences) : goOn(standing, recurrences);
  }

  private static int active(List<AlertCase> alerts) {
    return (int) alerts.stream().filter(AlertCase::active).count();
  }

  private IncidentStep end(Standing standing, Recurrences recurrences) {
    happenings.resolved(incident);
    TellingRule rule = new TellingRule(standing, Map.of());
    List<Telling> tellings = rule.tellings();
    List<Notification> notifications = notifications(standing, tellings);
    Incident after =
        incident.with(
            IncidentState.RESOLVED,
            Optional.of(now),
            occasions(notifications),
            standing.content(),
            standing.members(),
            recurrences.kept(),
            Optional.empty(),
            rule.after(tellings));
    return new IncidentStep(after, notifications, audit.entries(), Optional.empty());
  }

  private IncidentStep goOn(Standing standing, Recurrences recurrences) {
    ClimbRule climbing = new ClimbRule(context, standing.terms().policy(), audit, now);
    Optional<Climb> climb = climbing.next(incident.climb(), standing.pressing(), standing.paused());
    TellingRule rule = new TellingRule(standing, climbing.reached());
    List<Telling> tellings = rule.tellings();
    List<Notification> notifications = notifications(standing, tellings);
    List<Told> told = rule.after(tellings);
    Members members =
        notifications.isEmpty() ? standing.members() : standing.members().afterTelling();
    List<Recurrence> kept =
        standing.summaryIsDue()
            ? recurrences.summarised(context.flapping(), now)
            : recurrences.kept();
    Incident after =
        incident.with(
            state(standing, told),
            Optional.empty(),
            occasions(notifications),
            standing.content(),
            members,
            kept,
            climb,
            told);
    List<Instant> due = new ArrayList<>();
    rule.due(told).ifPresent(due::add);
    climb.filter(one -> !standing.pressing().isEmpty()).map(climbing::dueAt).ifPresent(due::add);
    due.addAll(new DueRule(standing, context).due(kept));
    return new IncidentStep(after, notifications, audit.entries(), DueRule.earliest(due, now));
  }

  private static IncidentState state(Standing standing, List<Told> told) {
    if (standing.known()) {
      return IncidentState.ACKNOWLEDGED;
    }
    if (standing.pressing().isEmpty()) {
      return standing.incident().state();
    }
    return told.isEmpty() ? IncidentState.WAITING : IncidentState.SIGNALLED;
  }

  private long occasions(List<Notification> notifications) {
    return incident.occasions() + (notifications.isEmpty() ? 0 : 1);
  }

  private List<Notification> notifications(Standing standing, List<Telling> tellings) {
    NotifiedAlerts alerts = new NotifiedAlerts(standing.members(), context);
    Wording wording = new Wording(standing);
    List<Notification> notifications = new ArrayList<>();
    for (Telling telling : tellings) {
      List<Seen> about = alerts.since(last(telling));
      if (!about.isEmpty()) {
        Notification notification =
            new Notification(
                id(telling),
                telling.reason(),
                incident.id(),
                telling.reach().channel(),
                telling.reach().recipient(),
                alerts.written(about),
                alerts.further(about),
                wording.why(telling),
                now);
        notifications.add(notification);
        happenings.notified(notification);
      }
    }
    return notifications;
  }

  private Optional<Instant> last(Telling telling) {
    return incident.told().stream()
        .filter(one -> one.reach().equals(telling.reach()))
        .map(Told::last)
        .findFirst();
  }

  /** The same for whoever decides this, and another one for every occasion and receiver. */
  private String id(Telling telling) {
    return StableId.of(
        "notification",
        incident.id(),
        Long.toString(incident.occasions() + 1),
        telling.reach().channel(),
        telling.reach().recipient().map(who -> who.person() + "/" + who.address()).orElse(""));
  }
}
