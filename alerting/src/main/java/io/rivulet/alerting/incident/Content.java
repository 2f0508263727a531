package io.rivulet.alerting.incident;

import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.identity.StableId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What there is to tell of an incident, reduced to what is worth telling when it changes: which
 * alerts are there, of which priority, and which are over. What is measured goes along with it and
 * is no reason of its own.
 *
 * @param number counts its changes
 * @param urgent the last change that is told at once
 * @param digest a hash of it
 */
record Content(long number, long urgent, String digest) {
  static Content next(Incident incident, Members members) {
    String before = digest(incident.members());
    String after = digest(members.all());
    long number = incident.content() + (before.equals(after) ? 0 : 1);
    boolean urgent = number > incident.content() && isUrgent(members.seen());
    return new Content(number, urgent ? number : incident.urgent(), after);
  }

  static String digest(Collection<Member> members) {
    TreeSet<String> entries = new TreeSet<>();
    Map<String, AlertPriority> held = new TreeMap<>();
    for (Member member : members) {
      switch (member.shown()) {
        case NOT_YET -> {}
        case THERE, LATCHED -> entries.add(entry(member, member.shown() + " " + member.priority()));
        case OVER, WITHDRAWN -> entries.add(entry(member, "OVER"));
        case HELD ->
            held.merge(
                member.recurrence(), member.priority(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
    held.forEach((recurrence, priority) -> entries.add(recurrence + " HELD " + priority));
    return StableId.of(entries.toArray(String[]::new));
  }

  private static String entry(Member member, String how) {
    return member.alert() + " " + how;
  }

  /** Whether something is new, or worse than it was, that cannot wait. */
  private static boolean isUrgent(List<Seen> seen) {
    Map<String, Seen> byId =
        seen.stream().collect(Collectors.toMap(one -> one.alert().id(), Function.identity()));
    Map<String, Seen> predecessors = new TreeMap<>();
    for (Seen one : seen) {
      one.alert().statement().successor().ifPresent(next -> predecessors.put(next, one));
    }
    return byId.values().stream()
        .anyMatch(one -> isUrgent(one, Optional.ofNullable(predecessors.get(one.alert().id()))));
  }

  private static boolean isUrgent(Seen one, Optional<Seen> predecessor) {
    if (one.shown() == Member.Shown.HELD) {
      return one.recurrence().flap().map(flap -> begins(one, flap.since())).orElse(false);
    }
    if (one.shown() != Member.Shown.THERE && one.shown() != Member.Shown.LATCHED) {
      return false;
    }
    Optional<AlertPriority> before = before(one).or(() -> predecessor.flatMap(Content::before));
    if (before.isPresent() && one.priority().compareTo(before.get()) < 0) {
      return true;
    }
    boolean back = one.shown() == Member.Shown.THERE && one.shownBefore() == Member.Shown.LATCHED;
    return one.priority() == AlertPriority.HIGH && (before.isEmpty() || back);
  }

  private static boolean begins(Seen one, Instant since) {
    return one.before().map(Member::shown).filter(Member.Shown.HELD::equals).isEmpty()
        && !one.alert().opened().isAfter(since);
  }

  /** The priority it had, where it counted. */
  private static Optional<AlertPriority> before(Seen one) {
    return one.before().filter(member -> member.shown().counts()).map(Member::priority);
  }
}
