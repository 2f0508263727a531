package io.rivulet.store.fleet;

import io.rivulet.store.fleet.LatestFirmware.Outdated;
import io.rivulet.store.fleet.LatestFirmware.Use;
import io.rivulet.store.read.Row;
import io.rivulet.store.read.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/**
 * The fleet: one row for each device that was heard, bound, alerted of or refused. Pages follow one
 * another by key: a device whose value does not change while somebody pages is on exactly one page;
 * one whose value changes may be missed or come twice, except in order of its name. States and
 * needs are as of the first page.
 *
 * <p>Every method throws {@link io.rivulet.store.read.StoreUnavailableException} where the database
 * does not answer. Safe for use by many threads.
 */
public final class FleetReads {
  /** The most devices that are asked for by name. */
  public static final int MAX_NAMES = 200;

  private static final int MAX_USES = 2_000;
  private static final Duration FIRMWARE_HOLDS = Duration.ofSeconds(30);
  private static final String USES =
      """
      SELECT model, firmware, count(*) AS devices FROM rivulet.device
      WHERE model IS NOT NULL AND firmware IS NOT NULL GROUP BY model, firmware
      ORDER BY devices DESC LIMIT %d
      """
          .formatted(MAX_USES);

  private static final String PARTS =
      """
      SELECT site, state, clock, needs, count(*) AS devices, count(session) AS serving,
        sum(alert_count) AS alerts, sum(refused_count)::bigint AS refused, max(last_received_time) AS heard
      FROM (SELECT d.*, %s AS needs FROM (SELECT d.site, d.session, d.session_from, d.session_to,
          d.refused_time, d.battery_percent, d.model, d.firmware, d.alert_count, d.refused_count,
          d.last_received_time, %s AS state, %s AS clock
        FROM rivulet.device d WHERE %s OFFSET 0) AS d OFFSET 0) AS judged
      GROUP BY site, state, clock, needs
      """;

  private final DataSource database;
  private final FleetRules rules;
  private final AtomicReference<Known> firmware = new AtomicReference<>();

  private record Known(Instant at, Outdated outdated) {}

  /** Reads through connections of this pool. */
  public FleetReads(DataSource database, FleetRules rules) {
    this.database = Objects.requireNonNull(database, "database");
    this.rules = Objects.requireNonNull(rules, "rules");
  }

  /** What devices are judged by. */
  public FleetRules rules() {
    return rules;
  }

  /**
   * A page of devices.
   *
   * @param now for a first page; later ones are as of their first
   * @throws IllegalArgumentException where the cursor is not one of this list
   */
  public FleetPage page(FleetQuery query, FleetScope scope, Instant now) {
    Optional<FleetCursor> after =
        query.after().map(text -> FleetCursor.decode(query.question(), text));
    Instant asOf = after.map(FleetCursor::asOf).orElse(now.truncatedTo(ChronoUnit.MICROS));
    return Snapshot.ask(
        database,
        "fleet",
        snapshot -> PageReads.read(snapshot, sql(snapshot, asOf, now), query, scope, asOf, after));
  }

  /** Devices by name, those that are there and that somebody may see, by name. */
  public List<FleetRow> named(List<String> names, FleetScope scope, Instant now) {
    if (names.size() > MAX_NAMES) {
      throw new IllegalArgumentException(
          "%d devices are named; %d are taken".formatted(names.size(), MAX_NAMES));
    }
    return Snapshot.ask(
        database,
        "fleet",
        snapshot -> {
          FleetSql sql = sql(snapshot, now, now);
          List<Object> parameters = new ArrayList<>();
          sql.bindNeeds(parameters);
          String where = FleetSql.within(scope, parameters);
          parameters.add(names.toArray(String[]::new));
          return snapshot.rows(
              "SELECT %s FROM rivulet.device d WHERE %s AND d.device = ANY (?::text[]) ORDER BY d.device"
                  .formatted(sql.columns(), where),
              FleetRow::read,
              parameters.toArray());
        });
  }

  /** How many devices there are of each kind. */
  public FleetFacets facets(FleetFilter filter, FleetScope scope, Instant now) {
    return Snapshot.ask(
        database,
        "fleetFacets",
        snapshot -> FacetReads.read(snapshot, sql(snapshot, now, now), filter, scope, now));
  }

  /** The whole fleet in parts that stand alike: some hundred of them, read in one pass. */
  public List<FleetPart> parts(Instant now) {
    return Snapshot.ask(
        database,
        "fleetParts",
        snapshot -> {
          FleetSql sql = sql(snapshot, now, now);
          List<Object> parameters = new ArrayList<>();
          sql.bindNeeds(parameters);
          String where = FleetSql.within(FleetScope.ALL, parameters);
          return snapshot.rows(
              PARTS.formatted(sql.needs("d.state", "d.clock"), sql.state(), sql.clock(), where),
              FleetReads::part,
              parameters.toArray());
        });
  }

  private static FleetPart part(Row row) throws SQLException {
    return new FleetPart(
        row.text("site"),
        DeviceState.values()[row.count("state")],
        ClockVerdict.values()[row.count("clock")],
        Need.of(row.count("needs")),
        row.whole("devices"),
        row.whole("serving"),
        row.whole("alerts"),
        row.whole("refused"),
        row.optionalInstant("heard"));
  }

  private FleetSql sql(Snapshot snapshot, Instant asOf, Instant now) throws SQLException {
    Known known = firmware.get();
    if (known == null || Duration.between(known.at(), now).abs().compareTo(FIRMWARE_HOLDS) > 0) {
      known = new Known(now, LatestFirmware.outdated(snapshot.rows(USES, FleetReads::use)));
      firmware.set(known);
    }
    return new FleetSql(rules, known.outdated(), asOf.truncatedTo(ChronoUnit.MICROS));
  }

  private static Use use(Row row) throws SQLException {
    return new Use(row.text("model"), row.text("firmware"), row.whole("devices"));
  }
}
