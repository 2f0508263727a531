package io.rivulet.benchmarks;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.pressure.Comparison;
import io.rivulet.domain.pressure.Direction;
import io.rivulet.domain.pressure.LimitsProfile;
import io.rivulet.domain.pressure.LimitsVersion;
import io.rivulet.domain.pressure.PressureMonitor;
import io.rivulet.domain.pressure.PressureReading;
import io.rivulet.domain.pressure.Threshold;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.schemas.reading.ReadingMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The two rules that every sample goes through, on samples in order. */
@Command(name = "domain", description = "PumpRule.step and PressureMonitor.next, ns.")
final class DomainBenchmark implements Callable<Integer> {
  private static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
  private static final int PREPARED = 2400;

  @Option(
      names = "--operations",
      defaultValue = "300000",
      description = "operations a round (default ${DEFAULT-VALUE})")
  int operations;

  @Mixin Rounds rounds;
  @Spec CommandSpec spec;

  private PumpBook book = PumpBook.EMPTY;
  private PressureMonitor monitor = idle();

  @Override
  public Integer call() throws Exception {
    List<Figure> figures = List.of(step(), next());
    FigureTable.print(
        spec.commandLine().getOut(),
        "domain: %d operations a round, a session of %d samples over and over"
            .formatted(operations, PREPARED),
        figures);
    return 0;
  }

  private Figure step() throws Exception {
    List<PumpSample> samples = new ArrayList<>();
    for (int i = 0; i < PREPARED; i++) {
      samples.add(ReadingMapping.pump(new Bed(0).sample(FROM.plusSeconds(i), i)));
    }
    DosePlan plan = new DosePlan(Versions.of(List.of(new Version<>(FROM, 72.5))), Map.of());
    PumpRule rule = new PumpRule(plan, origin -> true, DoseRules.DEFAULT);
    return Loop.time(
        "PumpRule.step",
        rounds,
        operations,
        i -> {
          int at = i % PREPARED;
          book = rule.step(at == 0 ? rule.start() : book, samples.get(at));
          return System.identityHashCode(book);
        });
  }

  private Figure next() throws Exception {
    List<PressureReading> readings = new ArrayList<>();
    for (int i = 0; i < PREPARED; i++) {
      readings.add(reading(i));
    }
    Optional<LimitsVersion> limits = Optional.of(new LimitsVersion("bench", 1, limits()));
    return Loop.time(
        "PressureMonitor.next",
        rounds,
        operations,
        i -> {
          int at = i % PREPARED;
          monitor = (at == 0 ? idle() : monitor).next(readings.get(at), limits).monitor();
          return System.identityHashCode(monitor);
        });
  }

  private static PressureMonitor idle() {
    return PressureMonitor.idle(new Bed(0).session(), PressureSource.NIBP);
  }

  /** One reading in ten is high, so that excursions are opened and closed. */
  private static PressureReading reading(int number) {
    double raised = number % 20 < 2 ? 60 : 0;
    return new PressureReading(
        new Origin("bench", new DeviceId("monitor-0"), FROM.plusSeconds(60L * number), number),
        PressureSource.NIBP,
        new Pressure(
            OptionalDouble.of(120 + raised),
            OptionalDouble.of(75),
            OptionalDouble.of(90 + raised / 2)));
  }

  private static LimitsProfile limits() {
    TreeMap<Comparison, Threshold> thresholds = new TreeMap<>();
    thresholds.put(
        new Comparison(PressureComponent.SYSTOLIC, Direction.HIGH), new Threshold(160, 190));
    thresholds.put(
        new Comparison(PressureComponent.SYSTOLIC, Direction.LOW), new Threshold(90, 80));
    return new LimitsProfile(Map.of(), thresholds, 5, Duration.ofHours(2));
  }
}
