package io.rivulet.benchmarks;

import io.rivulet.benchmarks.Course.Passage;
import io.rivulet.benchmarks.contender.Kind;
import io.rivulet.benchmarks.load.BridgeBench;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The bridge beside what else could stand in its place, in one run: how fast each carries messages
 * that the broker has kept for it and messages that are published meanwhile, how soon each
 * acknowledges, and what each loses when it is killed.
 */
@Command(
    name = "bridge",
    description = "QoS 1 messages/s and ack latency from Mosquitto to Kafka, beside other bridges.")
final class BridgeBenchmark implements Callable<Integer> {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double[] QUANTILES = {0.5, 0.99, 0.999};
  private static final double FULL_SPEED = 1e9;
  private static final double WARM_UP_SECONDS = 3;
  // Enough to have seen the connection work; the contender is warm by then.
  private static final int FEW = 500;

  /** What is measured. */
  enum Mode {
    /** How fast a session is emptied that the broker filled before; nobody publishes meanwhile. */
    DRAIN("from a full session"),
    /** How fast messages are carried while they are published as fast as the broker takes them. */
    LIVE("while published"),
    /** From PUBLISH to PUBACK, at a fixed rate and at full speed. */
    LATENCY("ack latency"),
    /** What is lost and repeated over a kill -9. */
    KILL("kill -9");

    private final String label;

    Mode(String label) {
      this.label = label;
    }
  }

  @Option(
      names = "--mode",
      split = ",",
      description = "what is measured, of ${COMPLETION-CANDIDATES} (default all)")
  Set<Mode> modes = Set.of(Mode.values());

  @Option(
      names = "--messages",
      defaultValue = "60000",
      description = "messages a round (default ${DEFAULT-VALUE})")
  int messages;

  @Option(
      names = "--contenders",
      split = ",",
      description = "who takes part, of ${COMPLETION-CANDIDATES} (default all)")
  List<Kind> kinds = List.of(Kind.values());

  @Option(
      names = "--try",
      description =
          "one more bridge, with these settings (KEY=VALUE) and JVM flags, separated by spaces;"
              + " may be given several times")
  List<String> tries = List.of();

