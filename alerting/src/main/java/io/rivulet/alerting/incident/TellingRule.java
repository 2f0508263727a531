package io.rivulet.alerting.incident;

import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.oncall.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides who is told something now: whose turn it is, and who was told something else before. */
final class TellingRule {
  private final Standing standing;
  private final Map<Reach, Rung> reached;
  private final Map<Reach, Told> told = new LinkedHashMap<>();

  TellingRule(Standing standing, Map<Reach, Rung> reached) {
    this.standing = standing;
    this.reached = reached;
    standing.incident().told().forEach(one -> told.put(one.reach(), one));
  }

  /** To each receiver at most one thing. */
  List<Telling> tellings() {
    List<Telling> tellings = new ArrayList<>();
    if (standing.over()) {
      Reason reason = standing.takenBack() ? Reason.WITHDRAWN : Reason.RESOLVED;
      told.keySet().forEach(reach -> tellings.add(new Telling(reach, reason, "told before")));
      return tellings;
    }
    reached.forEach(
        (reach, rung) ->
            tellings.add(
                new Telling(
                    reach, turn(rung, Optional.ofNullable(told.get(reach))), rung.words())));
    told.values().stream()
        .filter(one -> !reached.containsKey(one.reach()))
        .forEach(
            one ->
                update(one)
                    .ifPresent(
                        reason -> tellings.add(new Telling(one.reach(), reason, "told before"))));
    return tellings;
  }

  private Reason turn(Rung rung, Optional<Told> before) {
    boolean first = rung.round() == 0 && !rung.lastResort();
    if (rung.first() && before.isEmpty()) {
      boolean onlyHeld =
          standing.pressing().stream().allMatch(one -> one.shown() == Member.Shown.HELD);
      return onlyHeld ? Reason.FLAPPING : Reason.OPENED;
    }
    if (rung.first()) {
      return isBehind(before.orElseThrow()) ? Reason.CHANGED : Reason.REPEATED;
    }
    return first || before.isEmpty() ? Reason.ESCALATED : Reason.REPEATED;
  }

  private Optional<Reason> update(Told one) {
    if (isBehind(one) && !changeIsDueAt(one).isAfter(standing.now())) {
      return Optional.of(change(one));
    }
    if (standing.summaryIsDue()) {
      return Optional.of(Reason.FLAPPING);
    }
    if (acknowledgementIsNews(one)) {
      return Optional.of(Reason.ACKNOWLEDGED);
    }
    return reminderIsDueAt(one)
        .filter(at -> !at.isAfter(standing.now()))
        .map(at -> Reason.REPEATED);
  }

  private Reason change(Told one) {
    if (acknowledgementIsNews(one)) {
      return Reason.ACKNOWLEDGED;
    }
    boolean began =
        standing.members().seen().stream()
            .filter(seen -> seen.shown() == Member.Shown.HELD)
            .flatMap(seen -> seen.recurrence().flap().stream())
            .anyMatch(flap -> flap.since().isAfter(one.last()));
    return began ? Reason.FLAPPING : Reason.CHANGED;
  }

  private boolean acknowledgementIsNews(Told one) {
    return standing.terms().tellAcknowledged() && standing.known() && !one.acknowledged();
  }

  private boolean isBehind(Told one) {
    return !one.digest().equals(standing.content().digest());
  }

  private Instant changeIsDueAt(Told one) {
    boolean urgent = one.content() < standing.content().urgent();
    return urgent ? one.last() : one.last().plus(standing.terms().groupInterval());
  }

  private Optional<Instant> reminderIsDueAt(Told one) {
    if (!standing.pressing().isEmpty()) {
      return Optional.of(one.last().plus(standing.terms().repeat()));
    }
    return standing
        .terms()
        .remindAfterAcknowledged()
        .filter(every -> standing.knownAndPresent())
        .map(every -> one.last().plus(every));
  }

  /** When somebody who was told would be told something again, if nothing happens before. */
  Optional<Instant> due(List<Told> after) {
    List<Instant> due = new ArrayList<>();
    for (Told one : after) {
      if (isBehind(one)) {
        due.add(changeIsDueAt(one));
      }
      reminderIsDueAt(one).ifPresent(due::add);
    }
    return due.stream().min(Comparator.naturalOrder());
  }

  /** Who was told what, after this. */
  List<Told> after(List<Telling> tellings) {
    tellings.forEach(telling -> told.put(telling.reach(), after(telling)));
    return told.values().stream()
        .map(this::caughtUp)
        .sorted(Comparator.comparing(Told::last, Comparator.reverseOrder()))
        .limit(Incident.MOST_TOLD)
        .toList();
  }

  private Told after(Telling telling) {
    Instant now = standing.now();
    Instant first = Optional.ofNullable(told.get(telling.reach())).map(Told::first).orElse(now);
    Content content = standing.content();
    return new Told(telling.reach(), first, now, content.number(), content.digest(), false);
  }

  private Told caughtUp(Told one) {
    boolean acknowledged = standing.known() || standing.pressing().isEmpty() && one.acknowledged();
    long content = isBehind(one) ? one.content() : standing.content().number();
    return new Told(one.reach(), one.first(), one.last(), content, one.digest(), acknowledged);
  }
}
