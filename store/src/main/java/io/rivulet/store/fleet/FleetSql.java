package io.rivulet.store.fleet;

import io.rivulet.store.fleet.LatestFirmware.Outdated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expressions over table {@code device}, as {@code d}, as of one instant. What is not text of this
 * program is bound.
 */
final class FleetSql {
  private static final double MICROS_PER_SECOND = 1e6;

  /** By the rules of C, which know the case of a to z, and are the quickest. */
  private static final String SEARCHED =
      """
      lower((d.device || ' ' || coalesce(d.model, '') || ' ' || coalesce(d.firmware, '') || ' '
        || coalesce(d.session, '')) COLLATE "C") LIKE ALL (?::text[])""";

  private final FleetRules rules;
  private final Outdated outdated;
  private final Instant asOf;
  private final String at;

  FleetSql(FleetRules rules, Outdated outdated, Instant asOf) {
    this.rules = rules;
    this.outdated = outdated;
    this.asOf = asOf;
    this.at = literal(asOf);
  }

  /** The ordinal of a {@link DeviceState}. */
  String state() {
    return """
        CASE WHEN d.last_received_time IS NULL THEN 1
          WHEN d.silent_since IS NOT NULL OR d.last_received_time < %s
            OR d.online IS FALSE AND d.last_received_time <= d.status_received_time THEN 0
          WHEN d.pump_state IS NULL AND d.last_vitals_time IS NOT NULL
            OR d.pump_state IN ('RUN', 'BOLUS', 'KVO') THEN 3
          ELSE 2 END"""
        .formatted(before(rules.silentAfter()));
  }

  /** The ordinal of a {@link ClockVerdict}. */
  String clock() {
    return """
        CASE WHEN d.clock_refused_time > %2$s THEN 0
          WHEN d.clock_offset_micros NOT BETWEEN -%1$d AND %1$d THEN 1
          WHEN d.clock_jumped_time > %2$s THEN 2
          WHEN abs(d.clock_offset_micros - d.clock_reference_micros) > 2000000 AND abs(%3$s) > %4$s
            THEN 3
          WHEN d.clock_spread_micros > %1$d THEN 4
          WHEN d.clock_offset_micros IS NULL THEN 5
          ELSE 6 END"""
        .formatted(
            micros(rules.clockOffsetMax()),
            before(rules.recent()),
            drift(),
            FleetRules.DRIFT_SECONDS_PER_DAY * MICROS_PER_SECOND);
  }

  /** Microseconds a day; null before an hour. */
  private static String drift() {
    return """
        CASE WHEN d.clock_stated_time > d.clock_reference_time + interval '1 hour' THEN
          (d.clock_offset_micros - d.clock_reference_micros) * 86400.0::float8
          / date_part('epoch', d.clock_stated_time - d.clock_reference_time) END""";
  }

  /** The session it serves. */
  private String serves() {
    return "CASE WHEN d.session_from <= %1$s AND (d.session_to IS NULL OR d.session_to > %1$s) THEN d.session END"
        .formatted(at);
  }

  private String outdated() {
    if (outdated.models().isEmpty()) {
      return "false";
    }
    // Both are bound, as arrays: they are what devices say.
    return "(d.model, d.firmware) IN (SELECT * FROM unnest(?::text[], ?::text[]))";
  }

  /** The bits of each {@link Need}. */
  String needs() {
    return needs(state(), clock());
  }

  /** The same, where state and clock are known. */
  String needs(String state, String clock) {
    return """
        (CASE WHEN d.session IS NOT NULL AND %s IS NOT NULL AND %s < 2 THEN 16 ELSE 0 END
          + CASE WHEN %s < 5 THEN 8 ELSE 0 END
          + CASE WHEN d.refused_time > %s THEN 4 ELSE 0 END
          + CASE WHEN d.battery_percent <= %s THEN 2 ELSE 0 END
          + CASE WHEN %s THEN 1 ELSE 0 END)"""
        .formatted(
            serves(),
            state,
            clock,
            before(rules.refusing()),
            rules.lowBatteryPercent(),
            outdated());
  }

  /** Binds what {@link #needs} asks for. */
  void bindNeeds(List<Object> parameters) {
    if (!outdated.models().isEmpty()) {
      parameters.add(outdated.models().toArray(String[]::new));
      parameters.add(outdated.firmwares().toArray(String[]::new));
    }
  }

  /** Messages a minute, as of now. */
  private String rate() {
    return "d.messages_per_minute * exp(greatest(-500, least(0, date_part('epoch', d.last_received_time - %s) / 120)))"
        .formatted(at);
  }

