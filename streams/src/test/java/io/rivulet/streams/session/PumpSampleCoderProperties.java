package io.rivulet.streams.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.HeldList;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.dose.PumpRule;
import io.rivulet.domain.reading.Origin;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Versions;
import io.rivulet.streams.live.ChunkedHeld;
import io.rivulet.streams.live.CompactReader;
import io.rivulet.streams.live.CompactWriter;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PumpSampleCoderProperties {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

  private static List<PumpSample> samples(Random random, int size) {
    List<PumpSample> samples = new ArrayList<>();
    long micros = 0;
    for (int i = 0; i < size; i++) {
      micros += 1 + random.nextInt(random.nextInt(10) == 0 ? 2_000_000_000 : 1_000_000);
      Set<PumpAlarm> alarms = EnumSet.noneOf(PumpAlarm.class);
      if (random.nextInt(10) == 0) {
        alarms.add(PumpAlarm.values()[random.nextInt(PumpAlarm.values().length)]);
      }
      samples.add(
          new PumpSample(
              new Origin(
                  random.nextInt(20) == 0 ? "other" : "clinic",
                  new DeviceId("pump-1"),
                  T0.plus(micros, ChronoUnit.MICROS),
                  random.nextInt(10) == 0 ? random.nextLong() >>> 1 : i),
              random.nextInt(10) == 0 ? "Propofol" : "Ketamine",
              PumpState.values()[random.nextInt(PumpState.values().length)],
              random.nextInt(5) == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(random.nextInt(3) * 18.5),
              random.nextInt(5) == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(Math.abs(random.nextLong()) % 10_000_000_000_000L),
              random.nextInt(5) == 0
                  ? Optional.empty()
                  : Optional.of(
                      new Concentration(
                          1 + random.nextInt(2), AmountUnit.values()[random.nextInt(3)])),
              random.nextInt(2) == 0 ? OptionalDouble.empty() : OptionalDouble.of(72.5),
              alarms));
    }
    return samples;
  }

  @Property(tries = 300)
  @Requirement("STREAM-014")
  void everyFieldOfASampleSurvives(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int size) {
    List<PumpSample> samples = samples(new Random(seed), size);
    CompactWriter to = new CompactWriter();
    PumpSampleCoder writing = new PumpSampleCoder();
    samples.forEach(sample -> writing.write(sample, to));

    CompactReader from = new CompactReader(to.toBytes());
    PumpSampleCoder reading = new PumpSampleCoder();
    for (PumpSample sample : samples) {
      assertThat(reading.read(from)).isEqualTo(sample);
    }
    assertThat(from.atEnd()).isTrue();
  }

  @Property(tries = 200)
  @Requirement("STREAM-014")
  void samplesHeldInChunksAreHeldAsInAList(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int size) {
    Random random = new Random(seed);
    List<PumpSample> arrived = new ArrayList<>(samples(random, size));
    for (int i = 0; i < size / 3; i++) {
      int at = random.nextInt(arrived.size());
      arrived.add(Math.min(arrived.size(), at + random.nextInt(40)), arrived.get(at));
      java.util.Collections.swap(arrived, at, Math.min(arrived.size() - 1, at + random.nextInt(9)));
    }
    PumpRule rule =
        new PumpRule(new DosePlan(Versions.none(), Map.of()), origin -> true, DoseRules.DEFAULT);
    Horizon horizon = new Horizon(Duration.ofDays(1), 1000, 100_000);
    Course<PumpSample, PumpBook> listed =
        Course.resume(
            PumpSample::origin,
            rule,
            horizon,
            new HeldList<>(PumpSample::origin),
            rule.start(),
            Optional.empty());
    ChunkedHeld<PumpSample> chunks = new ChunkedHeld<>(PumpSample::origin, PumpSampleCoder::new);
    Course<PumpSample, PumpBook> chunked =
        Course.resume(PumpSample::origin, rule, horizon, chunks, rule.start(), Optional.empty());

    for (PumpSample sample : arrived) {
      assertThat(chunked.take(sample)).isEqualTo(listed.take(sample));
    }

    assertThat(chunked.state()).isEqualTo(listed.state());
    assertThat(chunks).containsExactlyElementsOf(listed.held());
    assertThat(chunks.size()).isEqualTo(listed.held().size());
  }
}
