package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.routing.Flapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each condition of an incident came lately, brought up to date with its alerts. */
final class Recurrences {
  private final Map<String, Recurrence> byId = new TreeMap<>();

  /**
   * Brings them up to date.
   *
   * @param known what was remembered of each alert, by id
   */
  Recurrences(
      List<Recurrence> before,
      List<AlertCase> alerts,
      Map<String, Member> known,
      Flapping flapping,
      Instant now) {
    FlapRule rule = new FlapRule(flapping, now);
    Map<String, Recurrence> old = new LinkedHashMap<>();
    before.forEach(recurrence -> old.put(recurrence.of(), recurrence));
    Map<String, List<AlertCase>> groups =
        alerts.stream().collect(Collectors.groupingBy(alert -> alert.statement().recurrence()));
    groups.keySet().forEach(of -> old.putIfAbsent(of, Recurrence.none(of)));
    Set<String> successors =
        alerts.stream()
            .flatMap(alert -> alert.statement().successor().stream())
            .collect(Collectors.toSet());
    old.forEach(
        (of, recurrence) -> {
          List<AlertCase> group = groups.getOrDefault(of, List.of());
          List<Instant> opened = new ArrayList<>();
          group.forEach(
              alert -> opened.addAll(openings(alert, known.get(alert.id()), successors, now)));
          byId.put(of, rule.next(recurrence, group, opened));
        });
  }

  /** When an alert came since it was counted last. One that corrects another has not come anew. */
  private static List<Instant> openings(
      AlertCase alert, Member known, Set<String> successors, Instant now) {
    List<Instant> openings = new ArrayList<>();
    boolean first = known == null;
    boolean corrects = first && successors.contains(alert.id());
    if (alert.statement().withdrawn() || corrects) {
      return openings;
    }
    if (first || alert.opened().isAfter(known.opening())) {
      openings.add(alert.opened());
    }
    int flaps = alert.statement().flaps() - (first ? 0 : known.flaps());
    openings.addAll(
        Collections.nCopies(Math.max(0, Math.min(flaps, Recurrence.MOST_OPENINGS)), now));
    return openings;
  }

  Recurrence of(AlertCase alert) {
    String of = alert.statement().recurrence();
    return byId.getOrDefault(of, Recurrence.none(of));
  }

  /** Those worth keeping, as many as there is room for: what flaps first, then the latest. */
  List<Recurrence> kept() {
    return byId.values().stream()
        .filter(recurrence -> recurrence.flap().isPresent() || !recurrence.openings().isEmpty())
        .sorted(
            Comparator.comparing((Recurrence recurrence) -> recurrence.flap().isEmpty())
                .thenComparing(Recurrences::latest, Comparator.reverseOrder())
                .thenComparing(Recurrence::of))
        .limit(Incident.MOST_RECURRENCES)
        .toList();
  }

  /** The same, a summary of what comes and goes having been told where it was due. */
  List<Recurrence> summarised(Flapping flapping, Instant now) {
    return kept().stream()
        .map(
            one ->
                new Recurrence(
                    one.of(),
                    one.openings(),
                    one.flap()
                        .map(
                            flap ->
                                now.isBefore(flap.summarised().plus(flapping.summary()))
                                    ? flap
                                    : flap.summarisedAt(now))))
        .toList();
  }

  private static Instant latest(Recurrence recurrence) {
    List<Instant> openings = recurrence.openings();
    return recurrence
        .flap()
        .map(Recurrence.Flap::change)
        .orElseGet(() -> openings.isEmpty() ? Instant.MIN : openings.get(openings.size() - 1));
  }
}
