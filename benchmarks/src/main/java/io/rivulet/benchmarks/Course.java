package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Assignment;
import io.rivulet.benchmarks.contender.ContenderProcess;
import io.rivulet.benchmarks.contender.Leftovers;
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
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * One candidate's own course: its process, its session with the broker and its topics. Messages of
 * a course match no other candidate's subscription.
 */
final class Course implements AutoCloseable {
  private static final int DEVICES = 16;
  private static final int PARTITIONS = 2;
  private static final double UNHURRIED_PER_SECOND = 2_000;
  private final Candidate candidate;
  private final BridgeBench bench;
  private final List<String> flags;
  private final int receiveMaximum;
  private final Duration quiet;
  private final KafkaCount records;
  private ChildJvm process;
  private long sequence;

  /**
   * How messages were carried.
   *
   * @param publishedPerSecond at which they came; 0 where the broker had them before
   * @param microsEach processor time of the contender, a message
   * @param tally what became of them
   */
  record Passage(Drain drain, double publishedPerSecond, double microsEach, Tally tally) {}

  /**
   * A contender that runs.
   *
   * @param quiet a pass in which nothing came for this long is over
   */
  Course(
      Candidate candidate,
      BridgeBench bench,
      Admin admin,
      List<String> flags,
      int receiveMaximum,
      Duration quiet)
      throws IOException {
    this.candidate = candidate;
    this.bench = bench;
    this.flags = Stream.concat(flags.stream(), candidate.jvmFlags().stream()).toList();
    this.receiveMaximum = receiveMaximum;
    this.quiet = quiet;
    String prefix = candidate.name() + ".";
    List<String> unused = TopicProvisioner.ensure(admin, prefix, PARTITIONS, 1);
    this.records =
        new KafkaCount(
            admin,
            Topic.PUMP_SAMPLES.kafkaName(prefix),
            PARTITIONS,
            candidate.kind().writesAvro(),
            bench.bootstrapServers());
    this.process = launch();
  }

  Candidate candidate() {
    return candidate;
  }

  /** Makes the session, so that the broker keeps what is published from here on. */
  void open() {
    start(bench.broker());
    stop();
  }

  /** Measures how fast it carries, one way or the other. */
  Passage carry(BridgeBenchmark.Mode mode, int count) throws IOException, InterruptedException {
    return mode == BridgeBenchmark.Mode.LIVE ? live(count) : drain(count);
  }

  /** Queues messages with the broker, then connects the contender and sees it take them. */
  private Passage drain(int count) throws IOException, InterruptedException {
    Begin begin = begin();
    try (FastPublisher publisher = publisher()) {
      publisher.publish(messages(count));
    }
    begin = begin.now();
    start(bench.broker());
    Drain drain = watch(count, begin);
    stop();
    return passage(begin, count, drain, 0);
  }

  /** Publishes as fast as the broker takes it while the contender is connected. */
  private Passage live(int count) throws IOException, InterruptedException {
    List<Message> prepared;
    Begin begin = begin();
    prepared = messages(count);
    start(bench.broker());
    begin = begin.now();
    FutureTask<Double> publishing = new FutureTask<>(() -> publish(prepared));
    Thread thread = new Thread(publishing, "benchmark-publisher");
    thread.start();
    try {
      Drain drain = watch(count, begin);
      double perSecond = publishing.get();
      stop();
      return passage(begin, count, drain, perSecond);
    } catch (ExecutionException e) {
      throw new IOException("publishing failed", e.getCause());
    }
  }

  private double publish(List<Message> prepared) throws IOException, InterruptedException {
    try (FastPublisher publisher = publisher()) {
      long begunNanos = System.nanoTime();
      publisher.publish(prepared);
      return prepared.size() * 1e9 / (System.nanoTime() - begunNanos);
    }
  }

  /**
   * Publishes at a fixed rate to the contender behind a relay that times acknowledgements.
   *
   * @param warmUp messages before those that are timed
   * @return ns, ascending
   */
  long[] latencies(int warmUp, int count, double perSecond)
      throws IOException, InterruptedException {
    List<Message> before = messages(warmUp);
    List<Message> prepared = messages(count);
    try (AckRelay relay = AckRelay.start(bench.broker(), count);
        FastPublisher publisher = publisher()) {
      start(relay.address());
      publisher.publish(before, Math.min(perSecond, UNHURRIED_PER_SECOND));
      relay.awaitIdle(quiet);
      relay.forget();
      long begunNanos = System.nanoTime();
      publisher.publish(prepared, perSecond);
      Drain unused = Drain.watch(count, begunNanos, quiet, relay::measured);
      stop();
      return relay.sortedNanos();
    }
  }

