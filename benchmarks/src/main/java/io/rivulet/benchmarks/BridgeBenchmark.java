package io.rivulet.benchmarks;

import io.rivulet.benchmarks.contender.Kind;
import io.rivulet.benchmarks.load.BridgeBench;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The bridge beside what else could stand in its place, in one run: how fast each empties a session
 * that the broker has filled, how soon each acknowledges, and what each loses when it is killed.
 */
@Command(
    name = "bridge",
    description = "QoS 1 messages/s and ack latency from Mosquitto to Kafka, beside other bridges.")
final class BridgeBenchmark implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double[] QUANTILES = {0.5, 0.99, 0.999};

  @Option(
      names = "--messages",
      defaultValue = "100000",
      description = "messages a contender drains in a round (default ${DEFAULT-VALUE})")
  int messages;

  @Option(
      names = "--contenders",
      split = ",",
      description = "who takes part, of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
  List<Kind> kinds = List.of(Kind.DISCARD, Kind.BRIDGE, Kind.CAMEL, Kind.CAMEL_MANUAL, Kind.SPRING);

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "messages/s while latency is measured live (default ${DEFAULT-VALUE})")
  double rate;

  @Option(
      names = "--latency-messages",
      defaultValue = "20000",
      description = "messages of each latency pass, 0 for none (default ${DEFAULT-VALUE})")
  int latencyMessages;

  @Option(
      names = "--killed-messages",
      defaultValue = "20000",
      description = "messages during which each is killed, 0 for none (default ${DEFAULT-VALUE})")
  int killedMessages;

  @Option(
      names = "--child-flags",
      split = " ",
      description = "flags for the contenders' JVMs, such as a flight recording's")
  List<String> flags = List.of();

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private final List<Figure> figures = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    List<Course> courses = new ArrayList<>();
    try (BridgeBench bench = BridgeBench.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", bench.bootstrapServers()))) {
      try {
        for (Kind kind : kinds) {
          Course course = new Course(kind, bench, admin, flags);
          courses.add(course);
          course.open();
        }
        throughput(courses);
        if (latencyMessages > 0) {
          latencies(courses);
        }
        if (killedMessages > 0) {
          killed(courses);
        }
      } finally {
        courses.forEach(Course::close);
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "bridge: %d JSON pump messages a round from a full session, QoS 1, Mosquitto to Kafka"
            .formatted(messages),
        figures);
    return 0;
  }

  /** One contender after another in each round, so that a slow minute meets all of them. */
  private void throughput(List<Course> courses) throws Exception {
    List<List<Round>> measured = rounds.run(number -> everyone(courses));
    List<Figure> rates = new ArrayList<>();
    for (int i = 0; i < courses.size(); i++) {
      int place = i;
      List<Round> own = measured.stream().map(round -> round.get(place)).toList();
      String label = courses.get(i).kind().label();
      rates.add(new Figure(label, "msg/s", own.stream().map(r -> r.drain().perSecond()).toList()));
      figures.add(rates.get(i));
      if (i > 0) {
        figures.add(rates.get(i).of(rates.get(0), label + " / " + rates.get(0).name()));
      }
      figures.add(
          new Figure(
              label + ": processor time", "µs/msg", own.stream().map(Round::micros).toList()));
      figures.add(
          new Figure(
              label + ": did not come",
              "messages",
              own.stream().map(r -> (double) r.drain().missing()).toList()));
    }
  }

  private record Round(Drain drain, double micros) {}

  private List<Round> everyone(List<Course> courses) throws Exception {
    List<Round> round = new ArrayList<>();
    for (Course course : courses) {
      Duration before = course.processorTime();
      Drain drain = course.drain(messages);
      double micros = course.processorTime().minus(before).toNanos() / 1e3 / messages;
      round.add(new Round(drain, micros));
      progress("%s: %.0f msg/s", course, drain.perSecond());
    }
    return round;
  }

  private void latencies(List<Course> courses) throws Exception {
    for (Course course : courses) {
      String live = "%s: ack latency at %.0f/s".formatted(course.kind().label(), rate);
      quantiles(live, course.liveLatencies(latencyMessages, rate));
      quantiles(
          course.kind().label() + ": ack latency at full load",
          course.drainLatencies(latencyMessages));
      progress("%s: latencies of %.0f messages", course, latencyMessages);
    }
  }

  private void quantiles(String name, long[] sortedNanos) {
    for (double quantile : QUANTILES) {
      int place = (int) Math.ceil(quantile * sortedNanos.length) - 1;
      String percent = Double.toString(quantile * 100).replaceAll("\\.0$", "");
      figures.add(
          Figure.once(
              name + ", p" + percent,
              "ms",
              sortedNanos.length == 0 ? -1 : sortedNanos[Math.max(place, 0)] / NANOS_PER_MILLI));
    }
  }

  private void killed(List<Course> courses) throws Exception {
    for (Course course : courses) {
      if (course.kind().writesToKafka()) {
        Course.Killed killed = course.kill(killedMessages);
        String name = course.kind().label() + ": of %d, one kill -9".formatted(killedMessages);
        figures.add(Figure.once(name + ", lost", "messages", killed.lost()));
        figures.add(Figure.once(name + ", repeated", "messages", killed.repeated()));
        progress("%s: lost %.0f after kill -9", course, killed.lost());
      }
    }
  }

  private void progress(String form, Course course, double value) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(String.format(Locale.ROOT, form, course.kind(), value));
    err.flush();
  }
}
