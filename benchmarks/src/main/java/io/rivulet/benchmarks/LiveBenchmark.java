package io.rivulet.benchmarks;

import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.http.Tokens;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Open pages, each following a session of its own whose pump sends once a second: how long from the
 * moment a sample is due at the device until its event is read, and what it costs the heap. The
 * pages are in this process, so their reading is part of the load.
 */
@Command(
    name = "live",
    description = "Latency from a sample at the device to its event at an open page.")
final class LiveBenchmark implements Callable<Integer> {
  private static final Duration LANDED_WITHIN = Duration.ofMinutes(2);

  /** Of a console that is gone with this process. */
  private static final String TOKEN = "benchmark";

  private static final String TOKEN_SETTING = "benchmark:" + Tokens.hashOf(TOKEN) + ":clinician";

  @Option(
      names = "--pages",
      defaultValue = "500",
      description = "open pages, each on a session of its own (default ${DEFAULT-VALUE})")
  int pages;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "time measured (default ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "30",
      description = "time before (default ${DEFAULT-VALUE})")
  int warmUpSeconds;

  @Option(
      names = "--observations",
      defaultValue = "20",
      description =
          "observations recorded one after another once nothing is published any more"
              + " (default ${DEFAULT-VALUE})")
  int observations;

  @Option(
      names = "--heap-every-seconds",
      defaultValue = "0",
      description =
          "how often the heap is collected and looked at while measuring, which delays what is"
              + " measured; 0: only before and after (default ${DEFAULT-VALUE})")
  int heapEverySeconds;

  @Spec CommandSpec spec;

  private long sequence;

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    List<Bed> beds = Bed.ward(pages);
    List<Figure> figures = new ArrayList<>();
    try (OneBox box =
        OneBox.start(
            new OneBoxConfig(
                Optional.empty(), Optional.of(0), Map.of("console.tokens", TOKEN_SETTING)),
            clock,
            spec.commandLine().getErr()::println)) {
      Bench.openSessions(box.settings(), beds, clock.instant());
      URI console = box.page().orElseThrow();
      awaitLanded(box);
      try (DevicePublisher publisher =
              DevicePublisher.connect(PublisherConfig.from(box.settings(), "benchmark"));
          StreamPages open = new StreamPages(clock, TOKEN)) {
        for (Bed bed : beds) {
          open.open(console, "session:" + bed.session().value());
        }
        run(beds, publisher, warmUpSeconds, clock);
        double unusedSamples = open.takeSortedSamplesMillis().length;
        double unusedDoses = open.takeSortedDosesMillis().length;
        readAnew(figures, "before", open.takeResets());
        double heapBefore = heapMegabytes();
        long bytesBefore = open.bytes();
        int stretch = heapEverySeconds == 0 ? seconds : heapEverySeconds;
        List<Figure> heaps = new ArrayList<>();
        for (int done = 0; done < seconds; done += stretch) {
          run(beds, publisher, Math.min(stretch, seconds - done), clock);
          heaps.add(
              Figure.once(
                  "heap after %d s".formatted(Math.min(seconds, done + stretch)),
                  "MB",
                  heapMegabytes()));
        }
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        figures.add(Figure.once("pages open", "pages", open.begun() - open.ended()));
        latencies(figures, "sample", open.takeSortedSamplesMillis());
        latencies(figures, "dose", open.takeSortedDosesMillis());
        figures.add(Figure.once("samples published", "samples", (double) pages * seconds));
        readAnew(figures, "measured", open.takeResets());
        figures.add(Figure.once("heap before", "MB", heapBefore));
        figures.addAll(heaps);
        figures.add(
            Figure.once(
                "sent", "KB/s", (open.bytes() - bytesBefore) / 1024.0 / Math.max(1, seconds)));
        SessionAtDesk desk = new SessionAtDesk(console, TOKEN, beds.get(0).session());
        figures.addAll(desk.course());
        figures.addAll(desk.observations(observations, open, clock));
      }
    }
    FigureTable.print(
        spec.commandLine().getOut(),
        "live: %d pages on %d sessions at 1 Hz, %d s".formatted(pages, pages, seconds),
        figures);
    return 0;
  }

  private void awaitLanded(OneBox box) {
    long untilNanos = System.nanoTime() + LANDED_WITHIN.toNanos();
    while (box.reads().siteOf("session-" + (pages - 1)).isEmpty()) {
      if (System.nanoTime() - untilNanos > 0) {
        throw new IllegalStateException("sessions did not land within " + LANDED_WITHIN);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** A sample's device time is when it is due, so one that has to wait counts as late. */
  private void run(List<Bed> beds, DevicePublisher publisher, int forSeconds, InstantSource clock)
      throws InterruptedException {
    Instant start = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long startNanos = System.nanoTime();
    for (int i = 0; i < beds.size() * forSeconds; i++) {
      long dueNanos = i * 1_000_000_000L / beds.size();
      long wait = startNanos + dueNanos - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      Bed bed = beds.get(i % beds.size());
      Instant due = start.plusNanos(dueNanos).truncatedTo(ChronoUnit.MICROS);
      byte[] payload = PayloadCodec.json(bed.message(due, sequence / beds.size()));
      publisher.publish(
          new DeviceMessage(Bed.site(), bed.device(), PayloadKind.PUMP, payload, false));
      sequence++;
    }
  }

  private static void latencies(List<Figure> figures, String what, double[] sortedMillis) {
    figures.add(Figure.once(what + " events read", "events", sortedMillis.length));
    for (double share : new double[] {0.5, 0.99, 0.999}) {
      if (sortedMillis.length > 0) {
        int place = (int) Math.round(share * (sortedMillis.length - 1));
        figures.add(
            Figure.once(
                "%s to event, p%s".formatted(what, Double.toString(share * 100)),
                "ms",
                sortedMillis[place]));
      }
    }
  }

  private static void readAnew(
      List<Figure> figures, String when, Map<String, Integer> timesByReason) {
    int all = timesByReason.values().stream().mapToInt(Integer::intValue).sum();
    figures.add(Figure.once("told to read anew, " + when, "times", all));
    timesByReason.forEach(
        (reason, times) ->
            figures.add(
                Figure.once("told to read anew, %s, %s".formatted(when, reason), "times", times)));
  }

  /** What is used after a collection. */
  private static double heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
  }
}
