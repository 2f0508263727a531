package io.rivulet.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.benchmarks.contender.ConnectorLanding;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Pump samples a second from a preloaded topic into the table, by COPY into the same table, and by
 * Debezium's JDBC sink connector into it.
 */
@Command(
    name = "landing",
    description =
        "Rows/s from a preloaded topic into the database, beside COPY and a JDBC sink connector.")
final class LandingBenchmark implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
  private static final int BEDS = 100;

  @Option(
      names = "--rows",
      defaultValue = "200000",
      description = "rows a round, 1 to 1000000 (default ${DEFAULT-VALUE})")
  int rows;

  @Option(
      names = "--connector-rows",
      defaultValue = "50000",
      description = "rows the connector lands of these; 0 leaves it out (default ${DEFAULT-VALUE})")
  int connectorRows;

  @Option(
      names = "--batch",
      defaultValue = "2000",
      description = "rows a batch of the sink and of the connector (default ${DEFAULT-VALUE})")
  int batch;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "a database server to land in, such as TimescaleDB; the user may make databases there and needs no password")
  String database;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private record Measured(double landed, double copied, double connected) {}

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
            "COPY into the same table", "rows/s", measured.stream().map(Measured::copied).toList());
    Figure landed =
        new Figure("landed", "rows/s", measured.stream().map(Measured::landed).toList());
    List<Figure> figures =
        new ArrayList<>(List.of(copied, landed, landed.of(copied, "landed / COPY")));
    if (connectorRows > 0) {
      Figure connected =
          new Figure(
              "JDBC sink connector", "rows/s", measured.stream().map(Measured::connected).toList());
      figures.add(connected);
      figures.add(landed.of(connected, "landed / connector"));
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "landing: %d pump samples a round, batches of %d, %s, synchronous_commit off"
            .formatted(rows, batch, database == null ? "plain PostgreSQL" : database),
        figures);
    return 0;
  }

  private Measured round(Bench bench, int number) throws Exception {
    Settings settings = bench.round("landing-" + number);
    settings = settings.with(Map.of("sink.batch.max", Integer.toString(batch)));
    if (database != null) {
      settings = settings.with(Map.of("database.url", newDatabase("landing_" + number)));
    }
    Bench.provision(settings);
    Bench.preload(settings, Bed.ward(BEDS), rows, FROM);
    double landed = land(settings);
    double copied = copy(settings);
    return new Measured(landed, copied, connectorRows > 0 ? connect(settings) : 0);
  }

  private String newDatabase(String name) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      boolean dropped = statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      boolean created = dropped || statement.execute("CREATE DATABASE " + name);
      return created ? database : database.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1");
    }
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
      long taken = copy.copyOut("COPY (TABLE rivulet.pump_sample) TO STDOUT", text);
      boolean unused = statement.execute("TRUNCATE rivulet.pump_sample");
      ByteArrayInputStream input = new ByteArrayInputStream(text.toByteArray());
      long startedNanos = System.nanoTime();
      long copied = copy.copyIn("COPY rivulet.pump_sample FROM STDIN", input);
      double seconds = (System.nanoTime() - startedNanos) / 1e9;
      unused = statement.execute("TRUNCATE rivulet.pump_sample");
      if (taken != rows || copied != rows) {
        throw new IllegalStateException(
            "%d rows were sent, %d landed, %d copied".formatted(rows, taken, copied));
      }
      return rows / seconds;
    }
  }

  private double connect(Settings settings) {
    int wanted = Math.min(connectorRows, rows);
    try (ConnectorLanding connector =
        new ConnectorLanding(
            settings.kafka(),
            Topic.PUMP_SAMPLES.kafkaName(settings.get(Catalogue.TOPIC_PREFIX)),
            settings.get(Catalogue.DATABASE_URL),
            settings.get(Catalogue.DATABASE_USER),
            "rivulet.pump_sample",
            batch)) {
      long landed = connector.step();
      long startedNanos = System.nanoTime();
      long from = landed;
      while (landed < wanted) {
        landed += connector.step();
      }
      return (landed - from) / ((System.nanoTime() - startedNanos) / 1e9);
    }
  }
}
