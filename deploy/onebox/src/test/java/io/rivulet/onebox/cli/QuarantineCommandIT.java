package io.rivulet.onebox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.testkit.Requirement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The quarantine commands against a real Kafka, as a person uses them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@Requirement("BRIDGE-049")
class QuarantineCommandIT {
  private static final String PREFIX = "rivulet.";
  private static final Instant RECEIVED = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path folder;

  private EmbeddedKafka kafka;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicProvisioner.ensure(admin, PREFIX, 1, 1);
    }
  }

  @AfterAll
  void stop() {
    kafka.close();
  }

  @Test
  void aWrongUnitIsFoundShownCorrectedAndFedBack() throws Exception {
    String wrong = sample("pump-1", "ML/H");
    String id = refuse("pump-1", wrong);

    Invocation list = quarantine("list", "--device", "pump-1");
    assertThat(list.exit()).isZero();
    assertThat(list.out().lines().toList()).hasSize(2);
    assertThat(list.out())
        .contains(id.substring(0, 8), "2026-11-21T10:00:00Z", "UNKNOWN_UNIT", "open");
    assertThat(list.err())
        .isEqualToNormalizingNewlines(
            "1 in quarantine, delivered 1 times: 1 UNKNOWN_UNIT; 1 open\n");
    Invocation show = quarantine("show", id.substring(0, 8));
    assertThat(show.exit()).isZero();
    assertThat(show.out()).contains("id           " + id, "\"rate\": {   <-- refused");
    // Not "is": the log of the tests goes to stdout too.
    assertThat(raw(id)).endsWith(wrong);

    Invocation asItCame = quarantine("redrive", id.substring(0, 8));
    assertThat(asItCame.exit()).isEqualTo(1);
    assertThat(asItCame.out()).contains(id + "  pump-1  refused again, UNKNOWN_UNIT: rate");
    assertThat(asItCame.err()).contains("0 redriven, 1 refused again, 0 not tried");

    Path corrected =
        Files.writeString(folder.resolve("corrected"), sample("pump-1", "mL/h") + "\n");
    Invocation dry =
        quarantine("redrive", id, "--payload", corrected.toString(), "--dry-run", "--by", "anna");
    assertThat(dry.exit()).isZero();
    assertThat(dry.out()).contains("would go to rivulet.pump.samples, corrected");
    Invocation redriven =
        quarantine("redrive", id, "--payload", corrected.toString(), "--by", "anna");
    assertThat(redriven.exit()).isZero();
    assertThat(redriven.out()).contains("redriven to rivulet.pump.samples, corrected");
    assertThat(quarantine("redrive", id, "--payload", corrected.toString()).exit()).isEqualTo(1);
    assertThat(quarantine("redrive", "--all", "--device", "pump-1").exit()).isZero();
    assertThat(quarantine("list", "--device", "pump-1", "--json").out())
        .contains("\"state\":\"redriven\"", "\"redrivenBy\":\"anna\"", "\"deliveries\":1");
  }

  @Test
  void theBeginningOfSeveralIdsNamesThem() throws Exception {
    // Of 17 ids two begin alike.
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 17; n++) {
      ids.add(refuse("pump-2", "not a sample " + n));
    }
    String prefix =
        ids.stream()
            .map(id -> id.substring(0, 1))
            .filter(first -> ids.stream().filter(id -> id.startsWith(first)).count() > 1)
            .findFirst()
            .orElseThrow();

    Invocation show = quarantine("show", prefix);

    assertThat(show.exit()).isEqualTo(2);
    assertThat(show.out()).isEmpty();
    assertThat(show.err()).contains("\"" + prefix + "\" begins", "give more of it", "pump-2");
    assertThat(quarantine("redrive", prefix).exit()).isEqualTo(2);
    Invocation newest = quarantine("list", "--device", "pump-2", "--limit", "3", "--json");
    assertThat(newest.out().lines()).hasSize(3);
    assertThat(newest.err()).contains("17 in quarantine", "shown are the newest 3");
  }

  @Test
  void whatIsNotThereFails() {
    Invocation show = quarantine("show", "zzzz");
    assertThat(show.exit()).isEqualTo(1);
    assertThat(show.err()).contains("no id in quarantine begins with \"zzzz\"");

    Invocation list =
        Invocation.of(
            "quarantine", "list", "--set", kafkaSetting(), "--set", "topic.prefix=other.");
    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.err()).contains("topic other.quarantine is not there");
  }

  private Invocation quarantine(String... arguments) {
    List<String> all = new ArrayList<>(List.of("quarantine"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--set", kafkaSetting(), "--set", "topic.prefix=" + PREFIX));
    return Invocation.of(all.toArray(String[]::new));
  }

  private String kafkaSetting() {
    return "kafka.bootstrap.servers=" + kafka.bootstrapServers();
  }

  /** What show --raw writes, which is bytes and goes to the process's own stdout. */
  private String raw(String id) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      assertThat(quarantine("show", id, "--raw").exit()).isZero();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Puts a message into quarantine as the bridge does; its id. */
  private String refuse(String device, String payload) throws Exception {
    Outcome.Refused refused =
        (Outcome.Refused)
            new Admission(new TimeBounds(Duration.ofHours(1), Duration.ofDays(30)))
                .decide(
                    new Publication(
                        "rivulet/v1/north/" + device + "/pump",
                        payload.getBytes(StandardCharsets.UTF_8),
                        false,
                        RECEIVED));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  PREFIX + "quarantine",
                  refused.key(),
                  AvroSerde.of(QuarantineRecord.class).encode(refused.record())))
          .get();
    }
    return refused.record().getId();
  }

  private static String sample(String device, String unit) {
    return """
        {"site": "north", "device": "%s", "time": "%s", "sequence": 1, "drug": "Ketamine",
         "state": "RUN", "rate": {"value": 5, "unit": "%s"},
         "volume": {"value": 1, "unit": "mL"}}"""
        .formatted(device, RECEIVED, unit);
  }
}
