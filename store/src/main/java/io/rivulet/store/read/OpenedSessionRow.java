package io.rivulet.store.read;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A session as it was opened, and how far it has come.
 *
 * @param session the session
 * @param site the clinic
 * @param subject a pseudonym
 * @param drug empty for a recording of many
 * @param route IV, IM or IN
 * @param plannedDosePerKg in {@code plannedUnit} per kg, by the latest plan
 * @param plannedUnit mg, [IU] or meq
 * @param plannedDurationSeconds by the latest plan
 * @param opened when its opening was recorded
 * @param started when its first device was bound
 * @param closed when it ended; empty while it lasts
 * @param phase the latest entered
 * @param phaseSince when that was entered
 * @param series the series it belongs to
 * @param number which of that series, from 1
 */
public record OpenedSessionRow(
    String session,
    String site,
    String subject,
    Optional<String> drug,
    String route,
    OptionalDouble plannedDosePerKg,
    Optional<String> plannedUnit,
    OptionalInt plannedDurationSeconds,
    Instant opened,
    Optional<Instant> started,
    Optional<Instant> closed,
    Optional<String> phase,
    Optional<Instant> phaseSince,
    Optional<String> series,
    OptionalInt number) {}
