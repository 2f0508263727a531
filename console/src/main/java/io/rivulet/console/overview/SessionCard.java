package io.rivulet.console.overview;

import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.PressureRow;
import io.rivulet.store.read.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One session as a card of the page shows it.
 *
 * @param session the session
 * @param site the clinic
 * @param subject a pseudonym
 * @param drug under treatment; empty for a recording of many
 * @param route IV, IM or IN
 * @param opened when its opening was recorded
 * @param started when its first device was bound
 * @param closed when it ended; empty while it lasts
 * @param weightKg weight in force, kg
 * @param plannedDosePerKg planned cumulative dose, {@code plannedUnit} per kg
 * @param plannedUnit mg, [IU] or meq
 * @param plannedSeconds planned duration, s
 * @param deliveredPerKg what counts against the plan: the session's drug in the planned unit, per
 *     kg; empty where the plan or a part of the dose is not known
 * @param deliveredFraction of the plan; above 1 where more was given
 * @param totals by drug
 * @param doses by pump and drug
 * @param pressures the latest of each source
 * @param openExcursions how many have not ended
 * @param worstSeverity of these, critical or warning
 * @param latestActivity the latest sample, event or pressure
 */
public record SessionCard(
    String session,
    String site,
    String subject,
    Optional<String> drug,
    String route,
    Instant opened,
    Optional<Instant> started,
    Optional<Instant> closed,
    OptionalDouble weightKg,
    OptionalDouble plannedDosePerKg,
    Optional<String> plannedUnit,
    OptionalLong plannedSeconds,
    OptionalDouble deliveredPerKg,
    OptionalDouble deliveredFraction,
    List<DrugTotal> totals,
    List<DoseRow> doses,
    List<PressureRow> pressures,
    int openExcursions,
    Optional<String> worstSeverity,
    Instant latestActivity) {

  static SessionCard of(SessionSummary summary, List<ExcursionRow> open) {
    List<DrugTotal> totals = DrugTotal.of(summary.doses());
    OptionalDouble delivered = againstPlan(summary, totals);
    return new SessionCard(
        summary.session(),
        summary.site(),
        summary.subject(),
        summary.drug(),
        summary.route(),
        summary.opened(),
        summary.started(),
        summary.closed(),
        summary.weightKg(),
        summary.plannedDosePerKg(),
        summary.plannedUnit(),
        seconds(summary.plannedDuration()),
        delivered,
        fraction(delivered, summary.plannedDosePerKg()),
        totals,
        summary.doses(),
        summary.latestPressures(),
        summary.openExcursions(),
        worst(summary.session(), open),
        summary.latestActivity());
  }

  private static OptionalDouble againstPlan(SessionSummary summary, List<DrugTotal> totals) {
    if (summary.drug().isEmpty() || summary.plannedUnit().isEmpty()) {
      return OptionalDouble.empty();
    }
    String drug = summary.drug().get().toLowerCase(Locale.ROOT);
    List<DrugTotal> same =
        totals.stream()
            .filter(total -> total.drug().toLowerCase(Locale.ROOT).equals(drug))
            .toList();
    boolean comparable =
        same.stream()
            .allMatch(
                total ->
                    total.unit().equals(summary.plannedUnit()) && total.amountPerKg().isPresent());
    return same.isEmpty() || !comparable
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            same.stream().mapToDouble(total -> total.amountPerKg().getAsDouble()).sum());
  }

  private static OptionalDouble fraction(OptionalDouble delivered, OptionalDouble planned) {
    return delivered.isPresent() && planned.isPresent() && planned.getAsDouble() > 0
        ? OptionalDouble.of(delivered.getAsDouble() / planned.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalLong seconds(Optional<Duration> duration) {
    return duration.isPresent()
        ? OptionalLong.of(duration.get().toSeconds())
        : OptionalLong.empty();
  }

  private static Optional<String> worst(String session, List<ExcursionRow> open) {
    List<String> severities =
        open.stream()
            .filter(row -> row.session().equals(session))
            .map(ExcursionRow::severity)
            .toList();
    return severities.contains("critical")
        ? Optional.of("critical")
        : severities.stream().findFirst();
  }
}
