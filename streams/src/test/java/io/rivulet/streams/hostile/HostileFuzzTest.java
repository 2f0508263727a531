package io.rivulet.streams.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.DosePlanned;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.ObservationCharted;
import io.rivulet.schemas.record.PhaseEntered;
import io.rivulet.schemas.record.PressureOrdered;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded: records of every kind with fields that the schema allows and nobody meant, and bytes with
 * bits flipped, in between the good records of a session that must not notice.
 */
class HostileFuzzTest {
  private static final int RECORDS = Integer.getInteger("hostile.records", 400);

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Requirement("HOSTILE-004")
  void anotherSessionNoticesNothingOfWhateverIsWritten(long seed) {
    SortedMap<String, String> undisturbed = bystander(seed, false);

    assertThat(bystander(seed, true)).as("seed %d", seed).isEqualTo(undisturbed);
    assertThat(undisturbed).hasSizeGreaterThan(3);
  }

  private SortedMap<String, String> bystander(long seed, boolean hostile) {
    Random random = new Random(seed);
    Victim bystander = new Victim("bystander");
    Victim target = new Victim("target");
    try (HostileWard ward = new HostileWard(state.resolve(seed + "-" + hostile))) {
      ward.open(bystander);
      ward.open(target);
      for (int second = 0; second < RECORDS; second++) {
        ward.send(Topic.PUMP_SAMPLES, bystander.pump(), bystander.pumpSample(second));
        ward.send(
            Topic.VITALS_SAMPLES,
            bystander.monitor(),
            bystander.cuff(second, second % 7 < 3 ? 165 : 150));
        if (hostile) {
          write(target, second, random, ward, seed);
        }
        if (second % 50 == 49) {
          ward.pass(Duration.ofSeconds(1));
        }
      }
      if (hostile) {
        requireNextIsTaken(ward, seed);
      }
      ward.pass(Duration.ofSeconds(2));
      return ward.stated(bystander.name());
    }
  }

  /** A session opened after all that is served as if nothing had been. */
  private static void requireNextIsTaken(HostileWard ward, long seed) {
    Victim next = new Victim("next");
    ward.open(next);
    ward.send(Topic.PUMP_SAMPLES, next.pump(), next.pumpSample(1));
    ward.send(Topic.PUMP_SAMPLES, next.pump(), next.pumpSample(2));
    ward.pass(Duration.ofSeconds(1));
    assertThat(ward.counted(next)).as("seed %d", seed).isEqualTo(2);
  }

  private static void write(Victim target, int n, Random random, HostileWard ward, long seed) {
    Topic topic;
    String key;
    SpecificRecord good;
    switch (random.nextInt(4)) {
      case 0 -> {
        topic = Topic.PUMP_SAMPLES;
        key = target.pump();
        good = target.pumpSample(n);
      }
      case 1 -> {
        topic = Topic.VITALS_SAMPLES;
        key = target.monitor();
        good = target.cuff(n, 150);
      }
      case 2 -> {
        topic = Topic.SESSIONS;
        key = target.name();
        good = event(target, n, random);
      }
      default -> {
        topic = Topic.LIMITS;
        // Another profile's name: the one the bystander has is not theirs to write.
        key = LimitsKey.of("other", 1 + n);
        good = new LimitsProfileRecord("other", 1 + n, Victim.at(n), HostileWard.LIMITS);
      }
    }
    byte[] bytes = bytes(good, random);
    try {
      ward.send(topic, key, bytes);
    } catch (RuntimeException e) {
      fail("seed %d, record %d, %s of %s ends a stream thread".formatted(seed, n, topic, good), e);
    }
  }

  /** Spoilt in its fields, or, one time in ten, in its bits. */
  private static byte[] bytes(SpecificRecord good, Random random) {
    if (random.nextInt(10) == 0) {
      byte[] bytes = HostileWard.encoded(good);
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
    try {
      return HostileWard.encoded(new Spoiler(random).spoilt(good));
    } catch (AvroRuntimeException | ArithmeticException | NullPointerException e) {
      return new byte[] {(byte) 0xC3, 1};
    }
  }

  private static SessionEventRecord event(Victim target, int n, Random random) {
    List<Object> events =
        List.of(
            new SessionOpened("clinic", "s", "Ketamine", "IV", 0.5, "mg", 2400L, "series", 1),
            new WeightRecorded(Victim.at(n), 70.0, target.name() + "-weight"),
            new DeviceBound("x-" + n % 3, Victim.at(n), Victim.at(n + 9), target.name() + "-b"),
            new LimitsAssigned("other", Victim.at(n)),
            new ConcentrationRecorded("Ketamine", Victim.at(n), 2.0, "mg"),
            new SessionClosed(Victim.at(n)),
            new PhaseEntered("INFUSION", Victim.at(n), null),
            new DosePlanned(Victim.at(n), "Ketamine", 0.5, "mg", 2400L),
            new DoseCharted(Victim.at(n), "Ketamine", "IM", 10.0, "mg"),
            new ObservationCharted(Victim.at(n), "CADSS", 4.0, "note"),
            new PressureOrdered(Victim.at(n), 600L),
            new EventWithdrawn(target.name() + "-f" + (n - 4), "mistaken"));
    return target.event("f" + n, events.get(random.nextInt(events.size())));
  }
}
