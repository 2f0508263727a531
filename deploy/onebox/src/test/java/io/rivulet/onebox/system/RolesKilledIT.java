package io.rivulet.onebox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.onebox.Role;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.store.database.ConnectionPool;
import io.rivulet.store.database.DatabaseConfig;
import io.rivulet.store.database.Migrations;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Roles as real processes between servers elsewhere: each is killed with -9 in the middle of a
 * replay and started again, and the report is the same.
 */
@Timeout(400)
class RolesKilledIT {
  @TempDir static Path directory;
  private static EmbeddedServers servers;
  private static final Map<Role, RoleProcess> PROCESSES = new EnumMap<>(Role.class);
  private static Map<String, String> pairs;
  private static HikariDataSource pool;

  @BeforeAll
  static void start() throws IOException, SQLException {
    servers = EmbeddedServers.start(DataDirectory.temporary());
    pairs = new HashMap<>();
    pairs.put("mqtt.uri", servers.broker().uri());
    pairs.put("kafka.bootstrap.servers", servers.kafka().bootstrapServers());
    pairs.put("database.url", servers.database().jdbcUrl());
    pairs.put("database.user", servers.database().user());
    pairs.put("database.password", servers.database().password());
    pairs.put("streams.state.directory", directory.resolve("state").toString());
    pairs.put("topic.partitions", "2");
    pairs.put("bridge.time.behind.max", "P3650D");
    pairs.put("health.port", "0");
    Migrations.migrate(DatabaseConfig.from(Settings.of(pairs)));
    try (Admin admin = Admin.create(Settings.of(pairs).kafka())) {
      TopicProvisioner.ensure(admin, "rivulet.", 2, 1);
    }
    for (Role role : Role.values()) {
      PROCESSES.put(role, new RoleProcess(role, pairs, directory));
    }
    pool = ConnectionPool.open(DatabaseConfig.from(Settings.of(pairs)), "test");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    for (RoleProcess process : PROCESSES.values()) {
      process.close();
    }
    pool.close();
    servers.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @Requirement("SYSTEM-003")
  void aRoleKilledInTheMiddleOfAReplayChangesNothing(Role role)
      throws InterruptedException, IOException {
    Traces traces =
        Traces.recorded().map(recorded -> recorded.only("216185")).orElse(Traces.synthetic());
    ClinicReads reads = new ClinicReads(pool);
    long landedBefore = landed(reads);
    AtomicReference<List<JsonNode>> reports = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread replay =
        new Thread(
            () -> {
              try {
                reports.set(
                    Replaying.replay(
                        Settings.of(pairs),
                        reads,
                        traces,
                        ReplayOrder.EVENT,
                        role.ordinal(),
                        line -> {}));
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "replay");
    replay.start();
    Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(120))
        .pollInterval(java.time.Duration.ofMillis(20))
        .until(() -> landed(reads) > landedBefore || failure.get() != null);
    PROCESSES.get(role).killAndStartAgain();
    replay.join(300_000);

    assertThat(failure.get()).as("%s", logOf(role)).isNull();
    assertThat(reports.get()).as("%s did not come back: %s", role, logOf(role)).isNotNull();
    Replaying.assertExpected(traces, reports.get());
    assertThat(PROCESSES.values()).allMatch(RoleProcess::isAlive);
  }

  private static long landed(ClinicReads reads) {
    return reads.pipelineStatus().topics().stream()
        .filter(topic -> topic.topic().endsWith("samples"))
        .mapToLong(topic -> topic.rows())
        .sum();
  }

  private static String logOf(Role role) throws IOException {
    List<String> lines = Files.readAllLines(PROCESSES.get(role).log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }
}
