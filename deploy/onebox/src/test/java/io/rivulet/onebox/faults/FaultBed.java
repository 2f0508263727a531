package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.embedded.Durability;
import io.rivulet.embedded.EmbeddedDatabase;
import io.rivulet.embedded.Mosquitto;
import io.rivulet.onebox.Role;
import io.rivulet.onebox.servers.RoleProcess;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Mosquitto and Kafka, each a process of its own, and PostgreSQL. Devices and bridges use different
 * listeners of the broker, so that one side's network can fail alone. Scenarios share the servers
 * and nothing else: each has topics, devices and client ids of its own name.
 */
final class FaultBed implements AutoCloseable {
  static final String NO_MOSQUITTO =
      "mosquitto is not installed here (Debian package mosquitto): no broker to break";
  static final Duration LIMIT = Duration.ofMinutes(3);

  private static final int DEVICES = 10;
  private static final double PER_SECOND = Chaos.count("rate", 400);
  private static final String LISTENERS =
      Mosquitto.PLAIN_LISTENER
          + "listener {port:bridges} 127.0.0.1\n"
          + Mosquitto.LIMITS.replaceFirst("max_packet_size .*", "max_packet_size 1048576");

  private final Path folder;
  private final Mosquitto mosquitto;
  private final KafkaProcess kafka;
  private final EmbeddedDatabase database;

  private FaultBed(
      Path folder, Mosquitto mosquitto, KafkaProcess kafka, EmbeddedDatabase database) {
    this.folder = folder;
    this.mosquitto = mosquitto;
    this.kafka = kafka;
    this.database = database;
  }

  /** Starts the servers with everything of theirs in a folder. */
  static FaultBed start(Path folder) throws Exception {
    Mosquitto mosquitto = Mosquitto.start(folder.resolve("mosquitto"), LISTENERS, 0);
    KafkaProcess kafka = null;
    try {
      kafka = KafkaProcess.start(folder);
      EmbeddedDatabase database =
          EmbeddedDatabase.start(folder.resolve("postgres"), 0, Durability.PROCESS_END);
      return new FaultBed(folder, mosquitto, kafka, database);
    } catch (IOException | RuntimeException e) {
      mosquitto.close();
      if (kafka != null) {
        kafka.close();
      }
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  Mosquitto mosquitto() {
    return mosquitto;
  }

  KafkaProcess kafka() {
    return kafka;
  }

  /** The broker's port that only bridges use. */
  int bridgePort() {
    return mosquitto.port("bridges");
  }

  /** Settings of a scenario's bridge. */
  Map<String, String> settings(String scenario) {
    Map<String, String> pairs = new HashMap<>();
    pairs.put("mqtt.uri", "tcp://127.0.0.1:" + bridgePort());
    pairs.put("mqtt.client.id", "bridge-" + scenario);
    pairs.put("mqtt.filters", "rivulet/v1/" + Seeds.SITE + "/+/pump");
    pairs.put("mqtt.keep.alive", "PT3S");
    pairs.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    pairs.put("topic.prefix", scenario + ".");
    pairs.put("topic.partitions", "2");
    pairs.put("bridge.spool.dir", folder.resolve("spool-" + scenario).toString());
    return pairs;
  }

  /** Starts a bridge with these settings and waits until it is ready. */
  RoleProcess bridge(String name, Map<String, String> settings) throws IOException {
    RoleProcess bridge = RoleProcess.start(Role.INGEST, name, settings, folder);
    awaitReady(bridge);
    return bridge;
  }

  void awaitReady(RoleProcess bridge) {
    await("ready").atMost(LIMIT).until(() -> bridge.readiness().ready());
  }

  /** Starts the steady load of a scenario. */
  NumberedLoad load(String scenario) {
    return load(scenario, PER_SECOND);
  }

  /** Starts a load of so many messages a second. */
  NumberedLoad load(String scenario, double perSecond) {
    return NumberedLoad.start(mosquitto.uri(), scenario, DEVICES, perSecond);
  }

  /** Waits until the broker has acknowledged so many messages more. */
  void awaitAcknowledged(NumberedLoad load, long more) {
    long before = load.ledger().count();
    await("the load goes on").atMost(LIMIT).until(() -> load.ledger().count() >= before + more);
  }

  /** Ends the load, and shows that everything acknowledged is in Kafka and, each once, in store. */
  Arrivals requireAll(String scenario, NumberedLoad load) throws Exception {
    load.stop(LIMIT);
    Ledger ledger = load.ledger();
    String topic = Topic.PUMP_SAMPLES.kafkaName(scenario + ".");
    try (Arrivals arrivals = new Arrivals(kafka.bootstrapServers(), topic)) {
      await(scenario)
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                arrivals.poll();
                assertThat(arrivals.missing(ledger)).as("acknowledged, not in Kafka").isEmpty();
              });
      assertThat(ledger.unroutedCount()).as("taken by the broker for nobody").isZero();
      long rows = landed(scenario, arrivals.distinct());
      System.out.printf(
          "%s: %,d acknowledged to devices; in Kafka %,d, %,d repeats, %,d out of order; %,d rows%n",
          scenario,
          ledger.count(),
          arrivals.distinct(),
          arrivals.duplicates(),
          arrivals.outOfOrder(),
          rows);
      assertThat(rows).as("rows in the store").isEqualTo(arrivals.distinct());
      return arrivals;
    }
  }

  /** Runs the sink until everything has landed; the number of rows then. */
  private long landed(String scenario, long expected) throws Exception {
    try (Role.Started unused = sink(scenario)) {
      await("rows").atMost(LIMIT).until(() -> rows(scenario) >= expected);
      return rows(scenario);
    }
  }

  /** Starts landing what a scenario has in Kafka, in this process. */
  Role.Started sink(String scenario) throws Exception {
    Map<String, String> pairs = settings(scenario);
    pairs.put("database.url", database.jdbcUrl());
    pairs.put("database.user", database.user());
    pairs.put("database.password", database.password());
    Role.Started sink =
        Role.SINK.start(Settings.of(pairs), InstantSource.system(), new SimpleMeterRegistry());
    await("the sink").atMost(LIMIT).until(() -> sink.health().get().ready());
    return sink;
  }

  private long rows(String scenario) throws SQLException {
    return count("SELECT count(*) FROM rivulet.pump_sample WHERE device LIKE ?", scenario + "-%");
  }

  /** What a query of the store counts, with its parameters filled in. */
  long count(String query, String... parameters) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement count = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        count.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() throws Exception {
    try (mosquitto;
        kafka;
        database) {
      // Closed in reverse.
    }
  }
}
