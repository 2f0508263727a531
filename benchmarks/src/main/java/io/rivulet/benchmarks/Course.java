package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Assignment;
import io.rivulet.benchmarks.contender.ContenderProcess;
import io.rivulet.benchmarks.contender.Kind;
import io.rivulet.benchmarks.load.BridgeBench;
import io.rivulet.benchmarks.load.ChildJvm;
import io.rivulet.benchmarks.load.FastPublisher;
import io.rivulet.benchmarks.load.FastPublisher.Message;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.schemas.topic.TopicProvisioner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;

/** One contender's own course: its process, its session with the broker and its topics. */
final class Course implements AutoCloseable {
  private static final int DEVICES = 16;
  private static final int PARTITIONS = 2;

  private final Kind kind;
  private final BridgeBench bench;
  private final List<String> flags;
  private final KafkaCount records;
  private final String name;
  private ChildJvm process;
  private long sequence;

  Course(Kind kind, BridgeBench bench, Admin admin, List<String> flags) throws IOException {
    this.kind = kind;
    this.bench = bench;
    this.flags = flags;
    this.name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String prefix = name + ".";
    List<String> unused = TopicProvisioner.ensure(admin, prefix, PARTITIONS, 1);
    this.records = new KafkaCount(admin, Topic.PUMP_SAMPLES.kafkaName(prefix), PARTITIONS);
    this.process = launch();
  }

  private ChildJvm launch() throws IOException {
    return ChildJvm.start(ContenderProcess.class, flags, List.of(kind.name()));
  }

  Kind kind() {
    return kind;
  }

  long pid() {
    return process.pid();
  }

  /** Connects and subscribes, by way of an address that may be a relay's. */
  void start(InetSocketAddress broker) {
    String answer =
        process.ask(
            "start "
                + String.join(
                    " ",
                    new Assignment(
                            "tcp://127.0.0.1:" + broker.getPort(),
                            "benchmark-" + name,
                            "rivulet/v1/" + name + "/+/pump",
                            bench.bootstrapServers(),
                            name + ".",
                            1000)
                        .arguments()));
    if (!answer.equals("started")) {
      throw new IllegalStateException(name + " answered \"" + answer + "\" to start");
    }
  }

  void stop() {
    String unused = process.ask("stop");
  }

  /** Ends its process as a power cut would, and launches another. */
  void killAndLaunch() throws IOException, InterruptedException {
    process.kill();
    process = launch();
  }

  /** What it has taken since its start, or since ever where that is seen in Kafka. */
  LongSupplier taken() {
    return kind.writesToKafka()
        ? records::records
        : () -> Long.parseLong(process.ask("count"));
  }

  List<Message> messages(int count) {
    Instant now = InstantSource.system().instant();
    List<Bed> beds = Bed.ward(DEVICES);
    List<Message> prepared = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bed bed = beds.get(i % DEVICES);
      byte[] payload = PayloadCodec.json(bed.message(name, now.plus(i, ChronoUnit.MICROS), sequence++));
      prepared.add(new Message("rivulet/v1/" + name + "/" + bed.device().value() + "/pump", payload));
    }
    return prepared;
  }

  FastPublisher publisher() throws IOException {
    return FastPublisher.connect(bench.broker(), "benchmark-publisher-" + name);
  }

  @Override
  public void close() {
    process.close();
  }
}
