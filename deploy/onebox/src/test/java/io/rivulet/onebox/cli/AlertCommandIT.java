package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.alerting.AlertingConfig;
import io.rivulet.alerting.AlertingService;
import io.rivulet.alerting.http.ApiConfig;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedServers;
import io.rivulet.onebox.Running;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against alerting over a real Kafka and a real database. */
class AlertCommandIT {
  private static final String TOKEN = "a-token-of-this-test";
  private static final Running RUNNING = new Running();

  @TempDir static Path folder;
  private static EmbeddedServers servers;
  private static AlertingService alerting;

  @BeforeAll
  static void start() throws IOException {
    servers = RUNNING.add("the servers", () -> EmbeddedServers.start(DataDirectory.temporary()));
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Path plan = folder.resolve("alerting.yaml");
    try (var in = DemoCommand.class.getResourceAsStream("/io/rivulet/onebox/demo-alerting.yaml")) {
      Files.copy(in, plan);
    }
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers", servers.kafka().bootstrapServers(),
                "database.url", servers.database().jdbcUrl(),
                "database.user", servers.database().user(),
                "database.password", servers.database().password(),
                "alerting.port", "0",
                "alerting.file", plan.toString(),
                "alerting.tokens", "ward:" + Tokens.hashOf(TOKEN)));
    alerting =
        RUNNING.add(
            "alerting",
            () ->
                AlertingService.start(
                    AlertingConfig.from(settings),
                    ApiConfig.from(settings),
                    InstantSource.system(),
                    new SimpleMeterRegistry()));
    await().atMost(Duration.ofSeconds(90)).until(() -> alerting.health().ready());
  }

  @AfterAll
  static void stop() {
    RUNNING.close();
  }

  private static Invocation run(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(("alert " + command).split(" ")));
    arguments.addAll(List.of(more));
    arguments.addAll(
        List.of(
            "--url",
            alerting.uri().toString(),
            "--token-file",
            folder.resolve("token").toString()));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private static String done(Invocation run) {
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private static void state(String id, String priority, boolean present, long revision)
      throws Exception {
    Instant start = InstantSource.system().instant().minusSeconds(20);
    AlertRecord record =
        AlertRecord.newBuilder()
            .setId(id)
            .setSession("s-" + id)
            .setSite("colombo-1")
            .setKind("physiological")
            .setCategory("SPO2_EXCURSION")
            .setPriority(priority)
            .setPresent(present)
            .setRevision(revision)
            .setStart(start.truncatedTo(ChronoUnit.MICROS))
            .setDetail("SpO2 low, 81 %, limit 88 %")
            .build();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = Topic.ALERTS.kafkaName("rivulet.");
      producer
          .send(new ProducerRecord<>(topic, id, AvroSerde.of(AlertRecord.class).encode(record)))
          .get();
    }
  }

  private static JsonNode json(String command, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--json");
    return JsonMapper.builder().build().readTree(done(run(command, all.toArray(String[]::new))));
  }

  @Test
  @Requirement("ALERTAPI-017")
  void anAlertIsShownAcknowledgedNotedAndItsTrailVerified() throws Exception {
    state("a-1", "high", true, 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> run("list").out().contains("SPO2_EXCURSION  colombo-1 s-a-1"));
    await().atMost(Duration.ofSeconds(30)).until(() -> run("show a-1").out().contains("delivered"));

    assertThat(done(run("ack a-1", "--note", "on my way", "--event-id", "e-1")))
        .startsWith("done:")
        .contains("HIGH    acknowledged  SPO2_EXCURSION")
        .contains("acknowledged by ward, note: on my way");
    assertThat(done(run("ack a-1", "--note", "on my way", "--event-id", "e-1")))
        .startsWith("done before, by the same event id:");
    assertThat(run("ack a-1", "--note", "another", "--event-id", "e-1").exit()).isEqualTo(1);
    done(run("note a-1", "--note", "probe was off"));

    assertThat(done(run("show a-1")))
        .contains("acknowledged  ward  a-1", "noted  ward  a-1", "opened  log  ", "probe was off");
    assertThat(done(run("audit --verify"))).startsWith("whole: ");
    assertThat(json("audit", "--event", "acknowledged").path("entries")).hasSize(1);
    Invocation unknown = run("ack none");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("It is not known: ", "none");
  }

  @Test
  @Requirement("ALERTAPI-017")
  void aSilenceHoldsIsListedAndEnds() throws Exception {
    String made =
        done(run("silence", "--matcher", "session = s-9", "--reason", "drill", "--for", "PT30M"));
    assertThat(made).contains("holds", "session = s-9", "by ward: drill", "can hide high priority");
    String id = json("silences").at("/silences/0/id").asText();

    done(run("unsilence " + id));

    assertThat(done(run("silences"))).isEqualTo("no silences" + System.lineSeparator());
    assertThat(done(run("silences --over"))).contains("ended by ward");
    Invocation long1 =
        run("silence", "--matcher", "session = s-9", "--reason", "drill", "--for", "PT3H");
    assertThat(long1.exit()).isEqualTo(1);
    assertThat(long1.err()).contains("PT1H");
  }

  @Test
  @Requirement("ALERTAPI-017")
  void whoIsOnCallIsSaidTriedAndOverridden() throws Exception {
    String now = done(run("oncall"));
    assertThat(now).startsWith("ward:").containsAnyOf("Anna Perera", "Ben Silva");
    assertThat(done(run("oncall --schedule ward")).lines()).hasSizeGreaterThan(10);

    String taken =
        done(
            run(
                "override",
                "--schedule",
                "ward",
                "--person",
                "head",
                "--reason",
                "swap",
                "--for",
                "PT1H"));
    assertThat(taken).contains("ward  head", "by ward: swap");
    assertThat(done(run("oncall"))).contains("Dr. Dora Frei");
    done(run("unoverride " + json("overrides").at("/overrides/0/id").asText()));
    assertThat(done(run("oncall"))).isEqualTo(now);

    assertThat(done(run("test --person anna"))).contains("test  log  Anna Perera");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> run("deliveries --state delivered").out().contains("  test  log"));
    assertThat(done(run("dead"))).startsWith("no deliveries");
  }

  @Test
  @Requirement("ALERTAPI-017")
  void whereASampleWouldGoAndWhatWouldBeSentIsSaid() throws Exception {
    assertThat(done(run("explain", "--label", "kind=physiological", "--label", "priority=high")))
        .contains("route root/clinical", "step 1 of policy ward", "+120 s  Dr. Dora Frei by log");
    assertThat(done(run("preview log --reason resolved"))).contains("--- text");
    assertThat(done(run("burden"))).contains("notifications per alert", "to acknowledge");
    assertThat(json("configuration").path("version").asText()).hasSize(64);
    assertThat(done(run("incidents"))).isNotBlank();
  }
}
