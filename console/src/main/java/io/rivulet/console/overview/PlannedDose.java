package io.rivulet.console.overview;

import io.rivulet.store.read.DoseTotalRow;
import io.rivulet.store.read.SessionSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session has had of its drug, against the plan. What the engine states of all routes counts
 * before what the pumps counted.
 *
 * @param plannedPerKg planned cumulative dose, {@code unit} per kg
 * @param unit mg, [IU] or meq
 * @param deliveredPerKg what counts against it; empty where the plan or a part of the dose is not
 *     known
 * @param deliveredFraction of the plan; above 1 where more was given
 */
record PlannedDose(
    OptionalDouble plannedPerKg,
    Optional<String> unit,
    OptionalDouble deliveredPerKg,
    OptionalDouble deliveredFraction) {

  static PlannedDose of(SessionSummary summary, List<DrugTotal> byPumps) {
    Optional<DoseTotalRow> stated =
        summary.totals().stream().filter(total -> isSessions(summary, total.drug())).findFirst();
    OptionalDouble planned =
        stated
            .map(DoseTotalRow::plannedPerKg)
            .filter(OptionalDouble::isPresent)
            .orElse(summary.plannedDosePerKg());
    Optional<String> unit = summary.plannedUnit().or(() -> stated.flatMap(DoseTotalRow::unit));
    OptionalDouble delivered =
        stated.isPresent() ? ofTotal(stated.get(), unit) : ofPumps(summary, byPumps);
    return new PlannedDose(planned, unit, delivered, fraction(delivered, planned));
  }

  private static boolean isSessions(SessionSummary summary, String drug) {
    return summary.drug().isPresent()
        && summary.drug().get().toLowerCase(Locale.ROOT).equals(drug.toLowerCase(Locale.ROOT));
  }

  private static OptionalDouble ofTotal(DoseTotalRow total, Optional<String> unit) {
    return total.unit().equals(unit) ? total.amountPerKg() : OptionalDouble.empty();
  }

  private static OptionalDouble ofPumps(SessionSummary summary, List<DrugTotal> byPumps) {
    List<DrugTotal> same =
        byPumps.stream().filter(total -> isSessions(summary, total.drug())).toList();
    boolean comparable =
        summary.plannedUnit().isPresent()
            && same.stream()
                .allMatch(
                    total ->
                        total.unit().equals(summary.plannedUnit())
                            && total.amountPerKg().isPresent());
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
}
