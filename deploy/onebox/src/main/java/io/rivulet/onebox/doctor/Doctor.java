package io.rivulet.onebox.doctor;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.alerting.http.ApiConfig;
import io.rivulet.alerting.ledger.Schema;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.runtime.mqtt.BrokerAddress;
import io.rivulet.runtime.mqtt.BrokerSockets;
import io.rivulet.runtime.tls.CertificateCheck;
import io.rivulet.runtime.tls.TlsConfig;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.database.Capabilities;
import io.rivulet.store.research.ResearchLogin;
import io.rivulet.store.upkeep.JobWatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Tries every connection of a configuration. Reads only: it creates and changes nothing. */
public final class Doctor {
  private static final int TIMEOUT_SECONDS = 10;

  private final Settings settings;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  private Doctor(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What was found, server by server. */
  public static List<Finding> examine(Settings settings) {
    Doctor doctor = new Doctor(settings, InstantSource.system());
    doctor.attempt("mqtt", doctor::mqtt);
    doctor.attempt("kafka", doctor::kafka);
    doctor.attempt("spool", doctor::spool);
    doctor.attempt("database", doctor::database);
    doctor.attempt("registry", doctor::registry);
    doctor.attempt("alerting", doctor::alerting);
    doctor.attempt("access", doctor::access);
    return List.copyOf(doctor.findings);
  }

  @FunctionalInterface
  private interface Check {
    void run() throws Exception;
  }

  private void attempt(String subject, Check check) {
    try {
      check.run();
    } catch (ConfigurationException | IllegalArgumentException e) {
      findings.add(Finding.fail(subject, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.add(Finding.fail(subject, "interrupted"));
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      findings.add(Finding.fail(subject, "does not answer: " + cause));
    }
  }

  private void mqtt() throws MqttException {
    String uri = settings.get(Catalogue.MQTT_URI);
    BrokerAddress address = BrokerAddress.of(uri);
    TlsConfig tls = TlsConfig.from(settings);
    if (address.transport().isSecure()) {
      CertificateCheck.look(tls, clock.instant())
          .forEach(text -> findings.add(Finding.note("mqtt", text)));
    }
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(new BrokerSockets(address, tls));
    options.setConnectionTimeout(TIMEOUT_SECONDS);
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    settings.find(Catalogue.MQTT_USER).ifPresent(options::setUserName);
    settings
        .find(Catalogue.MQTT_PASSWORD)
        .ifPresent(p -> options.setPassword(p.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    MqttClient client =
        new MqttClient(
            address.socketUri(),
            "rivulet-doctor-" + ProcessHandle.current().pid(),
            new MemoryPersistence());
    try {
      client.setTimeToWait(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
      client.connect(options);
      client.disconnect();
    } finally {
      client.close(true);
    }
    findings.add(Finding.ok("mqtt", uri + " accepts an MQTT 5 connection"));
  }

  private void kafka() throws Exception {
    Map<String, Object> properties = new HashMap<>(settings.kafka());
    properties.put("default.api.timeout.ms", TIMEOUT_SECONDS * 1000);
    properties.put("request.timeout.ms", TIMEOUT_SECONDS * 1000 / 2);
    try (Admin admin = Admin.create(properties)) {
      int nodes = admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).size();
      findings.add(
          Finding.ok(
              "kafka",
              settings.get(Catalogue.KAFKA_BOOTSTRAP_SERVERS) + " answers, " + nodes + " node(s)"));
      topics(admin);
    }
  }

  /** Of the bridge; another machine's disk is not seen from here. */
  private void spool() throws IOException {
    Path directory = Path.of(settings.get(Catalogue.BRIDGE_SPOOL_DIR)).toAbsolutePath();
    Path existing = directory;
    while (!Files.isDirectory(existing)) {
      existing = existing.getParent();
    }
    long bound =
        settings.get(Catalogue.BRIDGE_SPOOL_MAX_BYTES) * settings.get(Catalogue.MQTT_CONNECTIONS);
    long free = Files.getFileStore(existing).getUsableSpace();
    String room = directory + ": " + mebibytes(free) + " free for at most " + mebibytes(bound);
    if (!Files.isWritable(existing)) {
      findings.add(
          Finding.note(
              "spool", existing + " cannot be written by this user: a bridge would not start"));
    } else if (free < bound) {
      findings.add(Finding.note("spool", room + ": the disk would be full before the spool is"));
    } else {
      findings.add(Finding.ok("spool", room));
    }
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  private void topics(Admin admin) throws Exception {
    String prefix = settings.get(Catalogue.TOPIC_PREFIX);
    Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Set<String> missing = new TreeSet<>();
    Set<String> present = new TreeSet<>();
    for (Topic topic : Topic.values()) {
      String name = topic.kafkaName(prefix);
      (existing.contains(name) ? present : missing).add(name);
    }
    if (!missing.isEmpty()) {
      findings.add(
          Finding.note(
              "topics",
              "not there yet, made when a role first starts: " + String.join(", ", missing)));
    }
    int expected = settings.get(Catalogue.TOPIC_PARTITIONS);
    Map<String, TopicDescription> described =
        admin.describeTopics(present).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    described.forEach(
        (name, topic) -> {
          if (topic.partitions().size() != expected) {
            findings.add(
                Finding.fail(
                    "topics",
                    name
                        + " has "
                        + topic.partitions().size()
                        + " partitions, topic.partitions is "
                        + expected
                        + ": make them agree"));
          }
        });
    if (missing.isEmpty()) {
      findings.add(Finding.ok("topics", present.size() + " topics with prefix " + prefix));
    }
  }

  private void database() throws Exception {
    DatabaseConfig config = DatabaseConfig.from(settings);
    try (HikariDataSource pool = ConnectionPool.open(config, "rivulet-doctor")) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet version = statement.executeQuery("select version()")) {
        version.next();
        findings.add(Finding.ok("database", version.getString(1)));
      }
      alertingSchema(pool);
      findings.addAll(AccessExamination.of(pool));
      findings.add(AccessExamination.login(settings));
      research(pool, config);
      Capabilities capabilities = Capabilities.of(pool);
      capabilities.off().forEach(off -> findings.add(Finding.note("database", off)));
      try (Connection connection = pool.getConnection()) {
        JobWatch.failing(connection, capabilities)
            .forEach(job -> findings.add(Finding.fail("database", job)));
      }
    }
  }

  private void research(DataSource pool, DatabaseConfig database) {
    Optional<String> user = settings.find(Catalogue.CONSOLE_RESEARCH_USER);
    if (user.isEmpty()) {
      findings.add(
          Finding.note(
              "research",
              "console.research.user is not set: the console reads nothing for researchers; docs/research.md says how its login is made"));
      return;
    }
    List<String> faults =
        ResearchLogin.faults(
            pool,
            database.as(
                user.get(), settings.find(Catalogue.CONSOLE_RESEARCH_PASSWORD).orElse(""), 1));
    faults.forEach(fault -> findings.add(Finding.fail("research", fault)));
    if (faults.isEmpty()) {
      findings.add(Finding.ok("research", user.get() + " reads for researchers, and nothing else"));
    }
  }

  private void alertingSchema(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      statement.setString(1, Schema.NAME + ".alert_case");
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        findings.add(
            row.getBoolean(1)
                ? Finding.ok("database", "schema " + Schema.NAME + " is there")
                : Finding.note(
                    "database",
                    "schema "
                        + Schema.NAME
                        + " is not there yet, made when alerting first starts"));
      }
    }
  }

  private void alerting() {
    findings.addAll(
        AlertingExamination.of(
            settings.find(Catalogue.ALERTING_FILE).map(Path::of),
            clock.instant(),
            System.getenv()));
    if (ApiConfig.tokens(settings).size() == 0) {
      findings.add(
          Finding.note("alerting", "alerting.tokens is not set: nobody may acknowledge anything"));
    }
  }

  private void access() {
    findings.addAll(AccessExamination.of(settings));
  }

  private void registry() throws Exception {
    if (settings.find(Catalogue.SCHEMA_REGISTRY_URL).isEmpty()) {
      findings.add(
          Finding.ok("registry", "not configured: records travel in Avro single-object encoding"));
      return;
    }
    URI uri = URI.create(settings.get(Catalogue.SCHEMA_REGISTRY_URL));
    HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(TIMEOUT_SECONDS)).build();
    int status =
        client
            .send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(TIMEOUT_SECONDS)).build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
    findings.add(
        status < 500
            ? Finding.ok("registry", uri + " answers")
            : Finding.fail("registry", uri + " answers with HTTP " + status));
  }
}
