package io.rivulet.console.overview;

import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.DoseTotalRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.ObservationRow;
import io.rivulet.store.read.PressureRow;
import io.rivulet.store.read.SessionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
 * @param course how far it has come
 * @param weightKg weight in force, kg
 * @param plannedDosePerKg planned cumulative dose, {@code plannedUnit} per kg
 * @param plannedUnit mg, [IU] or meq
 * @param plannedSeconds planned duration, s
 * @param deliveredPerKg what counts against the plan: the session's drug in the planned unit, per
 *     kg; empty where the plan or a part of the dose is not known
 * @param deliveredFraction of the plan; above 1 where more was given
 * @param totals what pumps counted, by drug
 * @param received what it has had of each drug by all routes, with rates and predictions
 * @param doses by pump and drug
 * @param pressures the latest of each source
 * @param vitals the latest of each other vital sign
 * @param observations the latest of each kind, newest first
 * @param devices what it has
 * @param openExcursions how many have not ended
 * @param worstSeverity of these, critical or warning
 * @param alerts how many stand
 * @param worstPriority of these, high, medium or low
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
    CourseSign course,
    OptionalDouble weightKg,
    OptionalDouble plannedDosePerKg,
    Optional<String> plannedUnit,
    OptionalLong plannedSeconds,
    OptionalDouble deliveredPerKg,
    OptionalDouble deliveredFraction,
    List<DrugTotal> totals,
    List<DoseTotalRow> received,
    List<DoseRow> doses,
    List<PressureRow> pressures,
    List<VitalSign> vitals,
    List<ObservationRow> observations,
    List<DeviceSign> devices,
    int openExcursions,
    Optional<String> worstSeverity,
    int alerts,
    Optional<String> worstPriority,
    Instant latestActivity) {

  /**
   * Puts a card together.
   *
   * @param open excursions of all sessions, critical ones first
   * @param alerts that stand, of all sessions, high priority first
   * @param at now: devices whose binding has ended by then are left out
   */
  static SessionCard of(
      SessionSummary summary, List<ExcursionRow> open, List<AlertRow> alerts, Instant at) {
    List<DrugTotal> totals = DrugTotal.of(summary.doses());
    PlannedDose planned = PlannedDose.of(summary, totals);
    List<ExcursionRow> own =
        open.stream().filter(row -> row.session().equals(summary.session())).toList();
    List<AlertRow> ownAlerts =
        alerts.stream()
            .filter(alert -> alert.session().filter(summary.session()::equals).isPresent())
            .toList();
    return new SessionCard(
        summary.session(),
        summary.site(),
        summary.subject(),
        summary.drug(),
        summary.route(),
        summary.opened(),
        summary.started(),
        summary.closed(),
        CourseSign.of(summary.course()),
        summary.weightKg(),
        planned.plannedPerKg(),
        planned.unit(),
        seconds(summary.plannedDuration()),
        planned.deliveredPerKg(),
        planned.deliveredFraction(),
        totals,
        summary.totals(),
        summary.doses(),
        summary.latestPressures(),
        summary.vitals().stream().map(row -> VitalSign.of(row, own)).toList(),
        summary.observations(),
        summary.devices().stream()
            .filter(device -> device.until().map(at::isBefore).orElse(true))
            .map(DeviceSign::of)
            .toList(),
        summary.openExcursions(),
        own.stream().map(ExcursionRow::severity).findFirst(),
        ownAlerts.size(),
        ownAlerts.stream().map(AlertRow::priority).findFirst(),
        summary.latestActivity());
  }

  private static OptionalLong seconds(Optional<Duration> duration) {
    return duration.isPresent()
        ? OptionalLong.of(duration.get().toSeconds())
        : OptionalLong.empty();
  }
}
