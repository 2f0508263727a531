package io.rivulet.benchmarks;

import io.rivulet.benchmarks.AlertHops.Hop;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long from the moment a reading beyond a critical limit is due at its monitor until somebody's
 * webhook is told, at fixed rates of other messages, with what each hop costs.
 */
@Command(
    name = "alerts",
    description = "Latency from a reading beyond a critical limit to the webhook, hop by hop.")
final class AlertBenchmark implements Callable<Integer> {
  private static final int WARM_UP_RATE = 500;
  private static final Duration DRAIN = Duration.ofSeconds(60);

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "100,1000,5000",
      description = "messages/s: as many pumps, one a second each (default ${DEFAULT-VALUE})")
  List<Integer> rates;

  @Option(
      names = "--seconds",
      defaultValue = "50",
      description = "time at each rate (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--crossings",
      defaultValue = "1000",
      description = "readings beyond the limit at each rate (default ${DEFAULT-VALUE})")
  int crossings;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "20",
      description = "time at 500 messages/s before, with crossings (default ${DEFAULT-VALUE})")
  int warmUpSeconds;

  @Option(
      names = "--try",
      description = "a setting to run with, such as streams.commit.interval=PT0.02S")
  Map<String, String> tried = new HashMap<>();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    List<Figure> figures = new ArrayList<>();
    int rounds = rates.size() + 1;
    int pumps = WARM_UP_RATE + rates.stream().mapToInt(Integer::intValue).sum();
    List<Bed> ward = Bed.ward(pumps + crossings * rounds);
    Iterator<Bed> beds = ward.iterator();
    AtomicReference<Consumer<String>> told = new AtomicReference<>(session -> {});
    try (WebhookReceiver receiver = WebhookReceiver.start(session -> told.get().accept(session));
        OneBox box =
            OneBox.start(
                new OneBoxConfig(Optional.empty(), Optional.empty(), settings(receiver.uri())),
                clock,
                spec.commandLine().getErr()::println)) {
      new WardLoad(box.settings(), ward, clock.instant()).open();
      try (DevicePublisher publisher =
              DevicePublisher.connect(PublisherConfig.from(box.settings(), "benchmark"));
          AlertHops hops =
              new AlertHops(
                  box.settings(), clock, monitor -> monitor.replace("monitor-", "session-"))) {
        told.set(session -> hops.at(Hop.RECEIVED, session));
        CrossingLoad load = new CrossingLoad(publisher, hops, clock);
        if (warmUpSeconds > 0) {
          double unused = load.run(next(beds, WARM_UP_RATE), warmUpSeconds, next(beds, crossings));
          drain(hops, crossings);
        }
        for (int rate : rates) {
          hops.clear();
          double published = load.run(next(beds, rate), seconds, next(beds, crossings));
          figures.add(Figure.once("published, at %d msg/s".formatted(rate), "msg/s", published));
          drain(hops, crossings);
          figures(rate, hops, figures);
        }
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "alerts: %d readings beyond a critical limit in %d s at each rate"
            .formatted(crossings, seconds),
        figures);
    return 0;
  }

  private static List<Bed> next(Iterator<Bed> beds, int count) {
    List<Bed> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(beds.next());
    }
    return next;
  }

  /** Everything goes to the receiver at once, one incident a session. */
  private Map<String, String> settings(URI receiver) throws IOException {
    Path file = Files.createTempFile("rivulet-alerting-", ".yaml");
    file.toFile().deleteOnExit();
    Files.writeString(
        file,
        """
        channels:
          hook:
            type: webhook
            url: %s
            allowAddresses: 127.0.0.0/8
            threads: 4
            rate: {perMinute: 6000, burst: 1000}
        policies:
          all:
            steps: [{targets: [{channel: hook}]}]
            lastResort: [{channel: hook}]
        routes: {policy: all, groupBy: [session]}
        """
            .formatted(receiver));
    Map<String, String> settings = new HashMap<>();
    // Monitors that have not crossed yet are silent, which is not what is measured.
    settings.put("watch.enabled", "false");
    settings.putAll(tried);
    settings.put("alerting.file", file.toString());
    return settings;
  }

  private static void drain(AlertHops hops, int crossings) throws InterruptedException {
    double unused =
        new Pace("crossings received", crossings, DRAIN).follow(() -> hops.reached(Hop.RECEIVED));
  }

  private static void figures(int rate, AlertHops hops, List<Figure> figures) {
    String at = ", at %d msg/s".formatted(rate);
    Hop last = Hop.RECEIVED;
    for (double share : new double[] {0.5, 0.99, 0.999}) {
      figures.add(
          Figure.once(
              "whole way p" + (share * 100 + at).replace(".0,", ","),
              "ms",
              quantile(hops.sortedMillis(Hop.DUE, last), share)));
    }
    for (Hop hop : Hop.values()) {
      if (hop != Hop.DUE) {
        double[] millis = hops.sortedMillis(Hop.values()[hop.ordinal() - 1], hop);
        figures.add(Figure.once(hop.title() + " p50" + at, "ms", quantile(millis, 0.5)));
        figures.add(Figure.once(hop.title() + " p99" + at, "ms", quantile(millis, 0.99)));
      }
    }
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
