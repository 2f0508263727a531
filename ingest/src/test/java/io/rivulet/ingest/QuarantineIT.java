package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.ingest.quarantine.Correction;
import io.rivulet.ingest.quarantine.Entry;
import io.rivulet.ingest.quarantine.EntryPage;
import io.rivulet.ingest.quarantine.EntryState;
import io.rivulet.ingest.quarantine.QuarantineConfig;
import io.rivulet.ingest.quarantine.QuarantineFilter;
import io.rivulet.ingest.quarantine.QuarantineReader;
import io.rivulet.ingest.quarantine.Redrive;
import io.rivulet.ingest.quarantine.RedriveRequest;
import io.rivulet.ingest.quarantine.Snapshot;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a real bridge refused is listed, shown and fed back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuarantineIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Long after receipt: a redrive is not judged by the time at which it happens. */
  private static final Instant REDRIVE_TIME = Payloads.NOW.plus(Duration.ofDays(90));

  /** A sequence number that marks the end of what a test looks at. */
  private static final long LAST = 999_999;

  private final AtomicLong receipts = new AtomicLong();

  private Servers servers;
  private Bridge bridge;
  private DevicePublisher publisher;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    servers = Servers.start(directory);
    bridge =
        Bridge.start(
            servers.bridge("quarantine-it", Map.of()),
            () -> Payloads.NOW.plus(receipts.incrementAndGet(), ChronoUnit.MICROS),
            new SimpleMeterRegistry());
    await().atMost(LIMIT).until(() -> bridge.health().ready());
    publisher = new DevicePublisher(servers.mqttUri(), "device-quarantine-it");
  }

  @AfterAll
  void stop() throws Exception {
    publisher.close();
    bridge.close();
    servers.close();
  }

  @Test
  @Requirement("BRIDGE-041")
  void whatIsRefusedIsListedOnceWithItsReasonAndHowOftenItCame() throws Exception {
    for (int n = 0; n < 3; n++) {
      publish("pump-a", "{ not a sample");
    }
    var unknownUnit = Payloads.pump("pump-a", 1);
    unknownUnit.getRate().setUnit("furlong/fortnight");
    publish("pump-a", PayloadCodec.json(unknownUnit));

    List<Entry> entries = refused("pump-a", 2);

    assertThat(entries).extracting(Entry::reason).containsExactly("MALFORMED", "UNKNOWN_UNIT");
    assertThat(entries).extracting(Entry::deliveries).containsExactly(3L, 1L);
    assertThat(entries).extracting(Entry::state).containsOnly(new EntryState.Open());
    assertThat(entries).extracting(Entry::site).containsOnly(Optional.of(Payloads.SITE));
    assertThat(page(entries.get(1)))
        .contains("device       pump-a", "  \"rate\": {   <-- refused")
        .contains("    \"unit\": \"furlong/fortnight\"");
    assertThat(page(entries.get(0))).last().asString().contains("|{ not a sample|");
  }

  @Test
  @Requirement("BRIDGE-044")
  void aCorrectedPayloadIsInItsTopicOnceAndMarkedAndNotRedrivenTwice() throws Exception {
    publish("pump-b", "{ not a sample");
    Entry entry = refused("pump-b", 1).get(0);
    Correction corrected =
        new Correction(
            Optional.of(PayloadCodec.json(Payloads.pump("pump-b", 7))), Optional.empty());
    List<String> lines = new ArrayList<>();

    Redrive.Report first = redrive(config(Map.of()), entry, corrected, false, lines);
    Redrive.Report second = redrive(config(Map.of()), entry, corrected, false, lines);
    Redrive.Report all =
        Redrive.run(
            config(Map.of()),
            request(List.of(), "pump-b", Correction.NONE, false),
            this::now,
            r -> {});

    assertThat(first).isEqualTo(new Redrive.Report(1, 0, 0));
    assertThat(second).isEqualTo(new Redrive.Report(0, 0, 1));
    assertThat(all).isEqualTo(new Redrive.Report(0, 0, 0));
    assertThat(lines.get(0)).endsWith("pump-b  redriven to test.pump.samples, corrected");
    assertThat(lines.get(1)).contains("not tried: redriven before", "by anna", "--again");
    assertThat(samples("pump-b"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.getSequence()).isEqualTo(7);
              assertThat(sample.getReceivedTime()).isEqualTo(entry.firstReceived());
            });
    assertThat(refused("pump-b", 1).get(0))
        .satisfies(
            after -> {
              assertThat(after.deliveries()).isEqualTo(1);
              assertThat(after.state())
                  .isEqualTo(
                      new EntryState.Redriven(REDRIVE_TIME, "anna", "test.pump.samples", true));
            });
  }

  @Test
  @Requirement("BRIDGE-045")
  void aDryRunSaysWhatWouldBecomeOfEachAndWritesNothing() throws Exception {
    var ahead = Payloads.pump("pump-c", 1);
    ahead.setTime(Payloads.NOW.plus(Duration.ofMinutes(90)));
    publish("pump-c", PayloadCodec.json(ahead));
    publish("pump-c", "{}");
    List<Entry> before = refused("pump-c", 2);
    QuarantineConfig wider = config(Map.of("bridge.time.ahead.max", "PT2H"));
    List<String> lines = new ArrayList<>();

    Redrive.Report report =
        Redrive.run(
            wider,
            request(List.of(), "pump-c", Correction.NONE, true),
            this::now,
            result -> lines.add(result.line(true)));

    assertThat(report).isEqualTo(new Redrive.Report(1, 1, 0));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).endsWith("pump-c  would go to test.pump.samples"))
        .anySatisfy(line -> assertThat(line).contains("would be refused again, MALFORMED: "));
    assertThat(refused("pump-c", 2)).isEqualTo(before);
    assertThat(samples("pump-c")).isEmpty();
  }

  @Test
  @Requirement({"BRIDGE-043", "BRIDGE-046"})
  void allThatIsNowWithinBoundsIsTakenAndTheRestStaysWithItsReason() throws Exception {
    for (int n = 1; n <= 150; n++) {
      var ahead = Payloads.pump("pump-d", n);
      ahead.setTime(Payloads.NOW.plus(Duration.ofMinutes(n <= 130 ? 90 : 180)).plusMillis(n));
      publish("pump-d", PayloadCodec.json(ahead));
    }
    publish("pump-d", new byte[70_000]);
    refused("pump-d", 151);
    List<String> lines = new ArrayList<>();

    Redrive.Report report =
        Redrive.run(
            config(Map.of("bridge.time.ahead.max", "PT2H")),
            request(List.of(), "pump-d", Correction.NONE, false),
            this::now,
            result -> lines.add(result.line(false)));

    assertThat(report).isEqualTo(new Redrive.Report(130, 20, 1));
    assertThat(lines).filteredOn(line -> line.contains("refused again, TIME_AHEAD")).hasSize(20);
    assertThat(lines).filteredOn(line -> line.contains("65536 of its 70000 bytes")).hasSize(1);
    assertThat(samples("pump-d")).hasSize(130).doesNotHaveDuplicates();
    Snapshot after = scan("pump-d");
    assertThat(after.summary())
        .isEqualTo(
            "151 in quarantine, delivered 151 times: 150 TIME_AHEAD, 1 TOO_LARGE; 21 open, 130"
                + " redriven");
  }

  @Test
  @Requirement("BRIDGE-043")
  void aCorrectedTopicPutsAMessageWhereItBelongs() throws Exception {
    publish("pump-e", PayloadCodec.json(Payloads.pump("pump-f", 1)));
    Entry entry = refused("pump-e", 1).get(0);
    assertThat(entry.reason()).isEqualTo("TOPIC_MISMATCH");
    Correction corrected =
        new Correction(Optional.empty(), Optional.of(Payloads.topic("pump-f", "pump")));

    assertThat(redrive(config(Map.of()), entry, corrected, false, new ArrayList<>()))
        .isEqualTo(new Redrive.Report(1, 0, 0));

    assertThat(samples("pump-f")).hasSize(1);
    assertThat(refused("pump-e", 1).get(0).state()).isInstanceOf(EntryState.Redriven.class);
  }

  private Instant now() {
    return REDRIVE_TIME;
  }

  private Redrive.Report redrive(
      QuarantineConfig config,
      Entry entry,
      Correction correction,
      boolean dryRun,
      List<String> lines) {
    return Redrive.run(
        config,
        request(
            List.of(entry.id().substring(0, 10)), entry.device().orElseThrow(), correction, dryRun),
        this::now,
        result -> lines.add(result.line(dryRun)));
  }

  private static RedriveRequest request(
      List<String> ids, String device, Correction correction, boolean dryRun) {
    return new RedriveRequest(
        ids, of(device), Integer.MAX_VALUE, correction, false, dryRun, "anna");
  }

  private List<String> page(Entry entry) {
    try (QuarantineReader reader = QuarantineReader.open(config(Map.of()).kafka())) {
      List<String> lines = new ArrayList<>();
      reader.fetch(List.of(entry), (found, record) -> lines.addAll(EntryPage.lines(found, record)));
      return lines;
    }
  }

  private void publish(String device, String payload) throws Exception {
    publish(device, payload.getBytes(StandardCharsets.UTF_8));
  }

  private void publish(String device, byte[] payload) throws Exception {
    publisher.publish(Payloads.topic(device, "pump"), payload);
    publisher.awaitAcknowledged();
  }

  /** As many things of this device, once the bridge has refused all that was published. */
  private List<Entry> refused(String device, int things) {
    await()
        .atMost(LIMIT)
        .until(() -> bridge.health().inFlight() == 0 && scan(device).entries().size() == things);
    return scan(device).entries();
  }

  private Snapshot scan(String device) {
    try (QuarantineReader reader = QuarantineReader.open(config(Map.of()).kafka())) {
      return reader.scan(of(device));
    }
  }

  private static QuarantineFilter of(String device) {
    return new QuarantineFilter(
        Set.of(),
        Set.of(),
        Optional.of(device),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private QuarantineConfig config(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kafka.bootstrap.servers", servers.bootstrapServers());
    all.put("topic.prefix", Servers.PREFIX);
    return QuarantineConfig.from(Settings.of(all));
  }

  /** All there is of this pump: a sample behind it, in the same partition, has come through. */
  private List<PumpSampleRecord> samples(String device) throws Exception {
    publish(device, PayloadCodec.json(Payloads.pump(device, LAST)));
    try (var reader =
        new TopicReader<>(servers.bootstrapServers(), Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
      await()
          .atMost(LIMIT)
          .until(() -> of(reader.read(), device).stream().anyMatch(s -> s.getSequence() == LAST));
      return of(reader.read(), device).stream().filter(s -> s.getSequence() != LAST).toList();
    }
  }

  private static List<PumpSampleRecord> of(List<PumpSampleRecord> samples, String device) {
    return samples.stream().filter(sample -> sample.getDevice().equals(device)).toList();
  }
}