  /**
   * What a list is in order of. How fast a rate fades is the same for all, so the order by rate is
   * the same at any time.
   */
  String key(FleetSort sort) {
    return switch (sort) {
      case NEEDS -> "null::float8";
      case DEVICE -> "d.device";
      case SITE -> "nullif(d.site, '') COLLATE \"C\"";
      case STATE -> "(" + state() + ")::float8";
      case LAST_SEEN -> "d.last_received_time";
      case BATTERY -> "d.battery_percent";
      case MODEL -> "d.model COLLATE \"C\"";
      case FIRMWARE -> "d.firmware COLLATE \"C\"";
      case CLOCK -> "abs(d.clock_offset_micros)::float8";
      case RATE ->
          "CASE WHEN d.messages_per_minute > 0 THEN ln(d.messages_per_minute) + date_part('epoch', d.last_received_time) / 120 END";
      case REFUSED -> "nullif(d.refused_count, 0)::float8";
      case ALERTS ->
          "CASE WHEN d.alert_count > 0 THEN (4 - d.alert_rank) * 1000000.0::float8 + d.alert_count END";
      case SESSION -> serves() + " COLLATE \"C\"";
    };
  }

  /** Every column of {@link FleetRow}. */
  String columns() {
    return """
        d.*, CASE WHEN d.pump_state IS NOT NULL THEN 'pump'
            WHEN d.last_vitals_time IS NOT NULL THEN 'monitor' END AS kind,
          %s AS state, %s AS clock, %s AS needs, coalesce(%s, 0) AS rate_now, %s AS serves,
          d.clock_offset_micros / 1000 AS clock_offset_millis,
          d.clock_spread_micros / 1000 AS clock_spread_millis,
          d.clock_jump_micros / 1000 AS clock_jump_millis,
          round((%s) / 1000)::bigint AS clock_drift_millis
        """
        .formatted(state(), clock(), needs(), rate(), serves(), drift());
  }

  /** Whose they are; recordings that were imported are of no fleet. */
  static String within(FleetScope scope, List<Object> parameters) {
    String live =
        "d.device NOT IN (SELECT device FROM rivulet.imported_device WHERE device IS NOT NULL)";
    return scope
        .sites()
        .map(
            sites -> {
              parameters.add(sites.toArray(String[]::new));
              return live + " AND d.site = ANY (?::text[])";
            })
        .orElse(live);
  }

  /** What a filter asks of needs, where they are column {@code needs}. */
  static String needing(FleetFilter filter) {
    int bits = filter.needs().stream().mapToInt(Need::bit).sum();
    return bits == 0 ? "true" : "needs & " + bits + " <> 0";
  }

  /** One condition for each part of a filter that asks something, but for needs. */
  List<String> conditions(FleetFilter filter, List<Object> parameters) {
    List<String> all = new ArrayList<>();
    if (!filter.sites().isEmpty()) {
      all.add(anyOf("d.site", filter.sites(), parameters));
    }
    if (!filter.models().isEmpty()) {
      all.add(anyOf("coalesce(d.model, '')", filter.models(), parameters));
    }
    if (!filter.firmwares().isEmpty()) {
      all.add(anyOf("coalesce(d.firmware, '')", filter.firmwares(), parameters));
    }
    if (!filter.words().isEmpty()) {
      all.add(SEARCHED);
      parameters.add(
          filter.words().stream().map(word -> "%" + like(word) + "%").toArray(String[]::new));
    }
    if (!filter.states().isEmpty()) {
      all.add(ordinals(state(), filter.states()));
    }
    if (!filter.clocks().isEmpty()) {
      all.add(ordinals(clock(), filter.clocks()));
    }
    return all;
  }

  private static String anyOf(String sql, Set<String> values, List<Object> parameters) {
    parameters.add(values.toArray(String[]::new));
    return sql + " = ANY (?::text[])";
  }

  private static String ordinals(String sql, Collection<? extends Enum<?>> values) {
    return "("
        + sql
        + ") IN ("
        + values.stream().map(value -> "" + value.ordinal()).collect(Collectors.joining(", "))
        + ")";
  }

  private static String like(String word) {
    StringBuilder pattern = new StringBuilder();
    for (char c : word.toCharArray()) {
      if (c == '%' || c == '_' || c == '\\') {
        pattern.append('\\');
      }
      pattern.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    return pattern.toString();
  }

  /** Worked out here: the database would take the interval off anew for every device. */
  private String before(Duration age) {
    return literal(asOf.minus(age));
  }

  private static String literal(Instant at) {
    return "timestamptz '" + at + "'";
  }

  private static long micros(Duration duration) {
    return Math.multiplyExact(duration.toMillis(), 1_000L);
  }

  static String joined(List<String> conditions) {
    return String.join(" AND ", conditions);
  }
}
