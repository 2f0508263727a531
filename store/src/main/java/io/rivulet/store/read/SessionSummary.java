package io.rivulet.store.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One therapy session as it stands now.
 *
 * @param session the session
 * @param site the clinic
 * @param subject a pseudonym, never a name or a record number
 * @param drug under treatment or study; empty for a recording of many
 * @param route IV, IM or IN
 * @param opened when its opening was recorded
 * @param started when its first device was bound; empty while none is
 * @param closed when it ended; empty while it lasts
 * @param plannedDosePerKg planned cumulative dose, {@code plannedUnit} per kg
 * @param plannedUnit mg, [IU] or meq
 * @param plannedDuration planned duration
 * @param weightKg weight in force at the latest activity, corrections applied, kg
 * @param doses one for each pump and drug, ordered by drug, then device
 * @param latestPressures the latest plausible pressure of each source, ordered by source
 * @param openExcursions excursions that have not ended and are not withdrawn
 * @param course how far it has come
 * @param totals what it has had of each drug, by drug
 * @param vitals the latest of each vital sign but pressure; of a session that has ended none
 * @param observations the latest of each kind, newest first
 * @param devices what it has, by name; of a session that has ended none
 * @param latestActivity the latest sample, event or pressure known of it
 */
public record SessionSummary(
    String session,
    String site,
    String subject,
    Optional<String> drug,
    String route,
    Instant opened,
    Optional<Instant> started,
    Optional<Instant> closed,
    OptionalDouble plannedDosePerKg,
    Optional<String> plannedUnit,
    Optional<Duration> plannedDuration,
    OptionalDouble weightKg,
    List<DoseRow> doses,
    List<PressureRow> latestPressures,
    int openExcursions,
    SessionCourse course,
    List<DoseTotalRow> totals,
    List<VitalRow> vitals,
    List<ObservationRow> observations,
    List<BoundDeviceRow> devices,
    Instant latestActivity) {
  /** Keeps lists that nobody changes. */
  public SessionSummary {
    doses = List.copyOf(doses);
    latestPressures = List.copyOf(latestPressures);
    totals = List.copyOf(totals);
    vitals = List.copyOf(vitals);
    observations = List.copyOf(observations);
    devices = List.copyOf(devices);
  }
}
