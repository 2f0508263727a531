package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash tore and what a disk forgot. */
class SpoolDamageTest {
  private static final List<String> RECORDS =
      List.of("first", "second record", "third", "last one");

  @TempDir Path directory;
  private byte[] whole;
  private final List<Integer> ends = new ArrayList<>();

  @BeforeEach
  void writeRecords() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, RECORDS.toArray(String[]::new));
      ends.add(SegmentHeader.BYTES);
      Spools.readAll(spool).forEach(entry -> ends.add((int) entry.end()));
    }
    whole = Files.readAllBytes(Spools.onlySegment(directory));
    assertThat(whole).hasSize(ends.get(4));
  }

  private void put(byte[] segment) throws IOException {
    Files.write(Segment.path(directory, 0), segment);
  }

  @Test
  @Requirement("BRIDGE-023")
  void cutsATornTailAtTheLastWholeRecordWhereverItIsTorn() throws Exception {
    for (int length = ends.get(3); length < ends.get(4); length++) {
      put(Arrays.copyOf(whole, length));
      try (Spool spool = Spools.open(directory)) {
        assertThat(spool.records()).isEqualTo(3);
        int torn = length - ends.get(3);
        if (torn == 0) {
          assertThat(spool.damage()).isEmpty();
        } else {
          assertThat(spool.damage().orElseThrow()).startsWith("cut " + torn + " bytes of a torn");
        }
        Spools.append(spool, "after");
      }
      try (Spool spool = Spools.open(directory)) {
        assertThat(Spools.texts(spool))
            .as("torn at byte %d", length)
            .containsExactly("first", "second record", "third", "after");
        assertThat(spool.damage()).isEmpty();
      }
    }
  }

  /** A file system may have given the file its length but not yet its last bytes. */
  @Test
  void cutsATailOfZeros() throws Exception {
    for (int length = ends.get(3); length < ends.get(4); length++) {
      byte[] torn = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 50);
      put(torn);
      try (Spool spool = Spools.open(directory)) {
        assertThat(Spools.texts(spool)).containsExactlyElementsOf(RECORDS.subList(0, 3));
      }
      assertThat(Files.size(Spools.onlySegment(directory))).isEqualTo((long) ends.get(3));
    }
  }

  @Test
  @Requirement("BRIDGE-024")
  void losesOneRecordOfASegmentToAFlippedBitAndSaysSo() throws Exception {
    for (int at = ends.get(0); at < ends.get(3); at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      put(flipped);
      int damaged = 0;
      while (at >= ends.get(damaged + 1)) {
        damaged++;
      }
      List<String> remaining = new ArrayList<>(RECORDS);
      String lost = remaining.remove(damaged);
      try (Spool spool = Spools.open(directory)) {
        assertThat(spool.records()).isEqualTo(3);
        assertThat(Spools.texts(spool)).as("flipped byte %d", at).isEqualTo(remaining);
        assertThat(spool.damage())
            .contains(
                "skipped %d damaged bytes in %s, at position %d"
                    .formatted(
                        RecordHeader.BYTES + lost.length(),
                        Segment.path(directory, 0).getFileName(),
                        ends.get(damaged)));
      }
    }
  }

  @Test
  void readsTheRecordsOfASegmentWhoseHeaderIsDamaged() throws Exception {
    for (int at = 0; at < SegmentHeader.BYTES; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      put(flipped);
      try (Spool spool = Spools.open(directory)) {
        assertThat(Spools.texts(spool)).isEqualTo(RECORDS);
        assertThat(spool.damage().orElseThrow()).contains("header was passed over");
      }
    }
  }

  @Test
  void isEmptiedThoughARecordWentBadAfterItWasOpened() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      byte[] flipped = whole.clone();
      flipped[ends.get(2) - 1] ^= 1;
      put(flipped);
      List<Spool.Entry> entries = Spools.readAll(spool);
      assertThat(entries).extracting(Spools::text).containsExactly("first", "third", "last one");
      assertThat(spool.damage().orElseThrow()).startsWith("skipped 41 damaged bytes");
      spool.trim(entries.get(2).end());
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isZero();
    }
  }

  @Test
  void goesOnInTheNextSegmentAfterDamageAtTheEndOfOne() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      for (int i = 0; i < 8; i++) {
        spool.append(new byte[1000]);
      }
    }
    Path first = Spools.segments(directory).get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length - 1] ^= 1;
    Files.write(first, bytes);
    try (Spool spool = Spools.open(directory)) {
      assertThat(spool.records()).isEqualTo(11);
      assertThat(Spools.readAll(spool)).hasSize(11);
      assertThat(spool.damage().orElseThrow()).startsWith("skipped 1028 damaged bytes");
    }
    assertThat(Files.size(first)).as("evidence is kept").isEqualTo(bytes.length);
  }

  @Test
  void saysThatASegmentIsMissing() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      for (int i = 0; i < 12; i++) {
        spool.append(new byte[1000]);
      }
    }
    List<Path> segments = Spools.segments(directory);
    Files.delete(segments.get(1));
    try (Spool spool = Spools.open(directory)) {
      assertThat((long) Spools.readAll(spool).size()).isEqualTo(spool.records()).isLessThan(16);
      assertThat(spool.damage().orElseThrow()).contains("are missing");
    }
  }

  @Test
  void survivesOneDamagedSlotOfTheTrimFileAndReadsAgainWithoutBoth() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      spool.trim(spool.read().orElseThrow().end());
      spool.trim(spool.read().orElseThrow().end());
    }
    Path trim = directory.resolve("trim");
    byte[] slots = Files.readAllBytes(trim);
    for (int at = 0; at < 20; at++) {
      byte[] one = slots.clone();
      one[at] ^= 1;
      Files.write(trim, one);
      try (Spool spool = Spools.open(directory)) {
        assertThat(Spools.texts(spool)).endsWith("third", "last one");
        assertThat(spool.damage()).isEmpty();
      }
      byte[] both = one.clone();
      both[32 + at] ^= 1;
      Files.write(trim, both);
      try (Spool spool = Spools.open(directory)) {
        assertThat(Spools.texts(spool)).isEqualTo(RECORDS);
        assertThat(spool.damage().orElseThrow()).contains("trim is damaged");
      }
    }
  }
}
