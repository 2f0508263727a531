package io.rivulet.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pump samples a second from a preloaded topic into the table, and by COPY into one like it. */
@Command(
    name = "landing",
    description = "Rows/s from a preloaded topic into the database, beside COPY of the same rows.")
final class LandingBenchmark implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
  private static final int BEDS = 100;

  @Option(
      names = "--rows",
      defaultValue = "200000",
      description = "rows a round, 1 to 1000000 (default ${DEFAULT-VALUE})")
  int rows;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private record Measured(double landed, double copied) {}

  @Override
  public Integer call() throws Exception {
    if (rows < 1 || rows > 1_000_000) {
      throw new IllegalArgumentException("--rows " + rows + " is not 1 to 1000000");
    }
    List<Measured> measured;
    try (Bench bench = Bench.start()) {
      measured = rounds.run(number -> round(bench, number));
    }
    Figure copied =
        new Figure(
            "COPY into a table alike", "rows/s", measured.stream().map(Measured::copied).toList());
    Figure landed =
        new Figure("landed", "rows/s", measured.stream().map(Measured::landed).toList());
    FigureTable.print(
        spec.commandLine().getOut(),
        "landing: %d pump samples a round, plain PostgreSQL, synchronous_commit off"
            .formatted(rows),
        List.of(copied, landed, landed.of(copied, "landed / COPY")));
    return 0;
  }

  private Measured round(Bench bench, int number) throws Exception {
    Settings settings = bench.round("landing-" + number);
    Bench.provision(settings);
    Bench.preload(settings, Bed.ward(BEDS), rows, FROM);
    double landed = land(settings);
    return new Measured(landed, copy(settings));
  }

  private double land(Settings settings) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Pace pace = new Pace("rows landed", rows, LIMIT);
    try (Sink sink = Sink.start(SinkConfig.from(settings), InstantSource.system(), registry)) {
      return pace.follow(
          () ->
              (long)
                  registry.find("rivulet.sink.rows").counters().stream()
                      .mapToDouble(Counter::count)
                      .sum());
    }
  }

  private double copy(Settings settings) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                settings.get(Catalogue.DATABASE_URL), settings.get(Catalogue.DATABASE_USER), "");
        Statement statement = connection.createStatement()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      long taken = copy.copyOut("COPY rivulet.pump_sample TO STDOUT", text);
      boolean unused =
          statement.execute("CREATE TABLE rivulet.copied (LIKE rivulet.pump_sample INCLUDING ALL)");
      ByteArrayInputStream input = new ByteArrayInputStream(text.toByteArray());
      long startedNanos = System.nanoTime();
      long copied = copy.copyIn("COPY rivulet.copied FROM STDIN", input);
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      if (taken != rows || copied != rows) {
        throw new IllegalStateException(
            "%d rows were sent, %d landed, %d copied".formatted(rows, taken, copied));
      }
      return rows / seconds;
    }
  }
}
