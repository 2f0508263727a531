package io.rivulet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.access.TestAccess;
import io.rivulet.console.access.signin.Reached;
import io.rivulet.console.frame.Lag;
import io.rivulet.console.frame.SiteZones;
import io.rivulet.console.live.LiveConfig;
import io.rivulet.embedded.DataDirectory;
import io.rivulet.embedded.EmbeddedKafka;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Sessions as they happen: Kafka to page. One broker, one database and one console for all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Instant START =
      InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);
  private static final SerdeFactory SERDES = new SerdeFactory(Optional.empty());

  private static DataDirectory directory;
  private static EmbeddedKafka kafka;
  private static TestClinic clinic;
  private static KafkaProducer<String, byte[]> producer;
  private static Console console;
  private static ConsoleClient client;
  private static int sequence;

  @BeforeAll
  static void start() throws Exception {
    directory = DataDirectory.temporary();
    CompletableFuture<EmbeddedKafka> broker = CompletableFuture.supplyAsync(LiveIT::startBroker);
    clinic = TestClinic.start();
    clinic.session("s-here", "P-1", "ketamine", START);
    clinic.session("s-there", "P-2", "ketamine", START);
    clinic.site("s-there", "north-2");
    clinic.bound("s-here", "pump-1");
    clinic.bound("s-there", "pump-2");
    kafka = broker.get();
    Map<String, Object> connection = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(connection)) {
      TopicProvisioner.ensure(admin, "rivulet.", 1, 1);
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    Caller colombo =
        new Caller(
            "ada",
            "Ada",
            List.of(new Grant(ConsoleRole.CLINICIAN, new SiteScope.Only(Set.of("colombo-1")))));
    console = console(connection, colombo);
    client = new ConsoleClient(console.uri());
  }

  private static EmbeddedKafka startBroker() {
    try {
      return EmbeddedKafka.start(directory.path().resolve("kafka"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that is in Kafka, and will be, counts as landed: courses wait for nothing. */
  private static void everythingLands() {
    for (Topic topic : Topic.values()) {
      clinic.landed(topic.kafkaName("rivulet."), 1_000_000_000, 0, START);
    }
  }

  private static Console console(Map<String, Object> connection, Caller caller) {
    return Console.start(
        new ConsoleConfig(
            "127.0.0.1",
            0,
            SiteZones.NONE,
            Lag.USUAL,
            Reached.DIRECTLY,
            Optional.of(new LiveConfig(connection, "rivulet.", Optional.empty()))),
        TestAccess.tokens(Map.of()).otherwise(caller),
        clinic.reads(),
        List::of,
        Optional.empty(),
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() throws Exception {
    console.close();
    producer.close();
    kafka.close();
    clinic.close();
    directory.close();
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("rivulet-console")));
  }

  @Test
  @Order(1)
  @Requirement("LIVE-008")
  void aSampleIsOnThePageAndAPageThatComesBackMissesNothing() throws Exception {
    JsonNode course = client.json("/api/v1/sessions/s-here/course");
    assertThat(course.path("bindings")).hasSize(1);
    String position = course.path("position").asText();
    assertThat(position).contains(";session:s-here=");
    assertThat(course.path("complete").asBoolean()).isTrue();
    String last;
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-here", position)) {
      await().atMost(LIMIT).until(() -> saysLive(page) >= 1);
      sample("pump-1", 1);
      await().atMost(LIMIT).until(() -> page.count("session:s-here") == 1);
      assertThat(
              ConsoleClient.parse(page.newest("data").orElseThrow())
                  .at("/pumps/0/deliveredMl")
                  .asDouble())
          .isEqualTo(1);
      last = page.newest("id").orElseThrow();
    }
    sample("pump-1", 2);
    sample("pump-2", 2);
    try (StreamReader page =
        StreamReader.topics(console.port(), "session:s-here", "", "Last-Event-ID: " + last)) {
      await().atMost(LIMIT).until(() -> page.count("session:s-here") == 1);
      assertThat(page.newest("data").orElseThrow())
          .contains("\"deliveredMl\":2.0")
          .doesNotContain("pump-2");
      assertThat(page.count("reset")).isZero();
      sample("pump-1", 3);
      await().atMost(LIMIT).until(() -> page.count("session:s-here") == 2);
    }
  }

  @Test
  @Order(2)
  @Requirement("LIVE-009")
  void topicsOfOtherSitesAndThoseThatAreNotThereAreRefusedAlike() throws Exception {
    assertThat(client.get("/api/v1/stream?topics=session:s-there").statusCode()).isEqualTo(404);
    assertThat(client.get("/api/v1/stream?topics=session:s-guess,nothing,session:").body())
        .contains("no-such-topic", "session:s-guess, nothing, session:");
    assertThat(client.get("/api/v1/stream").statusCode()).isEqualTo(400);
    String there = client.get("/api/v1/sessions/s-there/course").body();
    assertThat(there).isEqualTo(client.get("/api/v1/sessions/s-guess/course").body());
    assertThat(client.get("/api/v1/sessions/s-there/course").statusCode()).isEqualTo(404);
    try (StreamReader page = StreamReader.topics(console.port(), "overview,session:s-there", "")) {
      await().atMost(LIMIT).until(() -> page.count("refused") == 1 && page.count("overview") >= 1);
      String overview =
          page.all("data").stream()
              .filter(data -> data.contains("\"live\":["))
              .findFirst()
              .orElseThrow();
      assertThat(overview).contains("s-here").doesNotContain("s-there");
    }
  }

  @Test
  @Order(3)
  @Requirement("LIVE-010")
  void aWeightHasPagesReadAnewAndSoDoesAPositionOfAnotherConsole() throws Exception {
    String position = client.json("/api/v1/sessions/s-here/course").path("position").asText();
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-here", position);
        StreamReader elsewhere =
            StreamReader.topics(console.port(), "session:s-here", "0badcafe;session:s-here=5")) {
      await().atMost(LIMIT).until(() -> elsewhere.count("reset") == 1);
      send(
          Topic.SESSIONS,
          "s-here",
          new SessionEventRecord(
              "s-here", "e-weight", START, "ada", new WeightRecorded(START, 71.0, null)));
      await().atMost(LIMIT).until(() -> page.count("reset") >= 1);
      assertThat(page.all("data"))
          .anyMatch(data -> data.contains("\"restated\",\"because\":\"decision\""));
    }
  }

  @Test
  @Order(4)
  @Requirement("LIVE-011")
  void aDeviceThatIsBoundLaterIsFollowedFromThenOn() throws Exception {
    String position = client.json("/api/v1/sessions/s-here/course").path("position").asText();
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-here", position)) {
      send(
          Topic.SESSIONS,
          "s-here",
          new SessionEventRecord(
              "s-here", "e-bound", START, "ada", new DeviceBound("pump-7", START, null, null)));
      // Samples and bindings come by different topics, in no order between them.
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(300))
          .until(
              () -> {
                sample("pump-7", 1);
                return page.all("data").stream().anyMatch(data -> data.contains("pump-7"));
              });
    }
  }

  @Test
  @Order(5)
  @Requirement("LIVE-012")
  void twoConsolesTellTheSame() throws Exception {
    Caller everywhere =
        new Caller("eve", "Eve", List.of(new Grant(ConsoleRole.CLINICIAN, new SiteScope.All())));
    try (Console other =
            console(Map.of("bootstrap.servers", kafka.bootstrapServers()), everywhere);
        StreamReader one = StreamReader.topics(console.port(), "session:s-here", "");
        StreamReader two = StreamReader.topics(other.port(), "session:s-here", "")) {
      await().atMost(LIMIT).until(() -> saysLive(two) >= 1);
      sample("pump-1", 40);
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                assertThat(one.all("data")).anyMatch(data -> data.contains("\"deliveredMl\":40.0"));
                assertThat(two.all("data")).anyMatch(data -> data.contains("\"deliveredMl\":40.0"));
              });
    }
  }

  @Test
  @Order(6)
  @Requirement("LIVE-014")
  void aBindingThatLandedAfterItsRecordWasPassedOverIsLearnedFromTheCourse() throws Exception {
    clinic.session("s-new", "P-3", "ketamine", START);
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-new", "")) {
      await().atMost(LIMIT).until(() -> saysLive(page) >= 1);
      clinic.bound("s-new", "pump-8");

      JsonNode course = client.json("/api/v1/sessions/s-new/course");

      assertThat(course.path("bindings")).hasSize(1);
      assertThat(course.path("complete").asBoolean()).as("nothing has landed").isFalse();
      everythingLands();
      await().atMost(LIMIT).until(() -> page.count("reset") == 1);
      assertThat(page.all("data")).anyMatch(data -> data.contains("\"because\":\"learned\""));
      sample("pump-8", 8);
      await().atMost(LIMIT).until(() -> page.count("session:s-new") == 1);
      client.json("/api/v1/sessions/s-new/course");
      sample("pump-8", 9);
      await().atMost(LIMIT).until(() -> page.count("session:s-new") == 2);
      assertThat(page.count("reset")).as("what is known has nobody read anew").isEqualTo(1);
    }
  }

  @Test
  @Order(7)
  @Requirement("LIVE-002")
  void aConnectionThatIsCutAnywhereLosesNothingAndRepeatsNothing() throws Exception {
    Random random = new Random(20261121);
    String last;
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-here", "")) {
      await().atMost(LIMIT).until(() -> saysLive(page) >= 1);
      sample("pump-1", 100);
      await().atMost(LIMIT).until(() -> page.count("session:s-here") == 1);
      last = page.newest("id").orElseThrow();
    }
    List<Double> had = new ArrayList<>();
    for (int sent = 0; sent < 40; ) {
      sample("pump-1", 101 + sent++);
      sample("pump-1", 101 + sent++);
      last = readAndCut(200 + random.nextInt(2_500), last, had);
    }
    for (int i = 0; i < 40 && had.size() < 40; i++) {
      last = readAndCut(20_000, last, had);
    }

    assertThat(had).isEqualTo(IntStream.range(0, 40).mapToObj(number -> 101.0 + number).toList());
  }

  /** Keeps what came whole; an event is whole with the empty line behind it. */
  private static String readAndCut(int bytes, String last, List<Double> had) throws Exception {
    String text = StreamReader.cutAfter(bytes, console.port(), "session:s-here", last);
    assertThat(text).doesNotContain("event: reset");
    Matcher events =
        Pattern.compile("id: (\\S+)\\s[^{]*event: session:s-here\ndata: (.*)\n\n").matcher(text);
    String newest = last;
    while (events.find()) {
      newest = events.group(1);
      ConsoleClient.parse(events.group(2))
          .path("pumps")
          .forEach(pump -> had.add(pump.path("deliveredMl").asDouble()));
    }
    return newest;
  }

  @Test
  @Order(9)
  @Requirement("LIVE-015")
  void aDatabaseThatIsAwayIsSaidInPlaceOfACourseAndOpenPagesGoOn() throws Exception {
    try (StreamReader page = StreamReader.topics(console.port(), "session:s-here", "")) {
      await().atMost(LIMIT).until(() -> saysLive(page) >= 1);
      clinic.shutOut();
      try {
        HttpResponse<String> course = client.get("/api/v1/sessions/s-here/course");
        assertThat(course.statusCode()).isEqualTo(503);
        assertThat(course.body()).contains("database").doesNotContain("Exception");
        sample("pump-1", 30_100);
        await().atMost(LIMIT).until(() -> page.count("session:s-here") >= 1);
      } finally {
        clinic.letIn();
      }
      await()
          .atMost(LIMIT)
          .until(() -> client.get("/api/v1/sessions/s-here/course").statusCode() == 200);
    }
  }

  @Test
  @Order(10)
  @Requirement("LIVE-013")
  void aBrokerThatGoesIsSaidAndItsReturnGoesOnWhereItWas() throws Exception {
    int port = kafka.port();
    try (StreamReader page = StreamReader.topics(console.port(), "overview,session:s-here", "")) {
      await().atMost(LIMIT).until(() -> page.count("source") >= 1);
      kafka.close();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  page.all("data").stream().anyMatch(data -> data.contains("\"state\":\"store\"")));
      assertThat(client.get("/api/v1/sessions/s-here/course").statusCode()).isEqualTo(200);
      kafka = EmbeddedKafka.start(directory.path().resolve("kafka"), port);
      await().atMost(LIMIT).until(() -> saysLive(page) >= 2);
      sample("pump-1", 30_200);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  page.all("data").stream()
                      .anyMatch(data -> data.contains("\"deliveredMl\":30200.0")));
    }
  }

  private static long saysLive(StreamReader page) {
    return page.all("data").stream().filter(data -> data.contains("\"state\":\"live\"")).count();
  }

  private static void sample(String device, int millilitres) throws Exception {
    sampleLater(device, millilitres).get();
  }

  private static Future<?> sampleLater(String device, int millilitres) {
    Instant time = START.plusMillis(100L * ++sequence);
    return sendLater(
        Topic.PUMP_SAMPLES,
        device,
        PumpSampleRecord.newBuilder()
            .setSite("colombo-1")
            .setDevice(device)
            .setSequence(sequence)
            .setDeviceTime(time)
            .setReceivedTime(time)
            .setDrug("ketamine")
            .setState(PumpStateRecord.RUN)
            .setRateMlPerHour(10.5)
            .setDeliveredNanolitres(millilitres * 1_000_000L)
            .setConcentrationPerMl(10.0)
            .setConcentrationUnit("mg")
            .setAlarms(List.of())
            .setOriginal(List.of())
            .build());
  }

  private static void send(Topic topic, String key, SpecificRecord record) throws Exception {
    sendLater(topic, key, record).get();
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> Future<?> sendLater(Topic topic, String key, T record) {
    String name = topic.kafkaName("rivulet.");
    try (Serde<T> serde = SERDES.serde((Class<T>) record.getClass())) {
      return producer.send(
          new ProducerRecord<>(name, key, serde.serializer().serialize(name, record)));
    }
  }
}
