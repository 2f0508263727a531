package io.rivulet.store.landing;

import static org.awaitility.Awaitility.await;

import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.TestRecords;
import io.rivulet.store.TestStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Rows per second of pump samples from Kafka into their table, beside COPY of the same rows into
 * the same table with its key, in the same run. Servers are in this process's machine; PostgreSQL
 * writes through to disk.
 *
 * <p>Arguments: samples (default 300000), batch (default 2000).
 */
public final class LandingBenchmark {
  private static final int DEVICES = 200;
  private static final String LANDED =
      "SELECT coalesce(sum(record_count), 0) FROM rivulet.landed_topic";

  private LandingBenchmark() {}

  /** Runs and prints one line for each way. */
  public static void main(String[] args) throws Exception {
    int samples = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    try (DataDirectory directory = DataDirectory.temporary();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path().resolve("kafka"), 0);
        EmbeddedDatabase database =
            EmbeddedDatabase.start(directory.path().resolve("postgres"), 0, Durability.POWER_LOSS);
        TestStore store =
            TestStore.of(kafka.bootstrapServers(), database.jdbcUrl(), database.user(), "bench.")) {
      for (int n = 0; n < samples; n++) {
        String device = "pump-" + n % DEVICES;
        store.send(Topic.PUMP_SAMPLES, device, TestRecords.pump(device, n / DEVICES));
      }
      store.flush();
      double landed = land(store, samples, batch);
      double copied = copy(store, directory.path().resolve("rows.copy"), samples);
      System.out.printf(
          Locale.ROOT,
          "landed %.0f rows/s (batch %d), COPY %.0f rows/s, ratio %.2f%n",
          landed,
          batch,
          copied,
          landed / copied);
    }
  }

  /** From the first batch seen to the last, so that neither start-up nor migration counts. */
  private static double land(TestStore store, int samples, int batch) {
    try (Sink sink = store.startSink(batch)) {
      store.awaitNumber(LANDED, 1);
      long before = store.number(LANDED);
      long begun = System.nanoTime();
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> store.number(LANDED) == samples);
      return perSecond(samples - before, begun);
    }
  }

  private static double copy(TestStore store, Path file, int samples) throws Exception {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      try (OutputStream out = Files.newOutputStream(file)) {
        copy.copyOut("COPY rivulet.pump_sample TO STDOUT", out);
      }
      statement.execute("TRUNCATE rivulet.pump_sample");
      statement.execute("CHECKPOINT");
      long begun = System.nanoTime();
      try (InputStream in = Files.newInputStream(file)) {
        copy.copyIn("COPY rivulet.pump_sample FROM STDIN", in);
      }
      return perSecond(samples, begun);
    }
  }

  private static double perSecond(long rows, long begunNanos) {
    return rows * 1e9 / (System.nanoTime() - begunNanos);
  }
}