  /** Kills the contender as a power cut would when a third is through, and starts another. */
  Tally kill(int count) throws IOException, InterruptedException {
    Begin begin = begin();
    try (FastPublisher publisher = publisher()) {
      publisher.publish(messages(count));
    }
    start(bench.broker());
    Drain unusedThird = Drain.watch(count / 3, System.nanoTime(), quiet, begin.taken());
    process.kill();
    process = launch();
    start(bench.broker());
    // Above what can come, so that it ends when nothing more does.
    Drain unused = Drain.watch(Long.MAX_VALUE, System.nanoTime(), quiet, begin.taken());
    stop();
    return tally(begin, count);
  }

  /** Where a pass begins, in time, in Kafka and among the messages. */
  private record Begin(
      long nanos,
      Duration processorTime,
      Map<TopicPartition, Long> offsets,
      long first,
      LongSupplier taken) {
    /** The same with the clock running from here on. */
    Begin now() {
      return new Begin(System.nanoTime(), processorTime, offsets, first, taken);
    }
  }

  private Begin begin() {
    Map<TopicPartition, Long> offsets = records.offsets();
    LongSupplier taken =
        candidate.kind().writesToKafka()
            ? () -> records.since(offsets)
            : () -> Long.parseLong(process.ask("count"));
    return new Begin(System.nanoTime(), process.processorTime(), offsets, sequence, taken);
  }

  private Drain watch(int count, Begin begin) {
    return Drain.watch(count, begin.nanos(), quiet, begin.taken());
  }

  private Passage passage(Begin begin, int count, Drain drain, double publishedPerSecond)
      throws IOException, InterruptedException {
    double micros = process.processorTime().minus(begin.processorTime()).toNanos() / 1e3 / count;
    return new Passage(drain, publishedPerSecond, micros, tally(begin, count));
  }

  /** To be asked once the contender has stopped. */
  private Tally tally(Begin begin, int count) throws IOException, InterruptedException {
    if (!candidate.kind().writesToKafka()) {
      return new Tally(Math.max(0, count - begin.taken().getAsLong()), 0, 0);
    }
    long[] stored = records.numbers(begin.offsets());
    Tally tally = Tally.of(begin.first(), count, stored, new long[0]);
    if (tally.lost() == 0) {
      return tally;
    }
    try {
      long[] left =
          Leftovers.take(assignment(bench.broker())).stream()
              .mapToLong(KafkaCount::ofPayload)
              .toArray();
      return Tally.of(begin.first(), count, stored, left);
    } catch (MqttException e) {
      throw new IOException("the broker does not say what it still holds", e);
    }
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(ContenderProcess.class, flags, candidate.arguments());
  }

  /** Connects and subscribes, by way of an address that may be a relay's. */
  private void start(InetSocketAddress broker) {
    expect("started", "start " + String.join(" ", assignment(broker).arguments()));
  }

  private Assignment assignment(InetSocketAddress broker) {
    String name = candidate.name();
    return new Assignment(
        "tcp://127.0.0.1:" + broker.getPort(),
        "benchmark-" + name,
        "rivulet/v1/" + name + "/+/pump",
        bench.bootstrapServers(),
        name + ".",
        receiveMaximum,
        bench.directoryOf(name).toString());
  }

  private void stop() {
    expect("stopped", "stop");
  }

  private void expect(String expected, String request) {
    String answer = process.ask(request);
    if (!answer.equals(expected)) {
      throw new IllegalStateException(
          "%s answered \"%s\" to %s".formatted(candidate.name(), answer, request));
    }
  }

  private FastPublisher publisher() throws IOException {
    return FastPublisher.connect(bench.broker(), "benchmark-publisher-" + candidate.name());
  }

  private List<Message> messages(int count) {
    Instant now = InstantSource.system().instant();
    String name = candidate.name();
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
