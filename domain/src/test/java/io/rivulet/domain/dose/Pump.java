package io.rivulet.domain.dose;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Builds samples of one ketamine pump for tests; every sample starts from sensible values. */
public final class Pump {
  /** When tests begin. */
  public static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private final long second;
  private long sequence;
  private String drug = "Ketamine";
  private PumpState state = PumpState.RUN;
  private OptionalDouble rateMlPerHour = OptionalDouble.of(36);
  private OptionalLong counter = OptionalLong.empty();
  private Optional<Concentration> concentration =
      Optional.of(new Concentration(2, AmountUnit.MILLIGRAM));

  private String device = "pump-1";
  private OptionalDouble typedWeightKg = OptionalDouble.empty();
  private Set<PumpAlarm> alarms = Set.of();

  private Pump(long second) {
    this.second = second;
    this.sequence = second;
  }

  public static Pump at(long second) {
    return new Pump(second);
  }

  public Pump counting(double millilitres) {
    counter = OptionalLong.of(PumpSample.nanolitres(millilitres));
    return this;
  }

  public Pump device(String name) {
    device = name;
    return this;
  }

  public Pump weighing(double kg) {
    typedWeightKg = OptionalDouble.of(kg);
    return this;
  }

  public Pump raising(PumpAlarm... raised) {
    alarms = Set.of(raised);
    return this;
  }

  public Pump withoutRate() {
    rateMlPerHour = OptionalDouble.empty();
    return this;
  }

  public Pump sequence(long number) {
    sequence = number;
    return this;
  }

  public Pump drug(String name) {
    drug = name;
    return this;
  }

  public Pump state(PumpState value) {
    state = value;
    return this;
  }

  public Pump rate(double mlPerHour) {
    rateMlPerHour = OptionalDouble.of(mlPerHour);
    return this;
  }

  public Pump holding(double mgPerMl) {
    concentration = Optional.of(new Concentration(mgPerMl, AmountUnit.MILLIGRAM));
    return this;
  }

  public Pump withoutConcentration() {
    concentration = Optional.empty();
    return this;
  }

  public PumpSample build() {
    return new PumpSample(
        new Origin("clinic", new DeviceId(device), T0.plusSeconds(second), sequence),
        drug,
        state,
        rateMlPerHour,
        counter,
        concentration,
        typedWeightKg,
        alarms);
  }
}
