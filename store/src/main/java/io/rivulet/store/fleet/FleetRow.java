package io.rivulet.store.fleet;

import io.rivulet.store.read.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One device of the fleet. What it says of itself (model, firmware) is its own text, whatever that
 * is.
 *
 * @param device the device
 * @param site its clinic; empty where none is known
 * @param kind pump, monitor, or empty where it never sent a sample
 * @param state what it is doing
 * @param pumpState what it was doing in its latest pump sample
 * @param online what its latest status said; empty where it never sent one
 * @param lastSeen when something of it was last received; empty where nothing was
 * @param silentSince since when a bridge calls it silent
 * @param batteryPercent its charge, 0 to 100, as last stated
 * @param model what it calls its model
 * @param firmware what it calls its firmware
 * @param clock what is known of its clock
 * @param clockOffsetMillis its clock less the receipt clock, ms, negative where it is behind
 * @param clockSpreadMillis how far the differences lay apart, ms
 * @param clockStated when that was stated
 * @param clockDriftMillisPerDay how fast it moves, ms a day; empty before it was watched for an
 *     hour
 * @param clockJumped when it last jumped
 * @param clockJumpMillis how far, ms
 * @param clockRefused when something was last refused for its time
 * @param messagesPerMinute how often it is received now
 * @param refused how much of it was refused and still is
 * @param lastRefused when something of it was last refused
 * @param alerts how many alerts of it stand
 * @param gravestAlert their highest priority: high, medium or low
 * @param session the session it serves now
 * @param needs why somebody should look at it, gravest first
 */
public record FleetRow(
    String device,
    String site,
    Optional<String> kind,
    String state,
    Optional<String> pumpState,
    Optional<Boolean> online,
    Optional<Instant> lastSeen,
    Optional<Instant> silentSince,
    OptionalDouble batteryPercent,
    Optional<String> model,
    Optional<String> firmware,
    String clock,
    OptionalLong clockOffsetMillis,
    OptionalLong clockSpreadMillis,
    Optional<Instant> clockStated,
    OptionalLong clockDriftMillisPerDay,
    Optional<Instant> clockJumped,
    OptionalLong clockJumpMillis,
    Optional<Instant> clockRefused,
    double messagesPerMinute,
    long refused,
    Optional<Instant> lastRefused,
    int alerts,
    Optional<String> gravestAlert,
    Optional<String> session,
    List<String> needs) {
  private static final List<String> PRIORITIES = List.of("high", "medium", "low");
  private static final double TENTHS = 10;

  static FleetRow read(Row row) throws SQLException {
    Optional<Integer> rank = boxed(row.optionalCount("alert_rank"));
    return new FleetRow(
        row.text("device"),
        row.text("site"),
        row.optionalText("kind"),
        DeviceState.values()[row.count("state")].word(),
        row.optionalText("pump_state"),
        row.optionalFlag("online"),
        row.optionalInstant("last_received_time"),
        row.optionalInstant("silent_since"),
        row.optionalNumber("battery_percent"),
        row.optionalText("model"),
        row.optionalText("firmware"),
        ClockVerdict.values()[row.count("clock")].word(),
        row.optionalWhole("clock_offset_millis"),
        row.optionalWhole("clock_spread_millis"),
        row.optionalInstant("clock_stated_time"),
        row.optionalWhole("clock_drift_millis"),
        row.optionalInstant("clock_jumped_time"),
        row.optionalWhole("clock_jump_millis"),
        row.optionalInstant("clock_refused_time"),
        Math.round(row.number("rate_now") * TENTHS) / TENTHS,
        row.whole("refused_count"),
        row.optionalInstant("refused_time"),
        row.count("alert_count"),
        rank.map(at -> PRIORITIES.get(at - 1)),
        row.optionalText("serves"),
        Need.of(row.count("needs")).stream().map(Need::word).toList());
  }

  private static Optional<Integer> boxed(java.util.OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }
}
