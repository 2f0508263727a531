package io.rivulet.store.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Pages of any fleet, in any order, put together are that fleet. */
class FleetPagingIT {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** Few values for many devices, so that many are alike, and none where the number is 0. */
  private static final String FILL =
      """
      INSERT INTO rivulet.device (device, site, last_received_time, pump_state, model, firmware,
        battery_percent, clock_offset_micros, clock_stated_time, messages_per_minute, refused_count,
        alert_count, alert_rank, session, session_from)
      SELECT 'd-' || n, CASE WHEN v > 0 THEN 'site-' || v ELSE '' END,
        CASE WHEN v > 0 THEN at - v * interval '4 minutes' END,
        CASE v WHEN 1 THEN 'RUN' WHEN 2 THEN 'STOP' END, CASE WHEN v > 0 THEN 'é"' || v END,
        CASE WHEN v > 0 THEN v || '.0' END, nullif(v, 0) * 9, nullif(v, 0) * -70000000, at, v, v, v,
        nullif(v, 0), CASE WHEN v > 0 THEN 's-' || v END, at
      FROM unnest(?::int[]) WITH ORDINALITY each (v, n)
        CROSS JOIN (SELECT timestamptz '2026-11-21T12:00:00Z') now (at)
      """;

  private static DataDirectory directory;
  private static EmbeddedDatabase server;
  private static HikariDataSource pool;

  @BeforeContainer
  static void start() throws Exception {
    directory = DataDirectory.temporary();
    server =
        EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.PROCESS_END);
    pool =
        ConnectionPool.open(
            new DatabaseConfig(server.jdbcUrl(), server.user(), server.password(), 4), "paging");
    Migrations.migrate(pool);
  }

  @AfterContainer
  static void close() {
    pool.close();
    server.close();
    directory.close();
  }

  @Property(tries = 30)
  @Requirement("FLEET-007")
  void pagesPutTogetherAreTheFleetWhateverIsMissingOrAlike(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 3) Integer> values,
      @ForAll FleetSort sort,
      @ForAll boolean descending,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll @IntRange(min = 0, max = 50) int skip,
      @ForAll @Size(max = 2) Set<DeviceState> states)
      throws SQLException {
    fill(values);
    FleetReads fleet = new FleetReads(pool, FleetRules.of(Duration.ofMinutes(1)));
    FleetFilter filter =
        new FleetFilter(states, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of());

    List<FleetRow> whole = rows(fleet, filter, sort, descending, 0, 1_000);

    assertThat(whole).hasSize(matching(fleet, states));
    assertThat(rows(fleet, filter, sort, descending, 0, limit)).isEqualTo(whole);
    assertThat(rows(fleet, filter, sort, descending, skip, limit))
        .as("behind those left out")
        .isEqualTo(whole.subList(Math.min(skip, whole.size()), whole.size()));
  }

  private static int matching(FleetReads fleet, Set<DeviceState> states) {
    Set<String> words =
        Set.copyOf(
            (states.isEmpty() ? Set.of(DeviceState.values()) : states)
                .stream().map(DeviceState::word).toList());
    return (int)
        rows(fleet, FleetFilter.ALL, FleetSort.DEVICE, false, 0, 1_000).stream()
            .filter(row -> words.contains(row.state()))
            .count();
  }

  private static List<FleetRow> rows(
      FleetReads fleet,
      FleetFilter filter,
      FleetSort sort,
      boolean descending,
      int skip,
      int limit) {
    List<FleetRow> all = new ArrayList<>();
    FleetPage page =
        fleet.page(
            new FleetQuery(filter, sort, descending, Optional.empty(), skip, limit),
            FleetScope.ALL,
            NOW);
    all.addAll(page.devices());
    // Later pages are asked for later, and are as of the first.
    for (int i = 1; page.next().isPresent(); i++) {
      page =
          fleet.page(
              new FleetQuery(filter, sort, descending, page.next(), 0, limit),
              FleetScope.ALL,
              NOW.plus(Duration.ofMinutes(i)));
      all.addAll(page.devices());
    }
    return all;
  }

  private static void fill(List<Integer> values) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement empty = connection.createStatement();
        PreparedStatement fill = connection.prepareStatement(FILL)) {
      int unusedGone = empty.executeUpdate("DELETE FROM rivulet.device");
      fill.setObject(1, values.toArray(Integer[]::new));
      int unused = fill.executeUpdate();
    }
  }
}
