package io.rivulet.onebox.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each role is killed in the middle of a replay and started again; the report is the same. */
@Requirement("ONEBOX-012")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RolesKilledIT {
  private static final int HEART_RATES = 6_000;

  @TempDir static Path folder;

  private static EmbeddedServers servers;
  private static Settings settings;
  private static HikariDataSource database;
  private static final Map<Role, RoleProcess> ROLES = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() throws IOException, SQLException {
    servers = EmbeddedServers.start(DataDirectory.temporary());
    Map<String, String> pairs = new HashMap<>(Replays.SETTINGS);
    pairs.put("mqtt.uri", servers.broker().uri());
    pairs.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
    pairs.put("database.url", servers.database().jdbcUrl());
    pairs.put("database.user", servers.database().user());
    pairs.put("database.password", servers.database().password());
    pairs.put("bridge.spool.dir", folder.resolve("spool").toString());
    pairs.put("streams.state.directory", folder.resolve("streams").toString());
    settings = Settings.of(pairs);
    database = ConnectionPool.open(DatabaseConfig.from(settings), "rivulet-kill-test");
    Migrations.migrate(database);
    // Neither the session desk nor alerting has a part in a replay.
    for (Role role : EnumSet.of(Role.INGEST, Role.STREAMS, Role.SINK)) {
      ROLES.put(role, RoleProcess.start(role, pairs, folder));
    }
    for (RoleProcess role : ROLES.values()) {
      await(role.role().title()).atMost(Duration.ofSeconds(60)).until(() -> role.hasStarted(1));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    List<AutoCloseable> parts = new ArrayList<>(ROLES.values());
    parts.add(database);
    parts.add(servers);
    for (AutoCloseable part : parts) {
      if (part != null) {
        part.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"SESSIONS", "ALERTING"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRoleKilledInTheMiddleOfAReplayChangesNothing(Role victim) throws Exception {
    TraceCase trace = TraceCase.synthetic().withHeartRates(folder, HEART_RATES);
    killedInTheMiddle(List.of(victim), trace);
  }

  @Test
  void allOfThemKilledOneAfterTheOtherInARecordedTraceChangeNothing() throws Exception {
    List<TraceCase> recorded = TraceCase.recorded();
    assumeTrue(!recorded.isEmpty(), RecordedTraces.ABSENT);
    TraceCase trace =
        recorded.stream()
            .filter(c -> c.trace().toString().contains("210989"))
            .findFirst()
            .orElse(recorded.get(0));
    killedInTheMiddle(List.of(Role.SINK, Role.STREAMS, Role.INGEST), trace);
  }

  private static void killedInTheMiddle(List<Role> victims, TraceCase trace) throws Exception {
    long before = landed();
    ClinicReads reads = new ClinicReads(database);
    CompletableFuture<ReplayReport> replay =
        CompletableFuture.supplyAsync(() -> replay(trace, reads));
    await("samples land")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> landed() > before + 50 || replay.isDone());
    long landedBeforeTheKills = landed() - before;
    for (Role victim : victims) {
      killAndStartAgain(victim);
    }

    ReplayReport report = replay.get(240, TimeUnit.SECONDS);

    trace.requireAgreement(report);
    long published = report.json().path("pipeline").path("published").asLong();
    assertThat(landedBeforeTheKills).as("landed before %s", victims).isLessThan(published);
    System.out.printf(
        "%s killed at %d of %d landed; %s%n",
        victims, landedBeforeTheKills, published, report.json().path("pipeline"));
  }

  private static void killAndStartAgain(Role victim) throws IOException, InterruptedException {
    RoleProcess role = ROLES.get(victim);
    int starts = role.log().split(victim.title() + " runs;", -1).length - 1;
    role.kill();
    role.startAgain();
    await("a second start").atMost(Duration.ofSeconds(60)).until(() -> role.hasStarted(starts + 1));
  }

  private static ReplayReport replay(TraceCase trace, ClinicReads reads) {
    try {
      return Replays.run(List.of(trace), ReplayOrder.EVENT, settings, reads).get(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long landed() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM rivulet.pump_sample)"
                    + " + (SELECT count(*) FROM rivulet.vitals_sample)")) {
      row.next();
      return row.getLong(1);
    }
  }
}
