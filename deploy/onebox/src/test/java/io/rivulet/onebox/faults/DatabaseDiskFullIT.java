package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.store.landing.Sink;
import io.rivulet.store.landing.SinkConfig;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the tables fills up while samples land; the disk under the log does not. */
class DatabaseDiskFullIT {
  private static final int SMALL_KIBIBYTES = 16_384;
  private static final int ENOUGH_KIBIBYTES = 131_072;
  private static final int SAMPLES = 120_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  @Requirement("STORE-045")
  void landingWaitsSaysWhyAndGoesOnWhenThereIsRoom() throws Exception {
    assumeTrue(SmallDisk.isAvailable(), SmallDisk.UNAVAILABLE);
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), SMALL_KIBIBYTES);
        DataDirectory directory = DataDirectory.temporary();
        EmbeddedKafka kafka = EmbeddedKafka.start(directory.path().resolve("kafka"), 0);
        EmbeddedDatabase database =
            EmbeddedDatabase.start(
                directory.path().resolve("postgres"), 0, Durability.PROCESS_END)) {
      Path tables = Files.createDirectory(disk.folder().resolve("tables"));
      execute(database, "CREATE TABLESPACE small LOCATION '" + tables + "'");
      execute(database, "ALTER DATABASE rivulet SET default_tablespace = small");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        TopicProvisioner.ensure(admin, "rivulet.", 3, 1);
      }
      send(kafka);
      Settings settings =
          Settings.of(
              Map.of(
                  "kafka.bootstrap.servers", kafka.bootstrapServers(),
                  "database.url", database.jdbcUrl(),
                  "database.user", database.user()));
      try (Sink sink =
          Sink.start(
              SinkConfig.from(settings), InstantSource.system(), new SimpleMeterRegistry())) {
        await()
            .atMost(LIMIT)
            .until(() -> sink.health().detail().contains("No space left on device"));
        assertThat(sink.health().ready()).isFalse();
        assertThat(rows(database)).isPositive().isLessThan(SAMPLES);

        disk.grow(ENOUGH_KIBIBYTES);
        await().atMost(LIMIT).until(() -> rows(database) >= SAMPLES);
        await().atMost(LIMIT).until(() -> sink.health().ready());
      }

      assertThat(rows(database)).isEqualTo(SAMPLES);
      assertThat(number(database, "SELECT sum(record_count) FROM rivulet.landed_topic"))
          .isEqualTo(SAMPLES);
      assertThat(number(database, "SELECT sum(repeat_count) FROM rivulet.landed_topic")).isZero();
    }
  }

  private static void send(EmbeddedKafka kafka) {
    AvroSerde<PumpSampleRecord> serde = AvroSerde.of(PumpSampleRecord.class);
    try (KafkaProducer<byte[], byte[]> producer = StoreKilledIT.producer(kafka)) {
      for (int n = 0; n < SAMPLES; n++) {
        String device = "pump-" + n % 20;
        var unused =
            producer.send(
                new ProducerRecord<>(
                    Topic.PUMP_SAMPLES.kafkaName("rivulet."),
                    device.getBytes(StandardCharsets.UTF_8),
                    serde.encode(StoreKilledIT.sample(device, n))));
      }
      producer.flush();
    }
  }

  private static long rows(EmbeddedDatabase database) throws SQLException {
    return number(database, "SELECT count(*) FROM rivulet.pump_sample");
  }

  private static long number(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
