package io.rivulet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.TimescaleServer;
import io.rivulet.testkit.Requirement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoragePoliciesIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final Duration DAY = Duration.ofDays(1);

  private TestStore store;
  private Capabilities capabilities;

  @BeforeEach
  void migrated() throws SQLException {
    store = SERVERS.newStore();
    capabilities = Migrations.migrate(store.config().database());
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-035")
  void plainPostgresHasNoneAndWhatIsOffIsSaid() throws SQLException {
    assumeTrue(capabilities.timescaleVersion().isEmpty(), "TimescaleDB is there");

    assertThat(apply(StorageSettings.DEFAULT)).isEmpty();
    assertThat(capabilities.off())
        .singleElement()
        .asString()
        .contains("nothing is compressed", "the sink keeps the roll-ups");
  }

  @Test
  @Requirement("STORE-035")
  void theSettingsBecomePoliciesOnceAndChangeWithThem() throws SQLException {
    assumeTrue(capabilities.timescaleCommunity(), TimescaleServer.MISSING);

    assertThat(apply(StorageSettings.DEFAULT))
        .contains(
            "chunks of pump_sample are compressed after PT168H",
            "columnstore of dose_history by session,device,drug, ordered by as_of DESC,revision DESC",
            "pump_minute is refreshed however late samples come")
        .noneMatch(change -> change.contains("kept"));
    assertThat(jobs("policy_compression")).isEqualTo(7);
    assertThat(jobs("policy_refresh_continuous_aggregate")).isEqualTo(4);
    assertThat(jobs("policy_retention")).isZero();
    long newest = store.number("SELECT max(job_id) FROM timescaledb_information.jobs");

    assertThat(apply(StorageSettings.DEFAULT)).isEmpty();
    assertThat(store.number("SELECT max(job_id) FROM timescaledb_information.jobs"))
        .isEqualTo(newest);
  }

  @Test
  @Requirement("STORE-035")
  void rollUpsAreRefreshedWithinWhatIsKept() throws SQLException {
    assumeTrue(capabilities.timescaleCommunity(), TimescaleServer.MISSING);
    List<String> first = apply(StorageSettings.DEFAULT);
    assertThat(first).isNotEmpty();

    List<String> changes =
        apply(
            new StorageSettings(
                DAY.multipliedBy(2),
                Duration.ZERO,
                DAY.multipliedBy(30),
                DAY.multipliedBy(20),
                DAY.multipliedBy(10),
                Duration.ZERO));

    assertThat(changes)
        .contains(
            "chunks of pump_sample span PT48H from now on",
            "chunks of alert_history span PT336H from now on",
            "chunks of pump_sample are compressed no more",
            "rows of vitals_sample are kept PT720H",
            "rows of excursion_history are kept PT480H",
            "rows of vitals_minute are kept PT240H",
            "pump_minute is refreshed back to PT239H",
            "pump_hour is refreshed back to PT239H")
        .doesNotContain("rows of pump_hour are kept for ever");
    assertThat(jobs("policy_compression")).isZero();
    assertThat(jobs("policy_retention")).isEqualTo(9);
  }

  private List<String> apply(StorageSettings settings) throws SQLException {
    return StoragePolicies.apply(store.database(), settings, capabilities);
  }

  private long jobs(String procedure) {
    return store.number(
        "SELECT count(*) FROM timescaledb_information.jobs WHERE hypertable_schema = 'rivulet' AND proc_name = '"
            + procedure
            + "'");
  }
}
