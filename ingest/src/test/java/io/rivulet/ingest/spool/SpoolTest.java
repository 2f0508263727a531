package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.rivulet.ingest.spool.Spool.Entry;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  @TempDir Path directory;

  @Test
  void readsWhatWasAppendedAMomentAgoInOrderAndOnce() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b");
      assertThat(Spools.texts(spool)).containsExactly("a", "b");
      Spools.append(spool, "", "c");
      assertThat(Spools.texts(spool)).containsExactly("", "c");
      assertThat(spool.read()).isEmpty();
    }
  }

  @Test
  void readsAgainFromTheTrimPositionAfterRewind() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b", "c");
      List<Entry> read = Spools.readAll(spool);
      spool.trim(read.get(0).end());
      spool.rewind();
      assertThat(Spools.texts(spool)).containsExactly("b", "c");
    }
  }

  @Test
  @Requirement("BRIDGE-020")
  void holdsAfterAReopenWhatWasNotTrimmed() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b", "c");
      spool.trim(spool.read().orElseThrow().end());
    }
    try (Spool spool = Spools.open(directory)) {
      assertThat(spool.records()).isEqualTo(2);
      assertThat(spool.bytes()).isEqualTo(2 * (RecordHeader.BYTES + 1));
      assertThat(spool.oldest()).contains(Spools.NOW);
      assertThat(spool.damage()).isEmpty();
      Entry first = spool.read().orElseThrow();
      assertThat(Spools.text(first)).isEqualTo("b");
      assertThat(first.appended()).isEqualTo(Spools.NOW);
    }
  }

  @Test
  void isEmptyAndTakesNoRoomOnceAllIsTrimmedAndReopened() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b");
      List<Entry> read = Spools.readAll(spool);
      spool.trim(read.get(1).end());
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isZero();
      assertThat(spool.oldest()).isEmpty();
    }
    try (Spool spool = Spools.open(directory)) {
      assertThat(Spools.segments(directory)).isEmpty();
      Spools.append(spool, "c");
      assertThat(Spools.texts(spool)).containsExactly("c");
    }
    try (Spool spool = Spools.open(directory)) {
      assertThat(Spools.texts(spool)).containsExactly("c");
      assertThat(spool.damage()).isEmpty();
    }
  }

  @Test
  void ignoresATrimOfWhatIsTrimmedAndRefusesOneOfWhatWasNeverWritten() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b");
      List<Entry> read = Spools.readAll(spool);
      spool.trim(read.get(1).end());
      spool.trim(read.get(0).end());
      assertThat(spool.isEmpty()).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spool.trim(read.get(1).end() + 1))
          .withMessageContaining("never read");
    }
  }

  @Test
  void trimsNothingHalfway() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a", "b");
      List<Entry> read = Spools.readAll(spool);
      spool.trim(read.get(1).end() - 1);
      spool.rewind();
      assertThat(Spools.texts(spool)).containsExactly("b");
    }
  }

  @Test
  @Requirement("BRIDGE-021")
  void refusesWhatDoesNotFitAndTakesMoreOnceSegmentsAreTrimmed() throws Exception {
    byte[] record = new byte[1000];
    try (Spool spool = Spools.open(directory)) {
      int taken = 0;
      while (!spool.isFull()) {
        spool.append(record);
        taken++;
      }
      spool.sync();
      assertThatExceptionOfType(SpoolFullException.class)
          .isThrownBy(() -> spool.append(record))
          .withMessageContaining("at most " + Spools.SMALL.maxBytes() + " bytes");
      assertThat(Spools.bytesOnDisk(directory)).isLessThanOrEqualTo(spool.capacityBytes());
      assertThat(spool.records()).isEqualTo(taken);
      List<Entry> read = Spools.readAll(spool);
      assertThat(read).hasSize(taken);

      spool.trim(read.get(taken / 2).end());

      assertThat(spool.isFull()).isFalse();
      assertThat(Spools.bytesOnDisk(directory)).isLessThan(40_000);
      Spools.append(spool, "after");
      assertThat(Spools.texts(spool)).containsExactly("after");
    }
  }

  @Test
  void refusesARecordAboveTheLargest() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spool.append(new byte[1001]))
          .withMessageContaining("1001 bytes is above 1000");
    }
  }

  @Test
  void readsRecordsAndSegmentsLargerThanTheBoundsOfToday() throws Exception {
    SpoolBounds large = new SpoolBounds(1 << 20, 400_000, 300_000);
    byte[] record = new byte[300_000];
    record[299_999] = 7;
    try (Spool spool = Spool.open(directory, large, FsyncPolicy.ALWAYS, Spools.CLOCK)) {
      spool.append(record);
    }
    try (Spool spool = Spools.open(directory)) {
      assertThat(spool.isFull()).isTrue();
      Entry read = spool.read().orElseThrow();
      assertThat(read.record()).isEqualTo(record);
      spool.trim(read.end());
      Spools.append(spool, "after");
      spool.sync();
      assertThat(Spools.bytesOnDisk(directory)).isLessThan(100);
    }
  }

  @Test
  @Requirement("BRIDGE-022")
  void isOpenedByOneAtATime() throws Exception {
    Spool first = Spools.open(directory);
    assertThatIOException()
        .isThrownBy(() -> Spools.open(directory))
        .withMessageContaining(
            directory + " is in use by process " + ProcessHandle.current().pid());
    first.close();
    first.close();
    Spools.open(directory).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "PT0.1S", "never"})
  void isNotHarmedByAnInterrupt(String policy) throws Exception {
    try (Spool spool =
        Spool.open(directory, Spools.SMALL, FsyncPolicy.parse(policy), Spools.CLOCK)) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 10; i++) {
        spool.append(new byte[1000]);
        spool.sync();
      }
      spool.trim(Spools.readAll(spool).get(8).end());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    try (Spool spool = Spools.open(directory)) {
      assertThat(spool.records()).isEqualTo(1);
    }
  }

  @Test
  void refusesUseAfterItWasClosed() throws Exception {
    Spool spool = Spools.open(directory);
    spool.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> spool.append(new byte[1]))
        .withMessageContaining("is closed");
  }

  @Test
  void removesASegmentThatWasNeverBegun() throws Exception {
    try (Spool spool = Spools.open(directory)) {
      Spools.append(spool, "a");
    }
    Files.write(Segment.path(directory, 1000), new byte[3]);
    try (Spool spool = Spools.open(directory)) {
      assertThat(Spools.texts(spool)).containsExactly("a");
      assertThat(Spools.segments(directory)).hasSize(1);
      assertThat(spool.damage()).isEmpty();
    }
  }

  @Test
  void refusesASegmentOfALaterFormat() throws Exception {
    byte[] header = SegmentHeader.of(0);
    header[7] = 2;
    ByteBuffer.wrap(header).putInt(16, CheckSum.of(header, 0, 16));
    Files.write(Segment.path(directory, 0), header);
    assertThatIOException()
        .isThrownBy(() -> Spools.open(directory))
        .withMessageContaining("has version 2 of the format");
    assertThat(Spools.segments(directory)).hasSize(1);
  }

  @Test
  void parsesTheFsyncPolicyAndStatesItTheSameWay() {
    for (String setting : List.of("always", "never", "PT0.1S")) {
      assertThat(FsyncPolicy.parse(setting)).hasToString(setting);
    }
    assertThat(FsyncPolicy.parse("PT1S"))
        .isEqualTo(new FsyncPolicy.Interval(Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FsyncPolicy.parse("sometimes"))
        .withMessageContaining("\"sometimes\" is neither");
    assertThatIllegalArgumentException().isThrownBy(() -> FsyncPolicy.parse("PT0S"));
  }

  @Test
  void refusesBoundsThatCannotHold() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpoolBounds(8191, 4096, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new SpoolBounds(8192, 4095, 100));
    assertThatIllegalArgumentException().isThrownBy(() -> new SpoolBounds(8192, 4096, 4096));
    assertThat(new SpoolBounds(8192, 4096, 4048).maxRecordBytes()).isEqualTo(4048);
  }

  @Test
  void leavesNothingOpenWhereOpeningFails() throws IOException {
    Files.createDirectory(directory.resolve("trim"));
    assertThatIOException().isThrownBy(() -> Spools.open(directory));
    Files.delete(directory.resolve("trim"));
    Spools.open(directory).close();
  }
}
