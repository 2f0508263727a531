package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.routing.RouteTerms;
import io.rivulet.alerting.routing.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees which alerts of an incident are part of what there is to tell. */
final class MemberRule {
  /** How long the end of a withdrawn alert waits for the alert that it named as its successor. */
  private static final Duration SUCCESSOR_WITHIN = Duration.ofSeconds(10);

  private final Map<String, Member> known;
  private final Recurrences recurrences;
  private final RouteTerms terms;
  private final IncidentContext context;
  private final Instant now;

  MemberRule(
      Map<String, Member> known,
      Recurrences recurrences,
      RouteTerms terms,
      IncidentContext context,
      Instant now) {
    this.known = known;
    this.recurrences = recurrences;
    this.terms = terms;
    this.context = context;
    this.now = now;
  }

  /**
   * The alerts as they are seen.
   *
   * @param further how many active ones have no room
   */
  Members see(List<AlertCase> alerts, int further) {
    Set<String> here = alerts.stream().map(AlertCase::id).collect(Collectors.toSet());
    Set<String> awaiting =
        alerts.stream()
            .filter(alert -> awaits(alert, here))
            .map(AlertCase::id)
            .collect(Collectors.toSet());
    Set<String> replacing =
        alerts.stream()
            .filter(alert -> alert.state() == AlertState.WITHDRAWN && counted(alert))
            .flatMap(alert -> alert.statement().successor().stream())
            .collect(Collectors.toSet());
    List<Seen> seen =
        alerts.stream()
            .map(alert -> see(alert, awaiting.contains(alert.id()), replacing.contains(alert.id())))
            .toList();
    Optional<Instant> until =
        seen.stream()
            .filter(one -> awaiting.contains(one.alert().id()) && one.shown().counts())
            .map(one -> one.alert().changed().plus(SUCCESSOR_WITHIN))
            .max(Comparator.naturalOrder());
    return new Members(seen, further, until);
  }

  private boolean awaits(AlertCase alert, Set<String> here) {
    return alert.state() == AlertState.WITHDRAWN
        && alert.changed().plus(SUCCESSOR_WITHIN).isAfter(now)
        && alert.statement().successor().filter(next -> !here.contains(next)).isPresent();
  }

  private boolean counted(AlertCase alert) {
    return known.containsKey(alert.id()) && known.get(alert.id()).shown().counts();
  }

  /**
   * One alert.
   *
   * @param replaces whether it takes the place of one that was told or was about to be: that has
   *     lasted long enough for both
   */
  private Seen see(AlertCase alert, boolean awaits, boolean replaces) {
    Optional<Member> before = Optional.ofNullable(known.get(alert.id()));
    Recurrence recurrence = recurrences.of(alert);
    boolean urgent = alert.statement().urgent();
    boolean held = recurrence.flap().isPresent() && !urgent;
    Optional<Suppression> suppression =
        alert.active() || held ? context.suppression(alert, now) : Optional.empty();
    Duration delay = urgent ? terms.urgentDelay() : terms.delay();
    Instant ripe = replaces ? alert.opened() : alert.opened().plus(delay);
    boolean tellable = suppression.isEmpty() && !now.isBefore(ripe);
    Member.Shown shown =
        held ? held(before, suppression.isPresent()) : shown(alert, before, tellable, awaits);
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
    return new Seen(alert, before, member, recurrence, suppression, ripe);
  }

  private static Member.Shown held(Optional<Member> before, boolean suppressed) {
    boolean counted = before.map(member -> member.shown().counts()).orElse(false);
    return suppressed && !counted ? Member.Shown.NOT_YET : Member.Shown.HELD;
  }

  private static Member.Shown shown(
      AlertCase alert, Optional<Member> before, boolean tellable, boolean awaits) {
    Member.Shown was = before.map(Member::shown).orElse(Member.Shown.NOT_YET);
    boolean told = before.map(Member::told).orElse(false);
    boolean there = was.counts() || tellable;
    return switch (alert.state()) {
      case OPEN, ACKNOWLEDGED -> there ? Member.Shown.THERE : was;
      case LATCHED -> there ? Member.Shown.LATCHED : was;
      case CLOSED -> told ? Member.Shown.OVER : Member.Shown.NOT_YET;
      case WITHDRAWN -> {
        if (awaits && was.counts()) {
          yield was;
        }
        yield told ? Member.Shown.WITHDRAWN : Member.Shown.NOT_YET;
      }
    };
  }
}
