package io.rivulet.console.course;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a session had had of one drug by an instant, over all pumps and routes.
 *
 * @param key drug and instant
 * @param revision of the statement; 0 where it was worked out again
 * @param drug its name, however it is spelled
 * @param at the latest sample or charted dose in it
 * @param unit mg, [IU] or meq
 * @param deliveredAmount in {@code unit}
 * @param deliveredPerKg in {@code unit} per kg
 * @param uncertainAmount what may have moved unseen, in {@code unit}
 * @param plannedPerKg planned cumulative dose, in {@code unit} per kg
 * @param plannedSoFarPerKg what the plan would have given by then
 * @param ratePerKgPerHour rate of all pumps, in {@code unit} per kg and hour
 * @param predictions predictions, never measurements; the default model first
 * @param predictionNote what they leave out
 */
public record DoseItem(
    String key,
    long revision,
    String drug,
    Instant at,
    Optional<String> unit,
    OptionalDouble deliveredAmount,
    OptionalDouble deliveredPerKg,
    OptionalDouble uncertainAmount,
    OptionalDouble plannedPerKg,
    OptionalDouble plannedSoFarPerKg,
    OptionalDouble ratePerKgPerHour,
    List<PredictedValue> predictions,
    Optional<String> predictionNote)
    implements CourseItem {
  @Override
  public Instant place() {
    return at;
  }
}
