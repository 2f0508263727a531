package io.rivulet.store.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session has had of one drug, over all pumps, charted doses and routes, as last stated.
 *
 * @param session the session
 * @param drug the drug
 * @param revision of this statement
 * @param asOf the latest sample or charted dose included
 * @param unit mg, [IU] or meq; empty where no amount is known
 * @param amount over all routes, in {@code unit}; empty where part of it is not known
 * @param amountPerKg per kg of the session's weight in force, in {@code unit}
 * @param uncertaintyAmount what may have moved unseen, in {@code unit}
 * @param routes by route, what pumps counted and what people charted apart
 * @param plannedPerKg planned cumulative dose in force, {@code unit} per kg
 * @param plannedSoFarPerKg what the plan would have given by {@code asOf}, {@code unit} per kg
 * @param started when delivery began; empty before
 * @param ratePerKgPerHour of all pumps now, {@code unit} per kg and hour
 * @param rateUgPerKgPerMinute the same, ug per kg and minute; empty where the unit is not mg
 * @param predictions concentrations at {@code asOf}, the default model first; never measured
 * @param predictionNote what the prediction leaves out; empty for nothing
 */
public record DoseTotalRow(
    String session,
    String drug,
    long revision,
    Instant asOf,
    Optional<String> unit,
    OptionalDouble amount,
    OptionalDouble amountPerKg,
    OptionalDouble uncertaintyAmount,
    List<RouteDose> routes,
    OptionalDouble plannedPerKg,
    OptionalDouble plannedSoFarPerKg,
    Optional<Instant> started,
    OptionalDouble ratePerKgPerHour,
    OptionalDouble rateUgPerKgPerMinute,
    List<Prediction> predictions,
    Optional<String> predictionNote) {
  /** Keeps lists that nobody changes. */
  public DoseTotalRow {
    routes = List.copyOf(routes);
    predictions = List.copyOf(predictions);
  }

  /**
   * What one route gave.
   *
   * @param route IV, IM, IN, PO, SL or SC
   * @param charted whether a person charted it; false where a pump counted it
   * @param amount in the total's unit; empty where it is not known
   * @param amountPerKg in the total's unit per kg; empty where it is not known
   */
  public record RouteDose(
      String route, boolean charted, OptionalDouble amount, OptionalDouble amountPerKg) {}

  /**
   * What one model predicts.
   *
   * @param model its name
   * @param plasmaNgPerMl plasma concentration, ng/mL
   * @param effectSiteNgPerMl effect-site concentration, ng/mL
   */
  public record Prediction(String model, double plasmaNgPerMl, double effectSiteNgPerMl) {}
}
