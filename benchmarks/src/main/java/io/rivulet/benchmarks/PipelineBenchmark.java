package io.rivulet.benchmarks;

import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The whole pipeline at fixed rates: how long from the moment a message is due at the device until
 * its dose is in the database. A rate is held when, at the end of its time, less than one second's
 * messages are on their way.
 */
@Command(
    name = "pipeline",
    description = "Latency from publish to the dose in the database, at fixed rates.")
final class PipelineBenchmark implements Callable<Integer> {
  @Option(
      names = "--devices",
      defaultValue = "200",
      description = "pumps, each in a session of its own (default ${DEFAULT-VALUE})")
  int devices;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "100,1000,2000,3000,4000,6000",
      description = "messages/s over all pumps, rising; stops after the first that is not held")
  List<Integer> rates;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "time at each rate (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "20",
      description = "time at 1000 messages/s before (default ${DEFAULT-VALUE})")
  int warmUpSeconds;

  @Spec CommandSpec spec;

  private static final int WARM_UP_RATE = 1000;

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    List<Figure> figures = new ArrayList<>();
    List<Bed> beds = Bed.ward(devices);
    Instant from = clock.instant();
    try (OneBox box =
        OneBox.start(
            new OneBoxConfig(Optional.empty(), Optional.empty(), Map.of()),
            clock,
            spec.commandLine().getErr()::println)) {
      Bench.openSessions(box.settings(), beds, from);
      try (DevicePublisher publisher =
              DevicePublisher.connect(PublisherConfig.from(box.settings(), "benchmark"));
          DoseWatch watch = DoseWatch.start(box.settings(), clock)) {
        FixedRate load = new FixedRate(beds, publisher, watch, clock);
        if (warmUpSeconds > 0) {
          FixedRate.Outcome unused = load.run(WARM_UP_RATE, warmUpSeconds);
        }
        measure(load, figures);
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "pipeline: %d pumps, %d s at each rate, publish due to dose visible"
            .formatted(devices, seconds),
        figures);
    return 0;
  }

  private void measure(FixedRate load, List<Figure> figures) throws InterruptedException {
    double held = 0;
    for (int rate : rates) {
      FixedRate.Outcome outcome = load.run(rate, seconds);
      String at = " at %d msg/s".formatted(rate);
      figures.add(Figure.once("published," + at, "msg/s", outcome.publishedPerSecond()));
      figures.add(Figure.once("latency p50," + at, "ms", outcome.latencyMillis(0.5)));
      figures.add(Figure.once("latency p99," + at, "ms", outcome.latencyMillis(0.99)));
      figures.add(Figure.once("under way at the end," + at, "messages", outcome.underWay()));
      if (!outcome.held(rate)) {
        break;
      }
      held = rate;
    }
    figures.add(Figure.once("highest rate held of those tried", "msg/s", held));
  }
}
