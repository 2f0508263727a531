package io.rivulet.benchmarks;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.ingest.device.DeviceWatch;
import io.rivulet.ingest.device.DeviceWatchConfig;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the bridge's watch over many devices adds to each message. */
@Command(name = "devices", description = "DeviceWatch.observe and due, ns.")
final class DevicesBenchmark implements Callable<Integer> {
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
  private static final int BYTES_PER_KIB = 1_024;

  @Option(
      names = "--devices",
      defaultValue = "50000",
      description = "devices that send once a second (default ${DEFAULT-VALUE})")
  int devices;

  @Option(
      names = "--operations",
      defaultValue = "1000000",
      description = "messages a round (default ${DEFAULT-VALUE})")
  int operations;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private DeviceWatch watch;
  private List<Outcome> samples;
  private long sent;

  @Override
  public Integer call() throws Exception {
    if (devices < 1) {
      throw new IllegalArgumentException("--devices " + devices + " is below 1");
    }
    samples = new ArrayList<>();
    for (int n = 0; n < devices; n++) {
      PumpSampleRecord sample = new Bed(n).sample(FROM, 0);
      samples.add(new Outcome.Bridged(Topic.PUMP_SAMPLES, sample.getDevice(), sample));
    }
    // Not in the order in which they lie in memory.
    Collections.shuffle(samples, new Random(1));
    long before = usedBytes();
    watch =
        new DeviceWatch(
            DeviceWatchConfig.of(
                devices, Optional.of(Duration.ofMinutes(1)), Duration.ofSeconds(1)));
    for (int n = 0; n < devices; n++) {
      observe();
    }
    long bytesPerDevice = (usedBytes() - before) / devices;
    List<Figure> figures =
        List.of(
            Loop.time("DeviceWatch.observe", rounds, operations, i -> observe()),
            Loop.time(
                "DeviceWatch.due, nobody silent",
                rounds,
                operations,
                i -> watch.due(received()).size()),
            new Figure(
                "kept for each device", "KiB", List.of((double) bytesPerDevice / BYTES_PER_KIB)));
    FigureTable.print(
        spec.commandLine().getOut(),
        "devices: %d operations a round, %d devices".formatted(operations, devices),
        figures);
    return 0;
  }

  private Instant received() {
    return FROM.plusNanos(sent * (1_000_000_000L / devices));
  }

  /** The next device's next sample, up to 40 ms on its way. */
  private Object observe() {
    Outcome outcome = samples.get((int) (sent % devices));
    Instant received = received();
    PumpSampleRecord sample = (PumpSampleRecord) outcome.record();
    sample.setSequence(sent / devices);
    sample.setDeviceTime(received.minusMillis(sent % 40));
    sent++;
    return System.identityHashCode(watch.observe(outcome, received).statement());
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
