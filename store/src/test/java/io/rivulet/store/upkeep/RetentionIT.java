package io.rivulet.store.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.database.StorageSettings;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final Instant NOW = Instant.parse("2026-03-10T00:30:00Z");
  private static final StorageSettings TWO_DAYS =
      new StorageSettings(
          Duration.ofDays(1),
          Duration.ZERO,
          Duration.ofDays(2),
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO);

  @Test
  @Requirement("STORE-044")
  void whatIsOldGoesInBoundedStepsAndItsRollUpsStay() throws Exception {
    try (TestStore store = SERVERS.newStore();
        Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      Capabilities capabilities = Migrations.migrate(store.config().database());
      assumeFalse(capabilities.timescaleCommunity(), "TimescaleDB's own policies do it");
      statement.execute(
          """
          INSERT INTO rivulet.pump_sample (device, device_time, sequence, site, received_time, drug,
            state, rate_ml_per_hour, mqtt_duplicate)
          SELECT 'pump-1', timestamptz '2026-03-07 00:00Z' + n * interval '1 hour', n, 'north', now(),
            'Ketamine', 'RUN', n, false FROM generate_series(0, 71) n
          """);
      statement.execute("INSERT INTO rivulet.roll_up_due VALUES ('pump', 'pump-1', NULL)");
      RollUpRefresh everything = new RollUpRefresh(capabilities, StorageSettings.DEFAULT, 100);
      while (everything.step(connection, NOW) > 0) {
        // Until nothing is due.
      }
      assertThat(store.number("SELECT sum(sample_count) FROM rivulet.pump_hour")).isEqualTo(72);

      Retention retention = new Retention(capabilities, TWO_DAYS, 10);
      assertThat(retention.step(connection, NOW)).as("is more left after 10").isTrue();
      assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(62);
      while (retention.step(connection, NOW)) {
        // Until nothing is left.
      }
      // A sample of what was removed comes late.
      statement.execute(
          "INSERT INTO rivulet.roll_up_due VALUES ('pump', 'pump-1', timestamptz '2026-03-07 01:00Z')");
      assertThat(new RollUpRefresh(capabilities, TWO_DAYS, 100).step(connection, NOW)).isEqualTo(1);

      assertThat(store.number("SELECT count(*) FROM rivulet.pump_sample")).isEqualTo(48);
      assertThat(
              store.number(
                  "SELECT count(*) FROM rivulet.pump_sample WHERE device_time < '2026-03-08 00:00Z'"))
          .isZero();
      assertThat(store.number("SELECT sum(sample_count) FROM rivulet.pump_hour")).isEqualTo(72);
    }
  }
}
