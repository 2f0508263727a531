package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sink and PostgreSQL take turns at being killed with kill -9 while samples, some of them twice,
 * keep coming. System property {@code chaos.store.kills} says how often.
 */
class StoreKilledIT {
  private static final int KILLS = Chaos.count("store.kills", 3);
  private static final int PER_KILL = 5_000;
  private static final int REPEATED_OF = 50;
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final long seed = Chaos.seed();
  private final Random random = new Random(seed);
  private int sent;
  private int records;

  @TempDir Path folder;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  @Requirement("STORE-043")
  void rowsAreSamplesExactlyHoweverSinkAndDatabaseAreKilled() throws Exception {
    System.out.println("chaos.seed=" + seed);
    Path postgres = folder.resolve("postgres");
    try (DataDirectory directory = DataDirectory.temporary();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path().resolve("kafka"), 0)) {
      EmbeddedDatabase database = EmbeddedDatabase.start(postgres, 0, Durability.PROCESS_END);
      DatabaseConfig config = new DatabaseConfig(database.jdbcUrl(), database.user(), "", 2);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        TopicProvisioner.ensure(admin, "rivulet.", 3, 1);
      }
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka);
          HikariDataSource asked = ConnectionPool.open(config, "kill-test");
          RoleProcess sink =
              RoleProcess.start(
                  Role.SINK,
                  Map.of(
                      "kafka.bootstrap.servers", kafka.bootstrapServers(),
                      "database.url", database.jdbcUrl(),
                      "database.user", database.user(),
                      "sink.batch.max", "200"),
                  folder)) {
        await().atMost(LIMIT).until(() -> sink.hasStarted(1));
        for (int kill = 0; kill < KILLS; kill++) {
          long from = sent;
          send(producer);
          long until = from + random.nextInt(PER_KILL / 2);
          await()
              .atMost(LIMIT)
              .pollInterval(Duration.ofMillis(5))
              .ignoreExceptions()
              .until(() -> rows(asked) >= until);
          if (kill % 2 == 0) {
            int port = database.port();
            killServer(postgres);
            database.close();
            database = EmbeddedDatabase.start(postgres, port, Durability.PROCESS_END);
          } else {
            sink.kill();
            sink.startAgain();
          }
        }
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptions()
            .until(
                () ->
                    number(asked, "SELECT sum(record_count) FROM rivulet.landed_topic") >= records);

        assertThat(rows(asked)).isEqualTo(sent);
        assertThat(number(asked, "SELECT sum(record_count) FROM rivulet.landed_topic"))
            .isEqualTo(records);
        assertThat(number(asked, "SELECT sum(repeat_count) FROM rivulet.landed_topic"))
            .isEqualTo(records - sent);
        assertThat(number(asked, "SELECT sum(sequence) FROM rivulet.pump_sample"))
            .isEqualTo((long) sent * (sent - 1) / 2);
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    number(asked, "SELECT coalesce(sum(sample_count), 0) FROM rivulet.pump_hour")
                        == sent);
      } finally {
        database.close();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer) {
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    for (int n = 0; n < PER_KILL; n++) {
      String device = "pump-" + sent % 20;
      byte[] value = serde.encode(sample(device, sent));
      int times = random.nextInt(REPEATED_OF) == 0 ? 2 : 1;
      for (int time = 0; time < times; time++) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topic.PUMP_SAMPLES.kafkaName("rivulet."),
                    device.getBytes(StandardCharsets.UTF_8),
                    value));
        records++;
      }
      sent++;
    }
    producer.flush();
  }

  private static PumpSampleRecord sample(String device, int n) {
    return PumpSampleRecord.newBuilder()
        .setSite("north")
        .setDevice(device)
        .setSequence(n)
        .setDeviceTime(START.plusMillis(100L * n))
        .setReceivedTime(START.plusMillis(100L * n + 40))
        .setDrug("Ketamine")
        .setState(PumpStateRecord.RUN)
        .setRateMlPerHour(5.25)
        .setDeliveredNanolitres(n * 1_458L)
        .setAlarms(List.of())
        .setOriginal(List.of())
        .build();
  }

  /** The postmaster; its children notice and end. */
  private static void killServer(Path postgres) throws IOException {
    Path file = postgres.resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
    boolean unused = ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await()
        .atMost(LIMIT)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  private static long rows(HikariDataSource database) throws SQLException {
    return number(database, "SELECT count(*) FROM rivulet.pump_sample");
  }

  private static long number(HikariDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
