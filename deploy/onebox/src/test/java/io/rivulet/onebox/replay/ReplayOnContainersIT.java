package io.rivulet.onebox.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.Running;
import io.rivulet.onebox.servers.ContainerServers;
import io.rivulet.onebox.servers.WhereContainersRun;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The replay of {@link ReplayIT}, with Mosquitto, Kafka and the database in containers. */
@Requirement("DEPLOY-004")
@ExtendWith(WhereContainersRun.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReplayOnContainersIT {
  @TempDir static Path folder;

  private static final Running RUNNING = new Running();
  private static Settings settings;
  private static ClinicReads reads;

  @BeforeAll
  static void start() {
    ContainerServers servers = RUNNING.add("the containers", ContainerServers::start);
    Map<String, String> pairs = new HashMap<>(Replays.SETTINGS);
    pairs.put("mqtt.uri", servers.mqttUri());
    pairs.put("kafka.bootstrap.servers", servers.kafkaBootstrapServers());
    pairs.put("database.url", servers.jdbcUrl());
    pairs.put("database.user", servers.databaseUser());
    pairs.put("database.password", servers.databasePassword());
    pairs.put("streams.state.directory", folder.resolve("streams").toString());
    settings = Settings.of(pairs);
    // Neither the session desk nor alerting has a part in a replay.
    for (Role role : EnumSet.of(Role.INGEST, Role.STREAMS, Role.SINK)) {
      RUNNING.add(
          role.title(),
          () ->
              role.start(
                  settings,
                  InstantSource.system(),
                  new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
    }
    HikariDataSource database =
        RUNNING.add(
            "database connections",
            () -> ConnectionPool.open(DatabaseConfig.from(settings), "rivulet-container-test"));
    reads = new ClinicReads(database);
  }

  @AfterAll
  static void stop() {
    RUNNING.close();
  }

  @ParameterizedTest
  @EnumSource(ReplayOrder.class)
  void theStoreHoldsWhatTheTraceMustGive(ReplayOrder order) throws Exception {
    Replays.requireAgreement(List.of(TraceCase.synthetic()), order, settings, reads);
  }

  @ParameterizedTest
  @EnumSource(ReplayOrder.class)
  void theStoreHoldsWhatRecordedTracesMustGive(ReplayOrder order) throws Exception {
    List<TraceCase> recorded = TraceCase.recorded();
    assumeTrue(!recorded.isEmpty(), RecordedTraces.ABSENT);
    Replays.requireAgreement(recorded, order, settings, reads);
  }
}
