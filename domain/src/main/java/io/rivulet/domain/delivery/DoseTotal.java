package io.rivulet.domain.delivery;

import io.rivulet.domain.prediction.Prediction;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.DoseRate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session has had of one drug, over all pumps, charted doses and routes.
 *
 * @param drug its name by {@link io.rivulet.domain.dose.DrugName#key}: however pumps and people
 *     spell it, it is one drug
 * @param asOf the latest sample or charted dose of the session that it includes
 * @param unit what amounts are counted in; empty where nothing is known or units differ
 * @param routes by route, what pumps counted first
 * @param uncertainty what pumps may have moved unseen, at most, in {@code unit}
 * @param plannedPerKg planned cumulative dose in force, per kg
 * @param plannedSoFarPerKg what an even infusion after plan would have given by now, per kg
 * @param started when the first of it was given
 * @param ratePerKgPerHour rate of all pumps now; empty where that of any is not known
 * @param prediction concentrations now; empty for a drug without a model
 */
public record DoseTotal(
    String drug,
    Instant asOf,
    Optional<AmountUnit> unit,
    List<RouteDose> routes,
    OptionalDouble uncertainty,
    OptionalDouble plannedPerKg,
    OptionalDouble plannedSoFarPerKg,
    Optional<Instant> started,
    OptionalDouble ratePerKgPerHour,
    Optional<Prediction> prediction) {
  /** Copies the routes. */
  public DoseTotal {
    Objects.requireNonNull(drug, "drug");
    Objects.requireNonNull(asOf, "asOf");
    routes = List.copyOf(routes);
  }

  /** Over all routes, in {@link #unit}; empty where any part is not known. */
  public OptionalDouble amount() {
    return sum(routes.stream().map(RouteDose::amount).toList());
  }

  /** Over all routes, per kg; empty where any part is not known. */
  public OptionalDouble perKg() {
    return sum(routes.stream().map(RouteDose::perKg).toList());
  }

  /** Delivered of what is planned in all: 1 where all of it was; empty without a plan. */
  public OptionalDouble shareOfPlan() {
    return perKg().isPresent() && plannedPerKg.isPresent()
        ? OptionalDouble.of(perKg().getAsDouble() / plannedPerKg.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The rate in ug/kg/min; empty where it is not known or the drug is not counted in mg. */
  public OptionalDouble rateUgPerKgPerMinute() {
    return ratePerKgPerHour.isPresent() && unit.equals(Optional.of(AmountUnit.MILLIGRAM))
        ? OptionalDouble.of(
            new DoseRate(ratePerKgPerHour.getAsDouble(), AmountUnit.MILLIGRAM, true)
                .in("ug/kg/min"))
        : OptionalDouble.empty();
  }

  private static OptionalDouble sum(List<OptionalDouble> parts) {
    double sum = parts.stream().mapToDouble(part -> part.orElse(Double.NaN)).sum();
    return Double.isFinite(sum) ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
