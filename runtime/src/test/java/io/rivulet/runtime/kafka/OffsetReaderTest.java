package io.rivulet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.runtime.health.Readiness;
import io.rivulet.testkit.Requirement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over Kafka's own consumer for tests; real servers are in the tests of what lands and alerts. */
class OffsetReaderTest {
  private static final String TOPIC = "pump-samples";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final Taken taken = new Taken();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OffsetReader reader =
      new OffsetReader(consumer, taken, BACKOFF, "landing", "rivulet.sink", registry);
  private final Thread thread = new Thread(reader, "reader");

  @AfterEach
  void ends() throws InterruptedException {
    reader.close();
    thread.join(TIMEOUT.toMillis());
    assertThat(thread.isAlive()).isFalse();
    assertThat(consumer.closed()).isTrue();
    assertThat(taken.closed).isTrue();
  }

  @Test
  @Requirement("READ-001")
  void readsFromWhereTheDatabaseStandsAndNotFromKafkasPosition() {
    taken.positions.put(PARTITION, 7L);
    holds(5, 12);

    start();

    await().atMost(TIMEOUT).until(() -> taken.offsets.size() == 5);
    assertThat(taken.offsets).containsExactly(7L, 8L, 9L, 10L, 11L);
    assertThat(taken.positions).containsEntry(PARTITION, 12L);
  }

  @Test
  @Requirement("READ-002")
  void takesABatchAgainThatFailedAndNoRecordTwice() {
    holds(0, 6);
    taken.failing.set(3);

    start();

    await().atMost(TIMEOUT).until(() -> taken.offsets.size() == 6);
    assertThat(taken.offsets).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(registry.counter("rivulet.sink.failures").count()).isEqualTo(3);
  }

  @Test
  @Requirement("READ-003")
  void readsOnFromWhereAnotherInstanceLeftIt() {
    holds(0, 6);
    taken.overtakenBy.set(4);

    start();

    await().atMost(TIMEOUT).until(() -> taken.offsets.size() == 2);
    assertThat(taken.offsets).containsExactly(4L, 5L);
    assertThat(registry.counter("rivulet.sink.fenced").count()).isEqualTo(1);
  }

  @Test
  @Requirement("READ-004")
  void countsAndSkipsWhatKafkaDeletedUnread() {
    taken.positions.put(PARTITION, 2L);
    holds(9, 12);

    start();

    await().atMost(TIMEOUT).until(() -> taken.offsets.size() == 3);
    assertThat(taken.offsets).containsExactly(9L, 10L, 11L);
    assertThat(registry.counter("rivulet.sink.lost", "topic", TOPIC).count()).isEqualTo(7);
  }

  @Test
  @Requirement("READ-006")
  void tellsKafkaWhereTheDatabaseStandsForThoseWhoWatch() {
    holds(3, 3);
    taken.positions.put(PARTITION, 3L);

    start();

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(consumer.committed(Set.of(PARTITION)))
                    .containsEntry(PARTITION, new OffsetAndMetadata(3)));
  }

  @Test
  @Requirement("READ-005")
  void isReadyOnceKafkaHasAssignedSomething() {
    holds(0, 1);
    assertThat(reader.readiness()).isEqualTo(new Readiness(false, "landing has not begun"));

    start();

    await().atMost(TIMEOUT).until(() -> reader.readiness().ready());
    assertThat(reader.readiness().detail()).startsWith("landing 1 partitions, ");
  }

  @Test
  @Requirement("READ-005")
  void saysWhatItWaitsForAndGoesOnAfterwards() {
    holds(0, 2);
    taken.unprepared.set(1_000_000);

    start();

    await().atMost(TIMEOUT).until(() -> reader.readiness().detail().contains("schema is away"));
    taken.unprepared.set(0);
    await().atMost(TIMEOUT).until(() -> taken.offsets.size() == 2);
  }

  /** Kafka has these offsets; as Kafka does, it gives them again to whoever goes back. */
  private void holds(long from, long to) {
    consumer.updateBeginningOffsets(Map.of(PARTITION, from));
    consumer.updateEndOffsets(Map.of(PARTITION, to));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
    consumer.schedulePollTask(() -> give(from, to));
  }

  private void give(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]));
    }
    consumer.schedulePollTask(() -> give(from, to));
  }

  private void start() {
    thread.start();
  }

  /** Takes as a database would: all or nothing, and only what is next. */
  private static final class Taken implements RecordTaker {
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final List<Long> offsets = new CopyOnWriteArrayList<>();
    private final AtomicInteger failing = new AtomicInteger();
    private final AtomicInteger overtakenBy = new AtomicInteger();
    private final AtomicInteger unprepared = new AtomicInteger();
    private volatile boolean closed;

    @Override
    public List<String> prepare() throws SQLException {
      if (unprepared.get() > 0) {
        throw new SQLException("the schema is away");
      }
      return List.of(TOPIC);
    }

    @Override
    public Map<TopicPartition, Long> positions(Map<TopicPartition, Long> beginnings) {
      beginnings.forEach(positions::putIfAbsent);
      return new HashMap<>(positions);
    }

    @Override
    public void take(ConsumerRecords<byte[], byte[]> records, List<OffsetMove> moves)
        throws SQLException, FencedException {
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new SQLException("the database is away");
      }
      int first = overtakenBy.getAndSet(0);
      if (first > 0) {
        positions.put(PARTITION, (long) first);
      }
      for (OffsetMove move : moves) {
        if (positions.get(move.partition()) != move.from()) {
          throw new FencedException("another instance was first");
        }
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        offsets.add(record.offset());
      }
      moves.forEach(move -> positions.put(move.partition(), move.to()));
    }

    @Override
    public void settle() {}

    @Override
    public void skip(List<OffsetMove> moves) {
      moves.forEach(move -> positions.put(move.partition(), move.to()));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
