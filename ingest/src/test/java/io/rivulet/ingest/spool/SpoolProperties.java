package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.ingest.spool.Spool.Entry;
import io.rivulet.testkit.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SpoolProperties {
  private static final SpoolBounds BOUNDS = new SpoolBounds(20_000, 4096, 700);

  /** Whatever is done in whatever order, it is a queue of which the front is cut off. */
  @Property(tries = 60)
  @Requirement({"BRIDGE-020", "BRIDGE-021"})
  void behavesAsAListDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int steps)
      throws Exception {
    new Comparison(new Random(seed)).run(steps);
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A spool and the list it is held against. */
  private static final class Comparison {
    private final List<byte[]> appended = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private int trimmed;
    private int read;
    private Instant now = Instant.EPOCH;

    private final Random random;

    Comparison(Random random) {
      this.random = random;
    }

    void run(int steps) throws Exception {
      Path directory = Files.createTempDirectory("spool");
      Spool spool = open(directory);
      try {
        for (int step = 0; step < steps; step++) {
          now = now.plus(random.nextInt(3_000_000), ChronoUnit.MICROS);
          int choice = random.nextInt(40);
          if (choice < 20) {
            append(spool);
          } else if (choice < 32) {
            read(spool);
          } else if (choice < 36 && read > trimmed) {
            int count = 1 + random.nextInt(read - trimmed);
            spool.trim(ends.get(trimmed + count - 1));
            trimmed += count;
          } else if (choice == 36) {
            spool.rewind();
            read = trimmed;
          } else if (choice == 37) {
            spool.sync();
          } else if (choice == 38) {
            spool.close();
            spool = open(directory);
            read = trimmed;
          }
          compare(spool, directory);
        }
        while (read < appended.size()) {
          read(spool);
        }
        assertThat(spool.read()).isEmpty();
      } finally {
        spool.close();
        delete(directory);
      }
    }

    private Spool open(Path directory) throws Exception {
      String policy = List.of("PT1S", "never", "always").get(random.nextInt(3));
      return Spool.open(directory, BOUNDS, FsyncPolicy.parse(policy), () -> now);
    }

    private void append(Spool spool) throws Exception {
      byte[] record = new byte[random.nextInt(701)];
      random.nextBytes(record);
      boolean full = spool.isFull();
      try {
        spool.append(record);
        appended.add(record);
        times.add(now);
      } catch (SpoolFullException e) {
        assertThat(full).as("it said that it is full").isTrue();
      }
    }

    private void read(Spool spool) throws Exception {
      Optional<Entry> entry = spool.read();
      assertThat(entry.isPresent()).isEqualTo(read < appended.size());
      if (entry.isPresent()) {
        assertThat(entry.get().record()).isEqualTo(appended.get(read));
        assertThat(entry.get().appended()).isEqualTo(times.get(read));
        if (read == ends.size()) {
          ends.add(entry.get().end());
        }
        assertThat(entry.get().end()).isEqualTo(ends.get(read));
        read++;
      }
    }

    private void compare(Spool spool, Path directory) throws Exception {
      int held = appended.size() - trimmed;
      assertThat(spool.records()).isEqualTo(held);
      assertThat(spool.isEmpty()).isEqualTo(held == 0);
      assertThat(spool.oldest())
          .isEqualTo(held == 0 ? Optional.empty() : Optional.of(times.get(trimmed)));
      long payload = appended.stream().skip(trimmed).mapToLong(record -> record.length).sum();
      long headers = (long) held * RecordHeader.BYTES;
      assertThat(spool.bytes())
          .isBetween(payload + headers, payload + headers + 6 * SegmentHeader.BYTES);
      assertThat(Spools.bytesOnDisk(directory)).isLessThanOrEqualTo(BOUNDS.maxBytes());
      assertThat(spool.damage()).isEmpty();
    }
  }
}
