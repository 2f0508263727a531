package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.rivulet.ingest.spool.Spool.Entry;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes a spool is killed, again and again. */
@Timeout(60)
class SpoolKillIT {
  private static final int ROUNDS = 8;

  @TempDir Path directory;
  private long safe = -1;
  private long delivered = -1;

  @Test
  @Requirement("BRIDGE-026")
  void losesNothingThatWasSafeHoweverOftenItsProcessIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String policy = List.of("always", "never").get(round % 2);
      appendAndKill(policy, 20 + random.nextInt(400));
      holdsEverythingSafe("seed %d, round %d, fsync %s".formatted(seed, round, policy));
    }
    assertThat(safe).isGreaterThan(ROUNDS);
  }

  private void appendAndKill(String policy, int linesBeforeIt) throws Exception {
    Path said = Files.createTempFile(directory, "said", ".txt");
    Process process =
        appending(policy)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(3))
          .until(() -> lines(said).size() >= linesBeforeIt || !process.isAlive());
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(137);
    lines(said).forEach(this::take);
  }

  private ProcessBuilder appending(String policy) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        NumberedAppends.class.getName(),
        directory.resolve("spool").toString(),
        Long.toString(safe + 1),
        policy);
  }

  /** A failed attempt in the same process must not give the lock away. */
  @Test
  @Requirement("BRIDGE-022")
  void isRefusedToAnotherProcess() throws Exception {
    Path spool = directory.resolve("spool");
    try (Spool held = Spools.open(spool)) {
      assertThatIOException().isThrownBy(() -> Spools.open(spool));
      Path said = directory.resolve("said.txt");
      Process other =
          appending("never").redirectErrorStream(true).redirectOutput(said.toFile()).start();
      try {
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).as("it ended by itself").isTrue();
      } finally {
        other.destroyForcibly();
      }
      assertThat(other.exitValue()).isEqualTo(1);
      assertThat(Files.readString(said))
          .contains("is in use by process " + ProcessHandle.current().pid());
      assertThat(held.isEmpty()).isTrue();
    }
  }

  /** Whole lines. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.US_ASCII);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private void take(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("safe")) {
      safe = Long.parseLong(words[1]);
    } else {
      delivered = Long.parseLong(words[1]);
    }
  }

  private void holdsEverythingSafe(String when) throws IOException {
    SpoolBounds bounds = new SpoolBounds(8 << 20, 64 << 10, 1000);
    try (Spool spool =
        Spool.open(
            directory.resolve("spool"), bounds, FsyncPolicy.ALWAYS, InstantSource.system())) {
      assertThat(spool.damage().orElse("cut")).as(when).startsWith("cut");
      long expected = -1;
      for (Entry entry : Spools.readAll(spool)) {
        long number = NumberedAppends.number(entry.record());
        if (expected < 0) {
          assertThat(number).as(when + ", the first left").isLessThanOrEqualTo(delivered + 1);
        } else {
          assertThat(number).as(when).isEqualTo(expected);
        }
        expected = number + 1;
      }
      assertThat(expected).as(when + ", behind the last left").isGreaterThan(safe);
      safe = expected - 1;
    }
  }
}
