package io.rivulet.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.embedded.EmbeddedBroker;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.simulator.mqtt.Subscriber;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.RunId;
import io.rivulet.simulator.trace.TraceText;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T03:00:00Z"));
  private static final String SYSTOLIC = "Non Invasive Blood Pressure systolic";
  private static final String LIMITS =
      "{\"id\":\"icu absolute\",\"plausible\":{},\"limits\":{\"systolic\":{\"high\":"
          + "{\"warning\":160,\"critical\":180}}},\"hysteresis\":5,"
          + "\"confirm\":{\"readings\":2,\"withinSeconds\":7200}}";

  @TempDir static Path servers;
  @TempDir Path folder;

  private static EmbeddedBroker broker;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startServers() throws Exception {
    broker = EmbeddedBroker.start(servers.resolve("broker"), 0);
    kafka = EmbeddedKafka.start(servers.resolve("kafka"), 0);
    try (Admin admin = Admin.create(kafka())) {
      TopicProvisioner.ensure(admin, StandInPipeline.PREFIX, 1, 1);
    }
  }

  @AfterAll
  static void stopServers() {
    kafka.close();
    broker.close();
  }

  private static Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  private static ReplayConfig config(String run, Path trace, Path limits, Duration quiet) {
    return new ReplayConfig(
        List.of(trace),
        new ReplayLimits.OfFile(limits),
        ReplayOrder.EVENT,
        new RunId(run),
        PublisherConfig.to(broker.uri(), "replay-" + run),
        kafka(),
        StandInPipeline.PREFIX,
        quiet,
        Duration.ofMillis(500));
  }

  private Path limits() throws Exception {
    return Files.writeString(folder.resolve("limits.json"), LIMITS);
  }

  private Path trace(String name) {
    TraceText text =
        new TraceText()
            .segment("10:00", "11:00", "Propofol", 10, 100, "Stopped")
            .row(
                "\"2144-12-24 10:00:00\",\"2144-12-24 10:10:00\",\"PUMP_SEGMENT\",\"Odd\",1,,10,5,\"dose\",,Stopped,,")
            .weight("09:00", "Daily Weight", "70");
    for (int minute = 10; minute < 60; minute++) {
      text.vital("10:" + minute, SYSTOLIC, "140", "10:59");
      text.vital("10:" + minute, "Heart Rate", "70", "10:59");
    }
    return text.write(folder, name);
  }

  @Test
  @Requirement({"SIM-009", "SIM-010"})
  void reportsWhatTheStoreSaysOnceEveryMessageIsAccountedFor() throws Exception {
    List<String> progress = new ArrayList<>();
    JsonNode report;
    AtomicBoolean done = new AtomicBoolean();
    try (Subscriber subscriber = new Subscriber(broker.uri());
        StandInPipeline pipeline =
            new StandInPipeline(kafka.bootstrapServers(), new SessionId("replay-31-aaaaaa"))) {
      Thread pump =
          new Thread(
              () -> {
                while (!done.get()) {
                  pipeline.take(subscriber);
                  Thread.onSpinWait();
                }
              },
              "stand-in-pipeline");
      pump.start();
      try {
        List<ReplayReport> reports =
            Replay.run(
                config("aaaaaa", trace("mimic_stay_31.csv"), limits(), Duration.ofSeconds(30)),
                pipeline,
                CLOCK,
                progress::add);
        report = new ObjectMapper().readTree(ReplayReport.toJson(reports)).get(0);
      } finally {
        done.set(true);
        pump.join();
      }
    }

    assertThat(report.path("trace").asText()).isEqualTo("mimic_stay_31.csv");
    assertThat(report.path("doses").path("Propofol").path("volumeMl").asDouble()).isEqualTo(10.0);
    assertThat(report.path("pressureReadings").asInt()).isEqualTo(50);
    assertThat(report.path("unconfirmed").asInt()).isEqualTo(3);
    assertThat(report.path("excursions").get(0).path("start").asText())
        .isEqualTo("2144-12-24T10:10:00Z");
    assertThat(report.path("excursions").get(0).path("end").isNull()).isTrue();
    JsonNode counts = report.path("pipeline");
    assertThat(counts.path("published").asInt()).isEqualTo(107);
    assertThat(counts.path("bridged").asInt()).isEqualTo(105);
    assertThat(counts.path("quarantined").asInt()).isEqualTo(2);
    assertThat(counts.path("landed").asInt()).isEqualTo(105);
    assertThat(counts.path("duplicates").asInt()).isZero();
    assertThat(counts.path("redelivered").asInt()).isBetween(8, 10);
    assertThat(progress).anyMatch(line -> line.contains("replay-31-aaaaaa"));
    assertSessionRecorded();
  }

  private static void assertSessionRecorded() {
    List<SessionEventRecord> events =
        read(Topic.SESSIONS, SessionEventRecord.class).stream()
            .filter(event -> event.getSession().equals("replay-31-aaaaaa"))
            .toList();
    assertThat(events)
        .extracting(event -> event.getEvent().getClass().getSimpleName())
        .containsExactly(
            "SessionOpened",
            "WeightRecorded",
            "LimitsAssigned",
            "DeviceBound",
            "DeviceBound",
            "DeviceBound",
            "DeviceBound",
            "SessionClosed");
    assertThat(events).extracting(SessionEventRecord::getEventId).doesNotHaveDuplicates();
    assertThat(read(Topic.LIMITS, LimitsProfileRecord.class))
        .extracting(LimitsProfileRecord::getProfile)
        .contains("icu-absolute-aaaaaa");
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> List<T> read(
      Topic topic, Class<T> recordClass) {
    TopicPartition partition = new TopicPartition(topic.kafkaName(StandInPipeline.PREFIX), 0);
    List<T> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(kafka()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> records.add(AvroSerde.of(recordClass).decode(record.value())));
      }
    }
    return records;
  }

  @Test
  @Requirement("SIM-010")
  void saysWhatIsMissingWhereWhenThePipelineStandsStill() throws Exception {
    ReplayConfig config =
        config("bbbbbb", trace("stay_32.csv"), limits(), Duration.ofMillis(1_500));
    try (StandInPipeline idle =
        new StandInPipeline(kafka.bootstrapServers(), new SessionId("replay-32-bbbbbb"))) {
      assertThatExceptionOfType(ReplayException.class)
          .isThrownBy(() -> Replay.run(config, idle, CLOCK, line -> {}))
          .withMessageContaining("stay_32.csv: no progress for PT1.5S")
          .withMessageContaining("messages of bbbbbb-32-bedside through the bridge: 0 of 50")
          .withMessageContaining("Check that bridge, streams and sink run");
    }
  }

  @Test
  @Requirement("SIM-001")
  void missingOrContradictoryLimitsAreRefusedBeforeAnythingStarts() throws Exception {
    Path trace = trace("stay_33.csv");
    Path none = folder.resolve("none.json");
    Path odd =
        Files.writeString(folder.resolve("odd.json"), LIMITS.replace("plausible", "plausib"));

    assertThatExceptionOfType(ReplayException.class)
        .isThrownBy(() -> Replay.check(config("cccccc", trace, none, Duration.ZERO), CLOCK))
        .withMessage("no such limits file: " + none);
    assertThatExceptionOfType(ReplayException.class)
        .isThrownBy(() -> Replay.check(config("cccccc", trace, odd, Duration.ZERO), CLOCK))
        .withMessageContaining("odd.json")
        .withMessageContaining("unknown field \"plausib\"");
  }

  @Test
  void twoTracesOfOneStayAreRefused() throws Exception {
    Path one = trace("a_stay_34.csv");
    Path two = trace("b_stay_34.csv");
    ReplayConfig config =
        new ReplayConfig(
            List.of(one, two),
            new ReplayLimits.None(),
            ReplayOrder.EVENT,
            new RunId("dddddd"),
            PublisherConfig.to(broker.uri(), "replay"),
            kafka(),
            StandInPipeline.PREFIX,
            Duration.ZERO,
            Duration.ZERO);

    assertThatExceptionOfType(ReplayException.class)
        .isThrownBy(() -> Replay.check(config, CLOCK))
        .withMessageContaining("are both of stay stay-34");
  }
}
