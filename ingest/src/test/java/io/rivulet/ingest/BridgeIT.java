package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bridge between a real MQTT broker and a real Kafka, both well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BridgeIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Every receipt is a microsecond after the one before, so that records tell their order. */
  private final AtomicLong receipts = new AtomicLong();

  private Servers servers;
  private SimpleMeterRegistry registry;
  private Bridge bridge;
  private DevicePublisher publisher;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    servers = Servers.start(directory);
    registry = new SimpleMeterRegistry();
    bridge =
        Bridge.start(
            servers.bridge("bridge-it", Map.of()),
            () -> Payloads.NOW.plus(receipts.incrementAndGet(), ChronoUnit.MICROS),
            registry);
    await().atMost(LIMIT).until(() -> bridge.health().ready());
    publisher = new DevicePublisher(servers.mqttUri(), "device-it");
  }

  @AfterAll
  void stop() throws Exception {
    publisher.close();
    bridge.close();
    servers.close();
  }

  @Test
  @Requirement("BRIDGE-001")
  void carriesJsonAndAvroPayloadsOfEveryKindToTheirTopics() throws Exception {
    publisher.publish(
        Payloads.topic("pump-1", "pump"), PayloadCodec.json(Payloads.pump("pump-1", 1)));
    publisher.publish(
        Payloads.topic("pump-1", "pump"), PayloadCodec.avro(Payloads.pump("pump-1", 2)));
    publisher.publish(
        Payloads.topic("mon-1", "vitals"), PayloadCodec.json(Payloads.vitals("mon-1", 1)));
    publisher.publish(
        Payloads.topic("mon-1", "status"), PayloadCodec.avro(Payloads.status("mon-1")));
    publisher.awaitAcknowledged();

    try (var pumps = reader(Topic.PUMP_SAMPLES, PumpSampleRecord.class);
        var vitals = reader(Topic.VITALS_SAMPLES, VitalsSampleRecord.class);
        var status = reader(Topic.DEVICE_STATUS, DeviceStatusRecord.class)) {
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(of(pumps.read(), "pump-1"))
                      .extracting(PumpSampleRecord::getSequence)
                      .containsExactlyInAnyOrder(1L, 2L));
      assertThat(pumps.keys()).contains("pump-1");
      await().atMost(LIMIT).until(() -> vitals.read().size() == 1);
      assertThat(vitals.read().get(0).getReceivedTime())
          .isBetween(Payloads.NOW, Payloads.NOW.plusSeconds(1));
      await().atMost(LIMIT).until(() -> status.read().size() == 1);
      assertThat(status.read().get(0).getOnline()).isTrue();
    }
  }

  @Test
  @Requirement("BRIDGE-002")
  void keepsWhatItCannotTakeWithTheReason() throws Exception {
    byte[] malformed = "{ not a sample".getBytes(StandardCharsets.UTF_8);
    var unknownUnit = Payloads.pump("pump-2", 1);
    unknownUnit.getRate().setUnit("furlong/fortnight");
    var ahead = Payloads.pump("pump-2", 2);
    ahead.setTime(Payloads.NOW.plus(Duration.ofHours(2)));
    publisher.publish(Payloads.topic("pump-2", "pump"), malformed);
    publisher.publish(Payloads.topic("pump-2", "pump"), PayloadCodec.json(unknownUnit));
    publisher.publish(Payloads.topic("pump-2", "pump"), PayloadCodec.avro(ahead));
    publisher.publish(Payloads.topic("pump-2", "pump"), new byte[70_000]);
    publisher.awaitAcknowledged();

    try (var quarantine = reader(Topic.QUARANTINE, QuarantineRecord.class)) {
      await().atMost(LIMIT).until(() -> quarantine.read().size() == 4);
      assertThat(quarantine.read())
          .extracting(QuarantineRecord::getReason)
          .containsExactlyInAnyOrder("MALFORMED", "UNKNOWN_UNIT", "TIME_AHEAD", "TOO_LARGE");
      assertThat(quarantine.read())
          .anySatisfy(record -> assertThat(record.getPayload().array()).isEqualTo(malformed))
          .anySatisfy(
              record ->
                  assertThat(record.getPayload().remaining()).isEqualTo(PayloadCodec.MAX_BYTES));
      assertThat(quarantine.keys()).containsOnly("pump-2");
    }
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
    assertThat(Servers.count(registry, "quarantined")).isEqualTo(4);
  }

  @Test
  @Requirement("BRIDGE-003")
  void storesEveryMessageOnceInOrderOfReceiptAndAcknowledgesIt() throws Exception {
    long messages = 5_000;
    for (long sequence = 0; sequence < messages; sequence++) {
      publisher.publish(
          Payloads.topic("pump-3", "pump"), PayloadCodec.avro(Payloads.pump("pump-3", sequence)));
    }
    publisher.awaitAcknowledged();

    try (var pumps = reader(Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
      await().atMost(LIMIT).until(() -> of(pumps.read(), "pump-3").size() >= messages);
      assertThat(of(pumps.read(), "pump-3"))
          .extracting(PumpSampleRecord::getSequence)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, messages).boxed().toList());
      assertThat(of(pumps.read(), "pump-3"))
          .extracting(PumpSampleRecord::getReceivedTime)
          .isSorted();
    }
    await().atMost(LIMIT).until(() -> bridge.health().inFlight() == 0);
  }

  @Test
  @Requirement("BRIDGE-001")
  void carriesWhatWasPublishedAtQosZeroToo() throws Exception {
    publisher.publish(
        Payloads.topic("pump-4", "pump"), PayloadCodec.avro(Payloads.pump("pump-4", 1)), 0);
    publisher.awaitAcknowledged();

    try (var pumps = reader(Topic.PUMP_SAMPLES, PumpSampleRecord.class)) {
      await().atMost(LIMIT).until(() -> of(pumps.read(), "pump-4").size() == 1);
    }
  }

  private <T extends SpecificRecord> TopicReader<T> reader(Topic topic, Class<T> recordClass) {
    return new TopicReader<>(servers.bootstrapServers(), topic, recordClass);
  }

  private static List<PumpSampleRecord> of(List<PumpSampleRecord> records, String device) {
    return records.stream().filter(record -> record.getDevice().equals(device)).toList();
  }
}
