package io.rivulet.store.upkeep;

import static io.rivulet.store.TestRecords.pump;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.TimescaleServer;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.database.StoragePolicies;
import io.rivulet.store.database.StorageSettings;
import io.rivulet.store.landing.Sink;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimescaleJobsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final int SAMPLES = 2_000;

  private TestStore store;
  private Capabilities capabilities;

  @BeforeEach
  void migrated() throws SQLException {
    store = SERVERS.newStore();
    capabilities = Migrations.migrate(store.config().database());
    StoragePolicies.apply(store.database(), StorageSettings.DEFAULT, capabilities);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-040")
  void whatIsLateLandsOnceInChunksThatWereCompressed() throws SQLException {
    assumeTrue(capabilities.timescaleCommunity(), TimescaleServer.MISSING);
    try (Sink sink = store.startSink()) {
      for (int n = 0; n < SAMPLES; n += 2) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", n));
      }
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, SAMPLES / 2);
      execute("SELECT compress_chunk(c) FROM show_chunks('rivulet.pump_sample') c");

      for (int n = 0; n < SAMPLES; n++) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", pump("pump-1", n));
      }
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, SAMPLES / 2 + SAMPLES);
    }

    assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(SAMPLES);
    assertThat(store.number("SELECT count(DISTINCT sequence) FROM rivulet.pump_sample"))
        .isEqualTo(SAMPLES);
    assertThat(store.number("SELECT sum(repeat_count) FROM rivulet.landed_topic"))
        .isEqualTo(SAMPLES / 2);
    execute("CALL refresh_continuous_aggregate('rivulet.pump_minute', NULL, NULL)");
    store.awaitNumber("SELECT sum(sample_count) FROM rivulet.pump_minute", SAMPLES);
  }

  @Test
  @Requirement("STORE-041")
  void aJobThatFailsIsNamedWithItsReason() throws SQLException {
    assumeTrue(capabilities.timescaleCommunity(), TimescaleServer.MISSING);
    assertThat(failing()).isEmpty();
    execute(
        """
        INSERT INTO rivulet.device_status (device, received_time, site, online)
        VALUES ('pump-1', '2020-01-01', 'north', true)
        """);
    // A chunk that something depends on cannot be dropped.
    execute(
        """
        DO $$ BEGIN
          EXECUTE format('CREATE VIEW rivulet.held AS SELECT device FROM %s',
            (SELECT show_chunks('rivulet.device_status')));
        END $$
        """);
    // It runs when a worker is free, and where it meets another job of a new database it is tried
    // again.
    execute(
        "SELECT alter_job(add_retention_policy('rivulet.device_status', interval '1 day'), next_start => now(), retry_period => interval '1 s')");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(failing())
                    .anySatisfy(
                        job ->
                            assertThat(job)
                                .contains(
                                    "policy_retention of device_status",
                                    "fails: ",
                                    "cannot drop")));
  }

  private List<String> failing() throws SQLException {
    try (Connection connection = store.database().getConnection()) {
      return JobWatch.failing(connection, capabilities);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
