package io.rivulet.benchmarks;

import io.rivulet.store.fleet.FleetFilter;
import io.rivulet.store.fleet.FleetPage;
import io.rivulet.store.fleet.FleetQuery;
import io.rivulet.store.fleet.FleetReads;
import io.rivulet.store.fleet.FleetRules;
import io.rivulet.store.fleet.FleetScope;
import io.rivulet.store.fleet.FleetSort;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a page of the fleet takes, in every order. */
@Command(
    name = "fleet",
    description =
        "Milliseconds for a page of 100 devices in each order, the first and one from the middle,"
            + " and for the counts, beside a bare SELECT.")
final class FleetBenchmark implements Callable<Integer> {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final int PAGE = 100;
  private static final String FILL =
      """
      INSERT INTO rivulet.device (device, site, last_received_time, pump_state, last_vitals_time, online,
        status_received_time, model, firmware, battery_percent, silent_since, clock_offset_micros,
        clock_spread_micros, clock_stated_time, clock_reference_time, clock_reference_micros,
        messages_per_minute, session, session_from, alert_count, alert_rank, refused_count, refused_time)
      SELECT 'device-' || n * 7919 % 1000003, 'site-' || n % 12, at - n % 90 * interval '1 second'
          - CASE WHEN n % 31 = 0 THEN interval '3 hours' ELSE interval '0' END,
        CASE WHEN n % 3 > 0 THEN (ARRAY['RUN', 'STOP', 'HOLD'])[1 + n % 3] END,
        CASE WHEN n % 3 = 0 THEN at END, n % 37 > 0, at - interval '1 hour', 'Model ' || n % 9,
        '2.' || n % 5 || '.0', n * 31 % 101, CASE WHEN n % 31 = 0 THEN at - interval '3 hours' END,
        n * 7919 % 4000000 - 2000000 - CASE WHEN n % 501 = 0 THEN 7200000000 ELSE 0 END, n % 900000,
        at - interval '10 minutes', at - interval '1 day', n * 7919 % 4000000 - 2000000, n % 61,
        CASE WHEN n % 4 = 0 THEN 's-' || n / 2 END, at - interval '20 minutes', n % 50 / 49,
        CASE WHEN n % 50 = 49 THEN 1 + n % 3 END, n % 100 / 98, CASE WHEN n % 100 > 97 THEN at END
      FROM generate_series(1, ?) n CROSS JOIN (SELECT timestamptz '2026-11-21T12:00:00Z') now (at)
      """;

  @Option(
      names = "--devices",
      defaultValue = "50000",
      description = "devices, 1000 to 500000 (default ${DEFAULT-VALUE})")
  int devices;

  @Option(
      names = "--pages",
      defaultValue = "100",
      description = "pages of each kind, 2 to 10000 (default ${DEFAULT-VALUE})")
  int pages;

  @Spec CommandSpec spec;

  /** Something that is asked many times. */
  private interface Asked {
    int rows() throws SQLException;
  }

  @Override
  public Integer call() throws Exception {
    if (devices < 1_000 || devices > 500_000 || pages < 2 || pages > 10_000) {
      throw new IllegalArgumentException("--devices is 1000 to 500000, --pages 2 to 10000");
    }
    List<Figure> figures = new ArrayList<>();
    try (PastSessions store = PastSessions.open(Optional.empty())) {
      try (Connection connection = store.pool().getConnection()) {
        fill(connection);
        FleetReads fleet = new FleetReads(store.pool(), FleetRules.of(Duration.ofMinutes(1)));
        time(figures, "bare SELECT of a page by name", () -> bare(connection, "device"));
        time(
            figures,
            "bare SELECT of a page by battery",
            () -> bare(connection, "battery_percent, device"));
        for (FleetSort sort : FleetSort.values()) {
          FleetQuery first = query(sort, Optional.empty(), 0);
          time(figures, "first page by " + sort.word(), () -> page(fleet, first));
          FleetPage middle =
              fleet.page(query(sort, Optional.empty(), devices / 2), FleetScope.ALL, NOW);
          FleetQuery behind = query(sort, middle.next(), 0);
          time(figures, "page from the middle by " + sort.word(), () -> page(fleet, behind));
        }
        FleetQuery jump = query(FleetSort.BATTERY, Optional.empty(), devices / 2);
        time(figures, "jump to the middle by battery", () -> page(fleet, jump));
        FleetFilter searched = filter(FleetFilter.words("device-12 model"));
        time(
            figures,
            "first page of a search",
            () ->
                page(
                    fleet,
                    new FleetQuery(searched, FleetSort.DEVICE, false, Optional.empty(), 0, PAGE)));
        time(
            figures,
            "counts of every facet",
            () -> (int) fleet.facets(FleetFilter.ALL, FleetScope.ALL, NOW).total());
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "fleet: pages of %d of %,d devices, plain PostgreSQL".formatted(PAGE, devices),
        figures);
    return 0;
  }

  private void fill(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FILL)) {
      statement.setInt(1, devices);
      int unused = statement.executeUpdate();
    }
    try (Statement statement = connection.createStatement()) {
      // Every device was heard since: a table that lives has dead rows in it.
      int unused =
          statement.executeUpdate(
              "UPDATE rivulet.device SET messages_per_minute = messages_per_minute + 1");
      boolean unusedAnswer = statement.execute("ANALYZE rivulet.device");
    }
  }

  private static FleetFilter filter(List<String> words) {
    return new FleetFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), words);
  }

  private static FleetQuery query(FleetSort sort, Optional<String> after, int skip) {
    return new FleetQuery(FleetFilter.ALL, sort, true, after, skip, PAGE);
  }

  private static int page(FleetReads fleet, FleetQuery query) {
    return fleet.page(query, FleetScope.ALL, NOW).devices().size();
  }

  private static int bare(Connection connection, String order) throws SQLException {
    int count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT * FROM rivulet.device ORDER BY " + order + " DESC LIMIT " + PAGE)) {
      while (rows.next()) {
        count += rows.getString(1).isEmpty() ? 0 : 1;
      }
    }
    return count;
  }

  private void time(List<Figure> figures, String name, Asked asked) throws SQLException {
    List<Double> millis = new ArrayList<>();
    for (int i = -10; i < pages; i++) {
      long startedNanos = System.nanoTime();
      int rows = asked.rows();
      double took = (System.nanoTime() - startedNanos) / 1e6;
      if (rows == 0) {
        throw new IllegalStateException(name + " has no rows");
      }
      if (i >= 0) {
        millis.add(took);
      }
    }
    List<Double> sorted = millis.stream().sorted().toList();
    figures.add(new Figure(name, "ms", millis));
    figures.add(
        Figure.once(name + ", p99", "ms", sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1)));
  }
}
