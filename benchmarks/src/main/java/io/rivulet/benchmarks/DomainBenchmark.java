package io.rivulet.benchmarks;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Confirmation;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.LimitsProfile;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.MeasurementLimits;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.Threshold;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.schemas.reading.ReadingMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The two rules that every sample goes through, on samples in order. */
@Command(name = "domain", description = "PumpRule.step and ExcursionRule.step, ns.")
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
  private VitalStanding standing = VitalStanding.IDLE;

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
    ExcursionRule rule =
        new ExcursionRule(
            new Bed(0).session(),
            Measurement.NIBP,
            Versions.of(List.of(new Version<>(FROM, new LimitsVersion("bench", 1, limits())))),
            Optional.empty());
    return Loop.time(
        "ExcursionRule.step",
        rounds,
        operations,
        i -> {
          int at = i % PREPARED;
          VitalStanding before = at == 0 ? rule.start() : standing;
          standing = rule.forget(rule.step(before, readings.get(at)), Instant.MAX);
          return System.identityHashCode(standing);
        });
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
    Map<Comparison, Threshold> thresholds =
        Map.of(
            new Comparison(VitalSign.SYSTOLIC, Direction.HIGH), Threshold.absolute(160, 190),
            new Comparison(VitalSign.SYSTOLIC, Direction.LOW), Threshold.absolute(90, 80));
    MeasurementLimits nibp =
        new MeasurementLimits(
            Map.of(),
            thresholds,
            Map.of(),
            Map.of(VitalSign.SYSTOLIC, 5.0),
            new Confirmation.ByRepeat(Duration.ofHours(2)));
    return LimitsProfile.ofVitals(Map.of(Measurement.NIBP, nibp), Optional.empty());
  }
}