  @Option(
      names = "--receive-maximum",
      defaultValue = "1000",
      description =
          "messages the broker may send a contender unacknowledged (default ${DEFAULT-VALUE})")
  int receiveMaximum;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "messages/s while latency is measured (default ${DEFAULT-VALUE})")
  double rate;

  @Option(
      names = "--latency-messages",
      defaultValue = "40000",
      description = "messages of each latency pass (default ${DEFAULT-VALUE})")
  int latencyMessages;

  @Option(
      names = "--killed-messages",
      defaultValue = "20000",
      description = "messages during which each is killed (default ${DEFAULT-VALUE})")
  int killedMessages;

  @Option(
      names = "--kills",
      defaultValue = "2",
      description = "how often each is killed, with new messages (default ${DEFAULT-VALUE})")
  int kills;

  @Option(
      names = "--quiet-millis",
      defaultValue = "3000",
      description = "a pass in which nothing came for this long is over (default ${DEFAULT-VALUE})")
  int quietMillis;

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
    if (messages < 1 || latencyMessages < 1 || killedMessages < 3 || kills < 1 || !(rate > 0)) {
      throw new ParameterException(
          spec.commandLine(), "give 1 message or more, 3 to kill among, 1 kill and a rate above 0");
    }
    List<Course> courses = new ArrayList<>();
    try (BridgeBench bench = BridgeBench.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", bench.bootstrapServers()))) {
      try {
        for (Candidate candidate : candidates()) {
          courses.add(
              new Course(
                  candidate, bench, admin, flags, receiveMaximum, Duration.ofMillis(quietMillis)));
          courses.get(courses.size() - 1).open();
        }
        measure(courses);
      } finally {
        courses.forEach(Course::close);
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "bridge: %d JSON pump messages a round, QoS 1, Mosquitto to Kafka".formatted(messages),
        figures);
    return 0;
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>(kinds.stream().map(Candidate::of).toList());
    for (String words : tries) {
      candidates.add(Candidate.trying(words, candidates.size()));
    }
    return candidates;
  }

  private void measure(List<Course> courses) throws Exception {
    List<Mode> carrying = Stream.of(Mode.DRAIN, Mode.LIVE).filter(modes::contains).toList();
    if (!carrying.isEmpty()) {
      throughput(carrying, courses);
    }
    if (modes.contains(Mode.LATENCY)) {
      latencies(courses);
    }
    if (modes.contains(Mode.KILL)) {
      killed(courses);
    }
  }

  /** One contender after another in each round, so that a slow minute meets all of them. */
  private void throughput(List<Mode> carrying, List<Course> courses) throws Exception {
    List<Map<Mode, List<Passage>>> measured = rounds.run(number -> round(carrying, courses));
    for (Mode mode : carrying) {
      List<Figure> limits = new ArrayList<>();
      for (int i = 0; i < courses.size(); i++) {
        int place = i;
        passages(
            courses.get(i).candidate().label() + ", " + mode.label,
            mode,
            measured.stream().map(round -> round.get(mode).get(place)).toList(),
            limits);
      }
    }
  }

  private void passages(String name, Mode mode, List<Passage> own, List<Figure> limits) {
    rate(name, own, passage -> passage.drain().perSecond(), 0, limits);
    rate(name + ", once running", own, passage -> passage.drain().runningPerSecond(), 1, limits);
    figures.add(figure(name + ": processor time", "µs/msg", own, Passage::microsEach));
    if (mode == Mode.LIVE) {
      figures.add(figure(name + ": publisher", "msg/s", own, Passage::publishedPerSecond));
    }
    List<Tally> tallies = own.stream().map(Passage::tally).toList();
    if (!tallies.stream().allMatch(Tally::isClean)) {
      fates(name, tallies);
    }
  }

  private void fates(String name, List<Tally> tallies) {
    figures.add(counts(name + ": lost", tallies, Tally::lost));
    figures.add(counts(name + ": left with the broker", tallies, Tally::left));
    figures.add(counts(name + ": repeated", tallies, Tally::repeated));
  }

  /** A rate, and its share of the first contender's. */
  private void rate(
      String name,
      List<Passage> passages,
      ToDoubleFunction<Passage> value,
      int limit,
      List<Figure> limits) {
    Figure rate = figure(name, "msg/s", passages, value);
    figures.add(rate);
    if (limits.size() <= limit) {
      limits.add(rate);
    } else {
      figures.add(rate.of(limits.get(limit), name + " / " + limits.get(limit).name()));
    }
  }

  private static Figure figure(
      String name, String unit, List<Passage> passages, ToDoubleFunction<Passage> value) {
    return new Figure(name, unit, passages.stream().map(value::applyAsDouble).toList());
  }

  private Map<Mode, List<Passage>> round(List<Mode> carrying, List<Course> courses)
      throws Exception {
    Map<Mode, List<Passage>> round = new EnumMap<>(Mode.class);
    for (Mode mode : carrying) {
      round.put(mode, new ArrayList<>());
      for (Course course : courses) {
        Passage passage = course.carry(mode, messages);
        round.get(mode).add(passage);
        progress(
            course,
            "%s: %.0f msg/s, %.0f once running, %.1f µs/msg, %s",
            mode.label,
            passage.drain().perSecond(),
            passage.drain().runningPerSecond(),
            passage.microsEach(),
            passage.tally());
      }
    }
    return round;
  }

  private void latencies(List<Course> courses) throws Exception {
    int warmUp = (int) Math.min(latencyMessages, rate * WARM_UP_SECONDS);
    for (Course course : courses) {
      String label = course.candidate().label() + ": ack latency";
      quantiles(
          label + " at %.0f/s".formatted(rate), course.latencies(warmUp, latencyMessages, rate));
      quantiles(label + " at full load", course.latencies(FEW, latencyMessages, FULL_SPEED));
      progress(course, "ack latency measured");
    }
  }

  private void quantiles(String name, long[] sortedNanos) {
    if (sortedNanos.length < latencyMessages) {
      figures.add(
          Figure.once(
              name + ": not acknowledged", "messages", latencyMessages - sortedNanos.length));
    }
    for (double quantile : QUANTILES) {
      int place = (int) Math.ceil(quantile * sortedNanos.length) - 1;
      String percent = Double.toString(quantile * 100).replaceAll("\\.0$", "");
      if (sortedNanos.length > 0) {
        figures.add(
            Figure.once(
                name + ", p" + percent, "ms", sortedNanos[Math.max(place, 0)] / NANOS_PER_MILLI));
      }
    }
  }

  private void killed(List<Course> courses) throws Exception {
    for (Course course : courses) {
      if (course.candidate().kind().writesToKafka()) {
        List<Tally> tallies = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
          Tally tally = course.kill(killedMessages);
          tallies.add(tally);
          progress(course, "kill -9: %s", tally);
        }
        String name = course.candidate().label() + ": of %d, a kill -9".formatted(killedMessages);
        fates(name, tallies);
      }
    }
  }

  private static Figure counts(String name, List<Tally> tallies, ToDoubleFunction<Tally> value) {
    return new Figure(name, "messages", tallies.stream().map(value::applyAsDouble).toList());
  }

  private void progress(Course course, String form, Object... values) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(course.candidate().label() + ": " + String.format(Locale.ROOT, form, values));
    err.flush();
  }
}
