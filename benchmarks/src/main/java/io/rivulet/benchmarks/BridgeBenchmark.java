package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Kind;
import io.rivulet.benchmarks.load.BridgeBench;
import io.rivulet.benchmarks.load.FastPublisher;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Messages a second at QoS 1: through the bridge, and through what it is compared with. */
@Command(
    name = "bridge",
    description = "QoS 1 messages/s and ack latency from Mosquitto to Kafka, beside other bridges.")
final class BridgeBenchmark implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Option(
      names = "--messages",
      defaultValue = "50000",
      description = "messages a round (default ${DEFAULT-VALUE})")
  int messages;

  @Option(
      names = "--contenders",
      split = ",",
      description = "who takes part: ${COMPLETION-CANDIDATES}; all by default")
  List<Kind> kinds = List.of(Kind.values());

  @Option(
      names = "--child-flags",
      split = " ",
      description = "flags for the contenders' JVMs, such as -XX:StartFlightRecording=...")
  List<String> flags = List.of();

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter progress = spec.commandLine().getErr();
    try (BridgeBench bench = BridgeBench.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", bench.bootstrapServers()))) {
      Map<Kind, Course> courses = new EnumMap<>(Kind.class);
      try {
        for (Kind kind : kinds) {
          courses.put(kind, new Course(kind, bench, admin, flags));
        }
        progress.println("mosquitto " + bench.brokerPid() + " kafka " + bench.kafkaPid());
        courses.values().forEach(c -> progress.println(c.kind() + " " + c.pid()));
        progress.flush();
        for (Course course : courses.values()) {
          course.start(bench.broker());
          course.stop();
        }
        Map<Kind, List<Double>> rates = new EnumMap<>(Kind.class);
        for (int r = 0; r < rounds.warmUp + rounds.counted; r++) {
          for (Course course : courses.values()) {
            double rate = drain(course, bench);
            progress.printf("%d %s %.0f%n", r, course.kind(), rate);
            progress.flush();
            if (r >= rounds.warmUp) {
              rates.computeIfAbsent(course.kind(), k -> new ArrayList<>()).add(rate);
            }
          }
        }
        List<Figure> figures = new ArrayList<>();
        rates.forEach((kind, values) -> figures.add(new Figure(kind.label(), "msg/s", values)));
        FigureTable.print(spec.commandLine().getOut(), "bridge, drain", figures);
      } finally {
        courses.values().forEach(Course::close);
      }
    }
    return 0;
  }

  private double drain(Course course, BridgeBench bench) throws Exception {
    try (FastPublisher publisher = course.publisher()) {
      long nanos = System.nanoTime();
      var prepared = course.messages(messages);
      long n2 = System.nanoTime();
      publisher.publish(prepared);
      System.err.printf("  prepared %d ms, queued %.0f/s%n", (n2-nanos)/1000000, messages * 1e9 / (System.nanoTime() - n2));
    }
    LongSupplier taken = course.taken();
    long before = course.kind().writesToKafka() ? taken.getAsLong() : 0;
    course.start(bench.broker());
    double rate =
        new Pace(course.kind().label(), messages, LIMIT).follow(() -> taken.getAsLong() - before);
    course.stop();
    return rate;
  }
}
