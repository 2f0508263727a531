package io.rivulet.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.sessions.DeskClient.Answer;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDeskIT {
  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  private final List<SessionDesk> desks = new ArrayList<>();
  private final String prefix = "t" + System.nanoTime() + ".";
  private final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);

  @BeforeAll
  static void startKafka() throws IOException {
    kafka = EmbeddedKafka.start(folder, 0);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @AfterEach
  void closeDesks() {
    desks.forEach(SessionDesk::close);
  }

  private DeskClient desk() {
    return desk(kafka.bootstrapServers());
  }

  private DeskClient desk(String bootstrapServers) {
    Map<String, String> pairs = new HashMap<>();
    pairs.put("kafka.bootstrap.servers", bootstrapServers);
    pairs.put("topic.prefix", prefix);
    pairs.put("topic.partitions", "2");
    pairs.put("sessions.port", "0");
    pairs.put("sessions.transactional.id", prefix + "desk");
    pairs.put("sessions.tokens", "ward:" + Tokens.hashOf(DeskClient.TOKEN));
    SessionDesk desk =
        SessionDesk.start(
            DeskConfig.from(Settings.of(pairs)), InstantSource.system(), new SimpleMeterRegistry());
    desks.add(desk);
    return new DeskClient(desk.uri());
  }

  private void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> desks.stream().allMatch(desk -> desk.health().ready()));
  }

  private String at(int seconds) {
    return now.plusSeconds(seconds).toString();
  }

  private String open(String session, String subject) {
    return "{'eventId':'o-%s','session':'%s','site':'clinic','subject':'%s','drug':'Ketamine','dosePerKg':0.5,'duration':'PT40M'}"
        .formatted(session, session, subject);
  }

  private String bind(String eventId, String device, int from) {
    return "{'eventId':'%s','device':'%s','from':'%s'}".formatted(eventId, device, at(from));
  }

  private List<SessionEventRecord> recorded() {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    List<SessionEventRecord> records = new ArrayList<>();
    try (var consumer =
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var serde = new SerdeFactory(Optional.empty()).serde(SessionEventRecord.class)) {
      String topic = prefix + "sessions";
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> records.add(serde.deserializer().deserialize(topic, record.value())));
      }
    }
    return records;
  }

  @Test
  @Requirement("DESK-020")
  void aWholeSessionIsRecordedByHttpAndOutlivesARestart() throws Exception {
    DeskClient desk = desk();
    awaitReady();

    assertThat(desk.post("/api/v1/sessions", open("s1", "subject-1")).status()).isEqualTo(201);
    Answer weight =
        desk.post(
            "/api/v1/sessions/s1/weight",
            "{'eventId':'w1','from':'%s','weightKg':82}".formatted(at(-60)));
    assertThat(weight.status()).isEqualTo(201);
    assertThat(desk.post("/api/v1/sessions/s1/bind", bind("b1", "pump-1", -60)).status())
        .isEqualTo(201);
    Answer corrected =
        desk.post(
            "/api/v1/sessions/s1/weight",
            "{'eventId':'w2','from':'%s','weightKg':80,'corrects':'w1'}".formatted(at(0)));
    assertThat(corrected.status()).isEqualTo(201);
    assertThat(
            desk.post(
                    "/api/v1/sessions/s1/observe",
                    "{'eventId':'c1','at':'%s','kind':'CADSS','score':12}".formatted(at(0)))
                .status())
        .isEqualTo(201);
    assertThat(
            desk.post("/api/v1/sessions/s1/close", "{'eventId':'x1','at':'%s'}".formatted(at(0)))
                .body()
                .path("events"))
        .hasSize(2);

    desks.remove(0).close();
    DeskClient next = desk();
    awaitReady();
    Answer shown = next.get("/api/v1/sessions/s1");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body().path("weightKg").doubleValue()).isEqualTo(80);
    assertThat(shown.text("closed")).isEqualTo(at(0));
    assertThat(shown.body().path("bindings").get(0).path("to").asText()).isEqualTo(at(0));
    assertThat(shown.body().path("events")).hasSize(7);
    assertThat(recorded())
        .hasSize(7)
        .allSatisfy(record -> assertThat(record.getRecordedBy()).isEqualTo("ward"));
    assertThat(next.post("/api/v1/sessions/s1/bind", bind("b9", "pump-2", 10)).text("type"))
        .isEqualTo("urn:rivulet:problem:closed");
  }

  @Test
  @Requirement("DESK-021")
  void theSameCommandTwiceIsOneEventAlsoAcrossDesks() throws Exception {
    DeskClient one = desk();
    DeskClient other = desk();
    awaitReady();

    assertThat(one.post("/api/v1/sessions", open("s1", "subject-1")).status()).isEqualTo(201);
    Answer again = other.post("/api/v1/sessions", open("s1", "subject-1"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("repeated").booleanValue()).isTrue();
    assertThat(other.post("/api/v1/sessions/s1/bind", bind("b1", "pump-1", 0)).status())
        .isEqualTo(201);
    assertThat(one.post("/api/v1/sessions/s1/bind", bind("b1", "pump-1", 0)).status())
        .isEqualTo(200);
    Answer conflict = one.post("/api/v1/sessions/s1/bind", bind("b2", "pump-1", 5));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.text("detail")).contains("pump-1 serves session s1");
    assertThat(recorded()).hasSize(2);
  }

  @Test
  @Requirement("DESK-022")
  void ofTwoDesksAskedAtOnceOnlyOneBindsADevice() throws Exception {
    DeskClient one = desk();
    DeskClient other = desk();
    awaitReady();
    int sessions = 12;
    for (int i = 0; i < sessions; i++) {
      assertThat(one.post("/api/v1/sessions", open("s" + i, "subject-" + i)).status())
          .isEqualTo(201);
    }

    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<List<Integer>>> askers = List.of(binder(one, 0), binder(other, 1));
      List<Integer> statuses = new ArrayList<>();
      for (Future<List<Integer>> answers : threads.invokeAll(askers)) {
        statuses.addAll(answers.get());
      }
      assertThat(statuses).containsOnly(201, 409);
      assertThat(statuses.stream().filter(status -> status == 201)).hasSize(6);
    } finally {
      threads.shutdownNow();
    }
    Map<String, Long> bound =
        recorded().stream()
            .map(SessionEventRecord::getEvent)
            .filter(event -> event instanceof io.rivulet.schemas.record.DeviceBound)
            .map(event -> ((io.rivulet.schemas.record.DeviceBound) event).getDevice())
            .collect(Collectors.groupingBy(device -> device, Collectors.counting()));
    assertThat(bound).hasSize(6).allSatisfy((device, times) -> assertThat(times).isEqualTo(1));
  }

  /** Binds six pumps, each desk to sessions of its own. */
  private Callable<List<Integer>> binder(DeskClient desk, int half) {
    return () -> {
      List<Integer> statuses = new ArrayList<>();
      for (int pump = 0; pump < 6; pump++) {
        statuses.add(
            desk.post(
                    "/api/v1/sessions/s%d/bind".formatted(half * 6 + pump),
                    bind("b" + half + "-" + pump, "pump-" + pump, 0))
                .status());
      }
      return statuses;
    };
  }

  @Test
  @Requirement("DESK-023")
  void withoutKafkaTheDeskSaysSoAndComesBackByItself() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    DeskClient desk = desk("127.0.0.1:" + port);

    assertThat(desk.get("/openapi.json").status()).isEqualTo(200);
    assertThat(desks.get(0).health().ready()).isFalse();
    Answer asked = desk.post("/api/v1/sessions", open("s1", "subject-1"));
    assertThat(asked.status()).isEqualTo(503);
    assertThat(asked.text("detail")).contains("the same eventId");

    try (EmbeddedKafka late = EmbeddedKafka.start(folder.resolve("late"), port)) {
      awaitReady();
      assertThat(desk.post("/api/v1/sessions", open("s1", "subject-1")).status()).isEqualTo(201);
      closeDesks();
      desks.clear();
    }
  }

  @Test
  @Requirement("DESK-030")
  void whatWasRecordedIsKnownToTheNextCommandHoweverSoonItComes() throws Exception {
    DeskClient desk = desk();
    awaitReady();

    for (int n = 0; n < 150; n++) {
      String session = "soon-" + n;
      assertThat(desk.post("/api/v1/sessions", open(session, "S-" + n)).status()).isEqualTo(201);
      DeskClient.Answer answer =
          desk.post(
              "/api/v1/sessions/" + session + "/weight",
              "{'eventId':'w-%d','from':'%s','weightKg':70}".formatted(n, at(0)));
      assertThat(answer.status()).as("%s: %s", session, answer.body()).isEqualTo(201);
    }
  }

  @Test
  @Requirement("DESK-024")
  void aPublishedProfileIsAssignedAndItsVersionsCountUp() throws Exception {
    DeskClient desk = desk();
    awaitReady();
    String profile =
        "{'id':'day','plausible':{'systolic':[40,300]},'limits':{'systolic':{'high':{'warning':160,'critical':180}}},'hysteresis':5,'confirm':{'readings':2,'withinSeconds':1200}}";
    String first =
        "{'eventId':'p1','version':1,'from':'%s','profile':%s}".formatted(at(0), profile);

    assertThat(desk.post("/api/v1/limits/day", first).status()).isEqualTo(201);
    assertThat(desk.post("/api/v1/limits/day", first).status()).isEqualTo(200);
    assertThat(
            desk.post("/api/v1/limits/day", first.replace("'version':1", "'version':5")).status())
        .isEqualTo(409);
    assertThat(desk.post("/api/v1/limits/night", first).text("detail"))
        .contains("id is \"day\" and not \"night\"");
    assertThat(
            desk.post("/api/v1/limits/day", first.replace("'warning':160", "'warning':190"))
                .status())
        .isEqualTo(422);
    assertThat(desk.post("/api/v1/sessions", open("s1", "subject-1")).status()).isEqualTo(201);
    assertThat(
            desk.post(
                    "/api/v1/sessions/s1/limits",
                    "{'eventId':'l1','from':'%s','profile':'day'}".formatted(at(0)))
                .status())
        .isEqualTo(201);
    assertThat(desk.get("/api/v1/limits").body().path("profiles").get(0).path("versions"))
        .hasSize(1);
  }
}
