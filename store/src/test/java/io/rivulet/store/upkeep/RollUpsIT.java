package io.rivulet.store.upkeep;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.pump;
import static io.rivulet.store.TestRecords.vitals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.imports.ImportedRollUps;
import io.rivulet.store.landing.Sink;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on plain tables and on continuous aggregates: readers need not know which. */
class RollUpsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final String CHECKED =
      """
      SELECT count(*) FROM rivulet.pump_%s kept JOIN (
        SELECT device, site, drug, date_trunc('%s', device_time AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS bucket,
          count(*) AS samples, sum(rate_ml_per_hour) AS total, count(rate_ml_per_hour) AS rates,
          min(rate_ml_per_hour) AS low, max(rate_ml_per_hour) AS high,
          (array_agg(rate_ml_per_hour ORDER BY device_time DESC)
            FILTER (WHERE rate_ml_per_hour IS NOT NULL))[1] AS latest, max(delivered_nl) AS counter
        FROM rivulet.pump_sample GROUP BY 1, 2, 3, 4) AS sample USING (device, site, drug, bucket)
      WHERE (sample_count, rate_ml_per_hour_count, rate_ml_per_hour_min, rate_ml_per_hour_max,
          rate_ml_per_hour_last, delivered_nl_last)
        IS NOT DISTINCT FROM (samples, rates, low, high, latest, counter)
        AND abs(coalesce(rate_ml_per_hour_sum, 0) - coalesce(total, 0)) < 1e-9
      """;

  private TestStore store;

  @BeforeEach
  void freshStore() {
    store = SERVERS.newStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-036")
  void minutesAndHoursAreWhatTheirSamplesAre() throws SQLException {
    try (Sink sink = store.startSink()) {
      for (int n = 0; n < 3_700; n += 5) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", n));
      }
      store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 0, 120));
      store.send(Topic.VITALS_SAMPLES, "monitor-1", vitals("monitor-1", 30, 140));
      store.flush();
      store.awaitLanded(Topic.VITALS_SAMPLES, 2);
      store.awaitLanded(Topic.PUMP_SAMPLES, 740);
      awaitRolledUp();
      assertThat(store.number(CHECKED.formatted("minute", "minute"))).isEqualTo(62);
      assertThat(store.number(CHECKED.formatted("hour", "hour"))).isEqualTo(2);

      // Late, into minutes that were rolled up before, one of them of an hour that is over.
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", 61));
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", 3_699));
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", -7_200));
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, 743);
      awaitRolledUp();
    }

    assertThat(store.number(CHECKED.formatted("minute", "minute"))).isEqualTo(63);
    assertThat(store.number(CHECKED.formatted("hour", "hour"))).isEqualTo(3);
    assertThat(store.number("SELECT count(*) FROM rivulet.pump_minute")).isEqualTo(63);
    assertThat(store.number("SELECT sum(sample_count) FROM rivulet.pump_hour")).isEqualTo(743);
    assertThat(
            store.number(
                "SELECT nibp_systolic_sum / nibp_systolic_count FROM rivulet.vitals_hour WHERE device = 'monitor-1' AND nibp_systolic_last = 140 AND art_mean_count = 0"))
        .isEqualTo(130);
  }

  @Test
  @Requirement("STORE-037")
  void whatLandedBeforeThereWereRollUpsIsRolledUpToo() throws SQLException {
    try (Sink sink = store.startSink()) {
      for (int n = 0; n < 600; n += 10) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", n));
      }
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, 60);
      awaitRolledUp();
      if (Capabilities.of(store.database()).ownRollUps().isEmpty()) {
        return;
      }
      execute("TRUNCATE rivulet.pump_minute, rivulet.pump_hour");
      execute("INSERT INTO rivulet.roll_up_due VALUES ('pump', 'pump-1', NULL)");
      awaitRolledUp();
    }

    assertThat(store.number(CHECKED.formatted("minute", "minute"))).isEqualTo(10);
  }

  @Test
  @Requirement("STORE-046")
  void whatWasImportedFromLongAgoIsRolledUpOverItsSpan() throws SQLException {
    try (Sink sink = store.startSink()) {
      store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", 0));
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, 1);
      awaitRolledUp();
      int longAgo = -400 * 86_400;
      for (int n = 0; n < 7_200; n += 60) {
        store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", longAgo + n));
      }
      store.flush();
      store.awaitLanded(Topic.PUMP_SAMPLES, 121);

      int refreshed =
          new ImportedRollUps(store.database())
              .refresh(START.plusSeconds(longAgo), START.plusSeconds(longAgo + 7_200));

      boolean own = !Capabilities.of(store.database()).ownRollUps().isEmpty();
      assertThat(refreshed).isEqualTo(own ? 0 : 4);
      // A job of the database may be at the same span; what it has taken shows when it commits.
      store.awaitNumber("SELECT sum(sample_count) FROM rivulet.pump_hour", 121);
    }

    assertThat(store.number(CHECKED.formatted("minute", "minute"))).isEqualTo(121);
  }

  /** The n-th sample; every seventh has no rate. */
  private static PumpSampleRecord sample(String device, int n) {
    int number = Math.floorMod(n, 100_000);
    return PumpSampleRecord.newBuilder(pump(device, number))
        .setDeviceTime(START.plusSeconds(n))
        .setRateMlPerHour(n % 7 == 0 ? null : 10 + number / 1_000.0)
        .setDeliveredNanolitres(10_000_000L + number)
        .build();
  }

  private void awaitRolledUp() throws SQLException {
    if (Capabilities.of(store.database()).ownRollUps().isEmpty()) {
      for (String view :
          new String[] {"pump_minute", "pump_hour", "vitals_minute", "vitals_hour"}) {
        // A job of the database may be at it; then it has its turn first.
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("concurrent"))
            .untilAsserted(
                () ->
                    execute(
                        "CALL refresh_continuous_aggregate('rivulet." + view + "', NULL, NULL)"));
      }
    } else {
      store.awaitNumber("SELECT (NOT EXISTS (SELECT FROM rivulet.roll_up_due))::int", 1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
