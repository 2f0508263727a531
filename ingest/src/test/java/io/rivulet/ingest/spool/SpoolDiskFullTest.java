package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.ingest.spool.Spool.Entry;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a file system of 256 KiB that is really full. */
class SpoolDiskFullTest {
  private static final SpoolBounds BOUNDS = new SpoolBounds(10 << 20, 64 << 10, 3000);

  @TempDir Path mount;
  private boolean mounted;

  @BeforeEach
  void mountASmallFileSystem() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mount.toString());
    assumeTrue(mounted, "mounting a tmpfs needs root and a kernel that permits it");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", mount.toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Spool open(String policy) throws IOException {
    return Spool.open(mount.resolve("spool"), BOUNDS, FsyncPolicy.parse(policy), Spools.CLOCK);
  }

  private static byte[] record(int number) {
    byte[] record = new byte[2000 + number % 7];
    record[0] = (byte) number;
    return record;
  }

  /** Appends and syncs one by one until the disk refuses; returns how many were made safe. */
  private static int fill(Spool spool) throws Exception {
    for (int safe = 0; ; safe++) {
      try {
        spool.append(record(safe));
        spool.sync();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left on device");
        return safe;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "PT0.1S", "never"})
  @Requirement("BRIDGE-025")
  void keepsEverythingSafeAndGoesOnOnceThereIsRoom(String policy) throws Exception {
    try (Spool spool = open(policy)) {
      int safe = fill(spool);
      assertThat(safe).isGreaterThan(60);
      assertThatIOException().isThrownBy(spool::sync).withMessageContaining("No space left");

      List<Entry> held = readWritten(spool, safe);
      spool.trim(held.get(safe / 2).end());
      spool.sync();
      spool.append(record(safe + 1));
      spool.sync();

      spool.rewind();
      List<Entry> after = Spools.readAll(spool);
      assertThat(after.get(0).record()).isEqualTo(held.get(safe / 2 + 1).record());
      assertThat(after.get(after.size() - 1).record()).isEqualTo(record(safe + 1));
      assertThat(spool.damage()).isEmpty();
    }
  }

  @Test
  @Requirement("BRIDGE-025")
  void givesBackWhatItCouldNotWriteAndKeepsTheRest() throws Exception {
    try (Spool spool = open("always")) {
      int safe = fill(spool);
      assertThat(spool.records()).isEqualTo(safe + 1);

      assertThat(spool.recall()).isEqualTo(1);

      assertThat(spool.records()).isEqualTo(safe);
      assertThat(spool.recall()).isZero();
      List<Entry> held = readWritten(spool, safe);
      assertThat(spool.read()).isEmpty();
      spool.trim(held.get(safe - 1).end());
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.oldest()).isEmpty();
    }
  }

  private static List<Entry> readWritten(Spool spool, int count) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Entry entry = spool.read().orElseThrow();
      assertThat(entry.record()).isEqualTo(record(i));
      entries.add(entry);
    }
    return entries;
  }

  @Test
  @Requirement("BRIDGE-025")
  void opensAndDrainsOnAFullDisk() throws Exception {
    int safe;
    Spool filled = open("always");
    safe = fill(filled);
    assertThatIOException().isThrownBy(filled::close);
    fillUp(mount.resolve("other"));

    try (Spool spool = open("always")) {
      assertThat(spool.records()).isEqualTo(safe);
      assertThat(spool.damage()).isEmpty();
      for (Entry entry : readWritten(spool, safe)) {
        spool.trim(entry.end());
      }
      assertThat(spool.isEmpty()).isTrue();
    }
    try (Spool spool = open("always")) {
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  private static void fillUp(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }
}
