package io.rivulet.benchmarks;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowSink;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.history.Measure;
import io.rivulet.store.history.Page;
import io.rivulet.store.history.SeriesForm;
import io.rivulet.store.history.SeriesQuery;
import io.rivulet.store.history.TimeSpan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long charts of a day's session take while many more rows are there. */
@Command(
    name = "history",
    description =
        "Milliseconds for charts of a day's session (86,400 samples), with many rows present,"
            + " beside the bare aggregate of the same rows.")
final class HistoryBenchmark implements Callable<Integer> {
  private static final int DAY_SAMPLES = 86_400;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @Option(
      names = "--sessions",
      defaultValue = "12",
      description =
          "sessions of a day each, 1 to 2000; 1158 are 100 million rows and 20 GB (default ${DEFAULT-VALUE})")
  int sessions;

  @Option(names = "--charts", defaultValue = "100", description = "how many are asked for")
  int charts;

  @Option(names = "--folder", description = "keeps the database there, for another run")
  Optional<Path> folder;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (sessions < 1 || sessions > 2_000 || charts < 10 || charts > 10_000) {
      throw new IllegalArgumentException("--sessions is 1 to 2000, --charts 10 to 10000");
    }
    List<Double> buckets = new ArrayList<>();
    List<Double> triangles = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (PastSessions past = PastSessions.open(folder)) {
      past.fill(sessions, DAY_SAMPLES);
      HistoryAccess access = HistoryAccess.whole(past.pool());
      Random random = new Random(7);
      for (int i = -10; i < charts; i++) {
        int session = 1 + random.nextInt(sessions);
        double first = chart(access, session, new SeriesForm.Bucketed(Duration.ofMinutes(1)));
        double second = chart(access, session, new SeriesForm.Lttb(1_000));
        double third = bare(past, session);
        if (i >= 0) {
          buckets.add(first);
          triangles.add(second);
          bare.add(third);
        }
      }
    }
    List<Figure> figures = new ArrayList<>();
    percentiles(figures, "1,440 buckets of a minute", buckets);
    percentiles(figures, "1,000 points by LTTB", triangles);
    percentiles(figures, "bare count and sum of the same rows", bare);
    FigureTable.print(
        spec.commandLine().getOut(),
        "history: charts of a session of 86,400 samples, %,d rows present, plain PostgreSQL"
            .formatted((long) sessions * DAY_SAMPLES),
        figures);
    return 0;
  }

  private static double chart(HistoryAccess access, int session, SeriesForm form)
      throws IOException {
    SeriesQuery query =
        new SeriesQuery("s-" + session, Measure.RATE, form, TimeSpan.ALL, Measure.RATE.usualGap());
    long startedNanos = System.nanoTime();
    try (HistoryReading reading = HistoryReading.open(access, LIMIT)) {
      RowSink sink =
          ExportFormat.JSON.open(
              query.shape(),
              new Provenance("bench", "bench", NOW),
              OutputStream.nullOutputStream());
      long rows = HistoryAnswers.write(reading, query, Page.WHOLE, sink);
      if (rows < 1_000) {
        throw new IllegalStateException("a chart of s-" + session + " has " + rows + " rows");
      }
    }
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  private static double bare(PastSessions past, int session) throws SQLException {
    long startedNanos = System.nanoTime();
    try (Connection connection = past.pool().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT count(*), sum(rate_ml_per_hour) FROM rivulet.pump_sample WHERE device = ?
                  AND device_time >= timestamptz '2026-01-01Z' + ? * interval '1 day'
                  AND device_time < timestamptz '2026-01-01Z' + ? * interval '1 day'
                """)) {
      statement.setString(1, "pump-" + session % 20);
      statement.setInt(2, session / 20);
      statement.setInt(3, session / 20 + 1);
      try (var rows = statement.executeQuery()) {
        rows.next();
        if (rows.getLong(1) != DAY_SAMPLES) {
          throw new IllegalStateException("s-" + session + " has " + rows.getLong(1) + " rows");
        }
      }
    }
    return (System.nanoTime() - startedNanos) / 1e6;
  }

  private static void percentiles(List<Figure> figures, String name, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    figures.add(new Figure(name, "ms", millis));
    figures.add(
        Figure.once(name + ", p99", "ms", sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1)));
  }
}
