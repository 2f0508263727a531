package io.rivulet.onebox.faults;

import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What of the numbered samples is in Kafka, read from the topic's beginning. */
final class Arrivals implements AutoCloseable {
  private static final AvroSerde<PumpSampleRecord> SERDE = AvroSerde.of(PumpSampleRecord.class);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, BitSet> seen = new TreeMap<>();
  private final Map<String, Runs> runs = new TreeMap<>();
  private long records;
  private long distinct;
  private final Map<String, Long> outOfOrder = new TreeMap<>();

  /** Reads a topic. */
  Arrivals(String bootstrapServers, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  /** Reads on; a device's samples are in one partition, so they come as Kafka has them. */
  void poll() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      take(record.key(), (int) SERDE.decode(record.value()).getSequence());
    }
  }

  private void take(String device, int sequence) {
    BitSet ofDevice = seen.computeIfAbsent(device, d -> new BitSet());
    runs.computeIfAbsent(device, d -> new Runs()).add(sequence);
    records++;
    if (!ofDevice.get(sequence)) {
      distinct++;
      if (sequence < ofDevice.length()) {
        outOfOrder.merge(device, 1L, Long::sum);
      }
      ofDevice.set(sequence);
    }
  }

  /** What the broker acknowledged and Kafka has not, by device. */
  Map<String, BitSet> missing(Ledger ledger) {
    Map<String, BitSet> missing = new TreeMap<>();
    ledger
        .snapshot()
        .forEach(
            (device, acknowledged) -> {
              acknowledged.andNot(seen.getOrDefault(device, new BitSet()));
              if (!acknowledged.isEmpty()) {
                missing.put(device, acknowledged);
              }
            });
    return missing;
  }

  /** Samples, each once. */
  long distinct() {
    return distinct;
  }

  /** Records that repeat a sample. */
  long duplicates() {
    return records - distinct;
  }

  /** Samples that first came after a later one of their device. */
  long outOfOrder() {
    return outOfOrder.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Such samples of one device. */
  long outOfOrder(String device) {
    return outOfOrder.getOrDefault(device, 0L);
  }

  /** The order in which each device's samples lie in Kafka, as runs such as 0-120 100-250. */
  String order() {
    return runs.toString();
  }

  /** Sequence numbers as runs of successors, of which the first are kept. */
  private static final class Runs {
    private static final int KEPT_CHARACTERS = 1_500;

    private final StringBuilder text = new StringBuilder();
    private int first = -1;
    private int last = -1;

    void add(int sequence) {
      if (last < 0 || sequence != last + 1) {
        end();
        first = sequence;
      }
      last = sequence;
    }

    private void end() {
      if (last >= 0 && text.length() < KEPT_CHARACTERS) {
        text.append(first).append('-').append(last).append(' ');
      }
    }

    @Override
    public String toString() {
      return text + "" + first + "-" + last;
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
  }
}
