package io.rivulet.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the recorded intensive-care traces lie. Their licence keeps them out of this repository, so
 * a checkout may stand without them; a test that needs them skips with {@link #ABSENT}.
 */
public final class RecordedTraces {
  /** What a skipped test says. */
  public static final String ABSENT =
      "recorded traces not found (set RIVULET_TRACES or place them in ../shared/traces)";

  private RecordedTraces() {}

  /**
   * The folder with {@code mimic_stay_*.csv} and {@code expected/}, or empty where there is none.
   */
  public static Optional<Path> folder() {
    String configured = System.getenv("RIVULET_TRACES");
    if (configured != null) {
      return Optional.of(Path.of(configured)).filter(Files::isDirectory);
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path traces = dir.resolve("shared").resolve("traces");
      if (Files.isDirectory(traces)) {
        return Optional.of(traces);
      }
    }
    return Optional.empty();
  }
}
