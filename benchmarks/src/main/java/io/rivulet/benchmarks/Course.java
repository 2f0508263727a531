package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Assignment;
import io.rivulet.benchmarks.contender.ContenderProcess;
import io.rivulet.benchmarks.contender.Kind;
import io.rivulet.benchmarks.load.AckRelay;
import io.rivulet.benchmarks.load.BridgeBench;
import io.rivulet.benchmarks.load.ChildJvm;
import io.rivulet.benchmarks.load.FastPublisher;
import io.rivulet.benchmarks.load.FastPublisher.Message;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * One contender's own course: its process, its session with the broker and its topics. Messages of
 * a course match no other contender's subscription.
 */
final class Course implements AutoCloseable {
  private static final int DEVICES = 16;
  private static final int PARTITIONS = 2;
  private static final int RECEIVE_MAXIMUM = 1000;

  private final Kind kind;
  private final BridgeBench bench;
  private final List<String> flags;
  private final KafkaCount records;
  private final String name;
  private ChildJvm process;
  private long sequence;

  /** What became of messages when their contender was killed on the way. */
  record Killed(long lost, long repeated) {}

  Course(Kind kind, BridgeBench bench, Admin admin, List<String> flags) throws IOException {
    this.kind = kind;
    this.bench = bench;
    this.flags = flags;
    this.name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String prefix = name + ".";
    List<String> unused = TopicProvisioner.ensure(admin, prefix, PARTITIONS, 1);
    this.records =
        new KafkaCount(
            admin, Topic.PUMP_SAMPLES.kafkaName(prefix), PARTITIONS, kind == Kind.BRIDGE);
    this.process = launch();
  }

  Kind kind() {
    return kind;
  }

  /** Time on processors that its process took so far. */
  Duration processorTime() {
    return process.processorTime();
  }

  /** Makes the session, so that the broker keeps what is published from here on. */
  void open() {
    start(bench.broker());
    stop();
  }

  /** Queues messages with the broker, then times how the contender takes them. */
  Drain drain(int count) throws IOException, InterruptedException {
    queue(count);
    LongSupplier taken = takenFromHere();
    start(bench.broker());
    Drain drain = Drain.watch(count, taken);
    stop();
    return drain;
  }

  /** The same through a relay that times acknowledgements; ns, ascending. */
  long[] drainLatencies(int count) throws IOException, InterruptedException {
    queue(count);
    try (AckRelay relay = AckRelay.start(bench.broker(), count)) {
      start(relay.address());
      Drain unused = Drain.watch(count, relay::measured);
      stop();
      return relay.sortedNanos();
    }
  }

  /** Publishes at a fixed rate while the contender is connected; latencies in ns, ascending. */
  long[] liveLatencies(int count, double perSecond) throws IOException, InterruptedException {
    List<Message> prepared = messages(count);
    try (AckRelay relay = AckRelay.start(bench.broker(), count);
        FastPublisher publisher = publisher()) {
      start(relay.address());
      publisher.publish(prepared, perSecond);
      Drain unused = Drain.watch(count, relay::measured);
      stop();
      return relay.sortedNanos();
    }
  }

  /** Kills the contender as a power cut would when a third is through, and starts another. */
  Killed kill(int count) throws IOException, InterruptedException {
    long first = sequence;
    queue(count);
    Map<TopicPartition, Long> from = records.offsets();
    LongSupplier taken = takenFromHere();
    start(bench.broker());
    Drain unusedThird = Drain.watch(count / 3, taken);
    process.kill();
    process = launch();
    start(bench.broker());
    // Above what can come, so that it ends when nothing more does.
    Drain unused = Drain.watch(Long.MAX_VALUE, taken);
    stop();
    KafkaCount.Found found = records.find(from, first, bench.bootstrapServers());
    return new Killed(count - found.distinct(), found.repeated());
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(ContenderProcess.class, flags, List.of(kind.name()));
  }

  /** Connects and subscribes, by way of an address that may be a relay's. */
  private void start(InetSocketAddress broker) {
    Assignment assignment =
        new Assignment(
            "tcp://127.0.0.1:" + broker.getPort(),
            "benchmark-" + name,
            "rivulet/v1/" + name + "/+/pump",
            bench.bootstrapServers(),
            name + ".",
            RECEIVE_MAXIMUM);
    String answer = process.ask("start " + String.join(" ", assignment.arguments()));
    if (!answer.equals("started")) {
      throw new IllegalStateException(name + " answered \"" + answer + "\" to start");
    }
  }

  private void stop() {
    String answer = process.ask("stop");
    if (!answer.equals("stopped")) {
      throw new IllegalStateException(name + " answered \"" + answer + "\" to stop");
    }
  }

  private LongSupplier takenFromHere() {
    if (!kind.writesToKafka()) {
      return () -> Long.parseLong(process.ask("count"));
    }
    long before = records.records();
    return () -> records.records() - before;
  }

  private void queue(int count) throws IOException, InterruptedException {
    List<Message> prepared = messages(count);
    try (FastPublisher publisher = publisher()) {
      publisher.publish(prepared);
    }
  }

  private FastPublisher publisher() throws IOException {
    return FastPublisher.connect(bench.broker(), "benchmark-publisher-" + name);
  }

  private List<Message> messages(int count) {
    Instant now = InstantSource.system().instant();
    List<Bed> beds = Bed.ward(DEVICES);
    List<Message> prepared = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bed bed = beds.get(i % DEVICES);
      byte[] payload =
          PayloadCodec.json(bed.message(name, now.plus(i, ChronoUnit.MICROS), sequence++));
      prepared.add(
          new Message("rivulet/v1/" + name + "/" + bed.device().value() + "/pump", payload));
    }
    return prepared;
  }

  @Override
  public void close() {
    process.close();
  }
}
