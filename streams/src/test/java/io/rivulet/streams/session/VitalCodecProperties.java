package io.rivulet.streams.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.Pressure;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.QuantityReading;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class VitalCodecProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final SessionId SESSION = new SessionId("s1");
  private static final String LIMITS =
      """
      {"id": "test",
       "plausible": {"systolic": [60, 300], "heartRate": [40, 300]},
       "limits": {
         "systolic": {"high": {"warning": 140, "critical": 180}, "low": {"warning": 90}},
         "heartRate": {"high": {"warning": 120, "critical": 150}}},
       "relative": {"systolic": {"high": {"warningPercent": 10}}},
       "baseline": {"windowMinutes": 5},
       "hysteresis": {"systolic": 5, "heartRate": 5},
       "confirm": {"readings": 2, "withinSeconds": 60},
       "sources": {"ART": {"confirm": {"seconds": 3}}}}
      """;

  private static double value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextDouble() * 250;
      case 1 -> -8;
      default -> 60 + random.nextInt(130);
    };
  }

  private static OptionalDouble maybe(Random random) {
    return random.nextInt(3) == 0 ? OptionalDouble.empty() : OptionalDouble.of(value(random));
  }

  private static VitalTaken taken(Random random, VitalSource source, Origin origin) {
    Instant received = origin.time().plusNanos(1000L * random.nextInt(5_000_000));
    if (source == VitalSource.MONITOR) {
      List<VitalReading> readings = new ArrayList<>();
      for (Measurement measurement : Measurement.values()) {
        if (!measurement.isPressure() && random.nextBoolean()) {
          readings.add(new QuantityReading(origin, measurement, value(random)));
        }
      }
      if (readings.isEmpty()) {
        readings.add(new QuantityReading(origin, Measurement.SPO2, 97));
      }
      return new VitalTaken(readings, received);
    }
    return new VitalTaken(
        List.of(
            new PressureReading(
                origin,
                PressureSource.valueOf(source.name()),
                new Pressure(OptionalDouble.of(value(random)), maybe(random), maybe(random)))),
        received);
  }

  private static List<VitalTaken> taken(Random random, VitalSource source) {
    List<VitalTaken> all = new ArrayList<>();
    Instant time = T0;
    for (int i = 0; i < 100; i++) {
      time = time.plusNanos(1000L * (1 + random.nextInt(3_000_000)));
      DeviceId device = new DeviceId("monitor-" + random.nextInt(2));
      all.add(taken(random, source, new Origin("clinic", device, time, random.nextInt(9))));
    }
    return all;
  }

  private static VitalSource source(int number) {
    return VitalSource.values()[Math.floorMod(number, VitalSource.values().length)];
  }

  @Property(tries = 200)
  @Requirement("VITAL-007")
  void readingsComeBackAsTheyWere(@ForAll long seed, @ForAll int number) {
    List<VitalTaken> all = taken(new Random(seed), source(number));
    CompactWriter to = new CompactWriter();
    VitalCoder writer = new VitalCoder(source(number));
    all.forEach(taken -> writer.write(taken, to));

    CompactReader from = new CompactReader(to.toBytes());
    VitalCoder reader = new VitalCoder(source(number));
    for (VitalTaken taken : all) {
      assertThat(reader.read(from)).isEqualTo(taken);
    }
    assertThat(from.atEnd()).isTrue();
  }

  @Property(tries = 200)
  @Requirement("VITAL-007")
  void whereTheRulesStandComesBackAsItWas(@ForAll long seed, @ForAll int number) {
    Random random = new Random(seed);
    VitalSource source = source(number);
    SourceRule rule = rule(random, source);
    SourceStanding standing = rule.start();
    for (VitalTaken taken : taken(random, source)) {
      standing = rule.step(standing, taken);
      CompactWriter to = new CompactWriter();
      new SourceStandingCodec(source).write(standing, to);

      CompactReader from = new CompactReader(to.toBytes());
      assertThat(new SourceStandingCodec(source).read(from)).isEqualTo(standing);
      assertThat(from.atEnd()).isTrue();
    }
  }

  private static SourceRule rule(Random random, VitalSource source) {
    SessionPlan plan = SessionPlan.of(SESSION, List.of(bound("monitor-0"), bound("monitor-1")));
    LimitsVersion limits = new LimitsVersion("test", 1, LimitsProfileJson.parse(LIMITS).profile());
    return new SourceRule(
        SESSION,
        source,
        new KnownSession(plan, Versions.of(List.of(new Version<>(T0, limits))), false),
        random.nextBoolean() ? Optional.of(T0.plusSeconds(60)) : Optional.empty());
  }

  private static SessionEvent bound(String device) {
    return new SessionEvent.DeviceBound(
        device, T0, new DeviceId(device), T0, Optional.empty(), Optional.empty());
  }

  @Property(tries = 20)
  @Requirement("VITAL-007")
  void aMonitorOfEverySecondTakesFewBytes(@ForAll long seed) {
    Random random = new Random(seed);
    CompactWriter to = new CompactWriter();
    VitalCoder coder = new VitalCoder(VitalSource.MONITOR);
    for (int i = 0; i < 64; i++) {
      Origin origin = new Origin("clinic", new DeviceId("monitor-1"), T0.plusSeconds(i), i);
      coder.write(
          new VitalTaken(
              List.of(
                  new QuantityReading(origin, Measurement.HEART_RATE, 70 + random.nextInt(5)),
                  new QuantityReading(origin, Measurement.SPO2, 96 + random.nextInt(3))),
              origin.time().plusMillis(20 + random.nextInt(20))),
          to);
    }

    assertThat(to.length() / 64.0).isLessThan(8);
  }
}
