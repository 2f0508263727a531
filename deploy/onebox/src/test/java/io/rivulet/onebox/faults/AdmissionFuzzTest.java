package io.rivulet.onebox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.ingest.admission.Admission;
import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.admission.Publication;
import io.rivulet.ingest.admission.TimeBounds;
import io.rivulet.onebox.faults.HostileMessages.Message;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages by the hundred thousand: each has one outcome, which Kafka and the store can take. */
@Requirement("BRIDGE-080")
class AdmissionFuzzTest {
  private static final int MESSAGES = Chaos.count("fuzz.admission", 200_000);
  private static final int PAYLOAD_MAX = 4 * 1024 * 1024;
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final long GROWTH_MAX_BYTES = 8L * 1024 * 1024;
  private static final long DECISION_MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** What Kafka takes in one record, as topics are set up. */
  private static final int RECORD_MAX_BYTES = 1_000_000;

  private final Admission admission =
      new Admission(new TimeBounds(Duration.ofHours(1), Duration.ofDays(30)));
  private final Map<Topic, AvroSerde<?>> serdes = new EnumMap<>(Topic.class);

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void everyMessageHasOneOutcomeInBoundedTimeAndMemory() {
    long seed = Chaos.seed();
    HostileMessages messages = new HostileMessages(seed, PAYLOAD_MAX, NOW);
    Map<String, Integer> outcomes = new TreeMap<>();
    long began = System.nanoTime();
    long worstNanos = 0;
    long worstIndex = 0;
    long usedEarlyBytes = 0;
    for (int index = 0; index < MESSAGES; index++) {
      Message message = messages.at(index);
      try {
        long start = System.nanoTime();
        Outcome outcome = decide(message);
        long nanos = System.nanoTime() - start;
        requireUsable(outcome, message);
        outcomes.merge(name(outcome), 1, Integer::sum);
        if (nanos > worstNanos) {
          worstNanos = nanos;
          worstIndex = index;
        }
      } catch (RuntimeException | Error e) {
        throw new AssertionError("message %d of seed %d: %s".formatted(index, seed, e), e);
      }
      if (index == MESSAGES / 10) {
        usedEarlyBytes = usedBytes();
      }
    }
    long usedLateBytes = usedBytes();
    long slowestNanos = quickestOfFive(messages.at(worstIndex));
    System.out.printf(
        "%,d messages of seed %d in %,d ms: %s; slowest decision %,d us (message %d; %,d us when repeated); heap %,d KiB, then %,d KiB%n",
        MESSAGES,
        seed,
        (System.nanoTime() - began) / 1_000_000,
        outcomes,
        worstNanos / 1_000,
        worstIndex,
        slowestNanos / 1_000,
        usedEarlyBytes / 1024,
        usedLateBytes / 1024);

    assertThat(slowestNanos).as("slowest decision, seed %d", seed).isLessThan(DECISION_MAX_NANOS);
    assertThat(usedLateBytes - usedEarlyBytes)
        .as("growth of the heap, seed %d", seed)
        .isLessThan(GROWTH_MAX_BYTES);
    assertThat(outcomes).containsKeys("PUMP_SAMPLES", "VITALS_SAMPLES", "DEVICE_STATUS");
    assertThat(outcomes).containsKeys("MALFORMED", "OUT_OF_RANGE", "UNKNOWN_UNIT", "TOO_LARGE");
    assertThat(outcomes).containsKeys("TOPIC_MISMATCH", "UNKNOWN_TOPIC", "TIME_AHEAD");
  }

  private Outcome decide(Message message) {
    return admission.decide(new Publication(message.topic(), message.payload(), false, NOW));
  }

  private void requireUsable(Outcome outcome, Message message) {
    assertThat(outcome.key()).isNotEmpty();
    byte[] encoded = encode(outcome.topic(), outcome.record());
    assertThat(encoded.length).isLessThan(RECORD_MAX_BYTES);
    if (outcome instanceof Outcome.Refused refused) {
      QuarantineRecord record = refused.record();
      assertThat(record.getPayloadBytes()).isEqualTo(message.payload().length);
      assertThat(record.getDetail()).isNotBlank();
      // The store takes no NUL in text, and a terminal obeys other control characters.
      assertThat(record.getDetail().chars().noneMatch(Character::isISOControl))
          .as(record.getDetail())
          .isTrue();
    }
  }

  private byte[] encode(Topic topic, SpecificRecord record) {
    return encode(serdes.computeIfAbsent(topic, t -> AvroSerde.of(t.recordClass())), record);
  }

  private static <T extends SpecificRecord> byte[] encode(AvroSerde<T> serde, Object record) {
    @SuppressWarnings("unchecked")
    T own = (T) record;
    byte[] encoded = serde.encode(own);
    assertThat(serde.decode(encoded)).isEqualTo(record);
    return encoded;
  }

  private static String name(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        ? refused.record().getReason()
        : outcome.topic().name();
  }

  /** Other processes share the machine, so one slow time says little. */
  private long quickestOfFive(Message message) {
    long quickest = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      assertThat(decide(message)).isNotNull();
      quickest = Math.min(quickest, System.nanoTime() - start);
    }
    return quickest;
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
