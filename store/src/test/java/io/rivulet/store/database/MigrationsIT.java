package io.rivulet.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.store.TimescaleServer;
import io.rivulet.testkit.Requirement;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

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
  @Requirement("STORE-012")
  void runningThemAgainChangesNothing() throws Exception {
    Capabilities first = Migrations.migrate(store.config().database());
    long migrations = store.number("SELECT count(*) FROM rivulet.flyway_schema_history");
    Capabilities second = Migrations.migrate(store.config().database());

    assertThat(second).isEqualTo(first);
    assertThat(store.number("SELECT count(*) FROM rivulet.flyway_schema_history"))
        .isEqualTo(migrations);
  }

  @Test
  @Requirement("STORE-012")
  void twoProcessesMayMigrateAtOnce() {
    CompletableFuture<Void> first = CompletableFuture.runAsync(this::migrate);
    CompletableFuture<Void> second = CompletableFuture.runAsync(this::migrate);
    CompletableFuture.allOf(first, second).join();

    assertThat(store.number("SELECT count(*) FROM rivulet.flyway_schema_history WHERE NOT success"))
        .isZero();
  }

  @Test
  @Requirement("STORE-013")
  void everyTableAndColumnSaysWhatItIs() {
    migrate();

    assertThat(
            store.number(
                """
                SELECT count(*) FROM pg_class c
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
                WHERE c.relnamespace = 'rivulet'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname <> 'flyway_schema_history'
                  AND (col_description(c.oid, a.attnum) IS NULL
                    OR obj_description(c.oid, 'pg_class') IS NULL)
                """))
        .isZero();
  }

  @Test
  @Requirement("STORE-014")
  void plainPostgresWorksAndWhatIsOffIsSaid() throws Exception {
    Capabilities capabilities = Migrations.migrate(store.config().database());
    assumeTrue(capabilities.timescaleVersion().isEmpty(), "TimescaleDB is there");

    assertThat(capabilities.plainTables())
        .containsExactly(
            "alert_history",
            "device_status",
            "dose_history",
            "excursion_history",
            "late_sample",
            "pump_sample",
            "vitals_sample");
    assertThat(capabilities.ownRollUps())
        .containsExactly("pump_hour", "pump_minute", "vitals_hour", "vitals_minute");
    assertThat(capabilities.off())
        .singleElement()
        .asString()
        .contains("TimescaleDB is not in this PostgreSQL " + capabilities.postgresVersion());
  }

  @Test
  @Requirement("STORE-014")
  void rawTablesAreHypertablesWhereTimescaleIsThere() throws Exception {
    Capabilities capabilities = Migrations.migrate(store.config().database());
    assumeTrue(capabilities.timescaleVersion().isPresent(), TimescaleServer.MISSING);

    assertThat(capabilities.plainTables()).isEmpty();
  }

  @Test
  @Requirement("STORE-015")
  void theReaderMayReadAndNothingElse() throws Exception {
    migrate();
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE rivulet_reader");
      statement.execute("SELECT count(*) FROM rivulet.pump_sample");
      assertThatThrownBy(() -> statement.execute("DELETE FROM rivulet.pump_sample"))
          .hasMessageContaining("permission denied");
      statement.execute("RESET ROLE");
    }
  }

  private void migrate() {
    try {
      Migrations.migrate(store.config().database());
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
