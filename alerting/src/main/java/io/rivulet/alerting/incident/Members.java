package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The alerts of an incident as they are seen now.
 *
 * @param seen in the order of their opening
 * @param further how many active ones there are that have no room
 * @param awaitedUntil until when an alert is awaited that a withdrawn one named as its successor.
 *     The two come as two records: whoever was told of the first is told of a change, not of an end
 *     and a beginning
 */
record Members(List<Seen> seen, int further, Optional<Instant> awaitedUntil) {
  /** How long the end of a withdrawn alert waits for the alert that it named as its successor. */
  private static final Duration SUCCESSOR_WITHIN = Duration.ofSeconds(10);

  Members {
    seen = List.copyOf(seen);
  }

  /**
   * Which alerts have room: what is active and worst first, then what was known, then the latest.
   */
  static List<AlertCase> withRoom(List<AlertCase> alerts, Map<String, Member> known) {
    if (alerts.size() <= Incident.MOST_MEMBERS) {
      return alerts;
    }
    return alerts.stream()
        .filter(alert -> alert.active() || known.containsKey(alert.id()))
        .sorted(
            Comparator.comparing((AlertCase alert) -> !alert.active())
                .thenComparing(alert -> alert.statement().priority())
                .thenComparing(alert -> !known.containsKey(alert.id()))
                .thenComparing(AlertCase::opened, Comparator.reverseOrder())
                .thenComparing(AlertCase::id))
        .limit(Incident.MOST_MEMBERS)
        .toList();
  }

  static Members of(
      List<AlertCase> alerts,
      int further,
      Map<String, Member> known,
      Recurrences recurrences,
      RouteTerms terms,
      IncidentContext context,
      Instant now) {
    List<Seen> seen = new ArrayList<>();
    Set<String> here = alerts.stream().map(AlertCase::id).collect(Collectors.toSet());
    Optional<Instant> awaitedUntil = Optional.empty();
    for (AlertCase alert : alerts) {
      Optional<Member> before = Optional.ofNullable(known.get(alert.id()));
      Recurrence recurrence = recurrences.of(alert);
      boolean held = recurrence.flap().isPresent() && !alert.statement().urgent();
      Optional<Suppression> suppression =
          alert.active() || held ? context.suppression(alert, now) : Optional.empty();
      Instant ripe =
          alert.opened().plus(alert.statement().urgent() ? terms.urgentDelay() : terms.delay());
      Member.Shown shown =
          held
              ? held(before, suppression.isPresent())
              : shown(alert, before, suppression.isPresent(), !now.isBefore(ripe));
      Optional<Instant> until = awaited(alert, here).filter(at -> at.isAfter(now));
      if (shown == Member.Shown.WITHDRAWN && until.isPresent()) {
        shown = before.map(Member::shown).orElse(shown);
        awaitedUntil = later(awaitedUntil, until.get());
      }
      Member member =
          new Member(
              alert.id(),
              alert.statement().recurrence(),
              alert.opened(),
              alert.statement().flaps(),
              shown,
              alert.statement().priority(),
              before.map(Member::told).orElse(false),
              suppression.filter(some -> alert.active()).map(Suppression::why));
      seen.add(new Seen(alert, before, member, recurrence, suppression, ripe));
    }
    return new Members(seen, further, awaitedUntil);
  }

  private static Optional<Instant> awaited(AlertCase alert, Set<String> here) {
    return alert
        .statement()
        .successor()
        .filter(next -> alert.state() == AlertState.WITHDRAWN && !here.contains(next))
        .map(next -> alert.changed().plus(SUCCESSOR_WITHIN));
  }

  private static Optional<Instant> later(Optional<Instant> one, Instant other) {
    return one.filter(at -> at.isAfter(other)).or(() -> Optional.of(other));
  }

  private static Member.Shown held(Optional<Member> before, boolean suppressed) {
    boolean counted = before.map(member -> member.shown().counts()).orElse(false);
    return suppressed && !counted ? Member.Shown.NOT_YET : Member.Shown.HELD;
  }

  private static Member.Shown shown(
      AlertCase alert, Optional<Member> before, boolean suppressed, boolean ripe) {
    Member.Shown was = before.map(Member::shown).orElse(Member.Shown.NOT_YET);
    boolean told = before.map(Member::told).orElse(false);
    Member.Shown there = was.counts() || ripe && !suppressed ? Member.Shown.THERE : was;
    return switch (alert.state()) {
      case OPEN, ACKNOWLEDGED -> there;
      case LATCHED -> there == Member.Shown.THERE ? Member.Shown.LATCHED : there;
      case CLOSED -> told ? Member.Shown.OVER : Member.Shown.NOT_YET;
      case WITHDRAWN -> told ? Member.Shown.WITHDRAWN : Member.Shown.NOT_YET;
    };
  }

  List<Member> all() {
    return seen.stream().map(Seen::member).toList();
  }

  List<Seen> pressing() {
    return seen.stream().filter(Seen::presses).toList();
  }

  boolean any(Member.Shown shown) {
    return seen.stream().anyMatch(one -> one.shown() == shown);
  }

  /** The same, somebody having been told. */
  Members afterTelling() {
    return new Members(
        seen.stream()
            .map(
                one ->
                    new Seen(
                        one.alert(),
                        one.before(),
                        one.member().afterTelling(),
                        one.recurrence(),
                        one.suppression(),
                        one.ripe()))
            .toList(),
        further,
        awaitedUntil);
  }
}
