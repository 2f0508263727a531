package io.rivulet.store.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A course of treatment: its plan, the sessions it has had, and how its subject was.
 *
 * @param series the series
 * @param site the clinic
 * @param subject a pseudonym
 * @param drug the drug
 * @param route IV, IM or IN
 * @param unit of doses, which are per kg: mg, [IU] or meq
 * @param steps planned sessions, [{number, dosePerKg, daysAfter}], a JSON array
 * @param dosesSet doses that people decided, [{number, dosePerKg, reason}], a JSON array
 * @param closed when it ended
 * @param sessions those it has had, by number
 * @param outcomes scores of questionnaires, by time
 */
public record SeriesRow(
    String series,
    String site,
    String subject,
    String drug,
    String route,
    String unit,
    String steps,
    String dosesSet,
    Optional<Instant> closed,
    List<Held> sessions,
    List<Score> outcomes) {
  /** Keeps lists that nobody changes. */
  public SeriesRow {
    sessions = List.copyOf(sessions);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * A session of it.
   *
   * @param number which, from 1
   * @param session its name
   * @param started when its first device was bound
   * @param closed when it ended
   * @param phase the latest entered
   * @param amountPerKg delivered of the series' drug over all routes, unit per kg
   */
  public record Held(
      OptionalInt number,
      String session,
      Optional<Instant> started,
      Optional<Instant> closed,
      Optional<String> phase,
      OptionalDouble amountPerKg) {}

  /**
   * The total of a questionnaire.
   *
   * @param instrument PHQ-9 or MADRS
   * @param afterSessions sessions had before; 0 is the baseline
   * @param followUp whether it looks back after the last session
   * @param score the total
   * @param at when
   * @param recordedBy by whom
   */
  public record Score(
      String instrument,
      int afterSessions,
      boolean followUp,
      double score,
      Optional<Instant> at,
      String recordedBy) {}
}
