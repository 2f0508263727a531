package io.rivulet.console.frame;

import io.rivulet.console.overview.Overview;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether what pages show is old although the database answers. A pump reports every half minute
 * even where it stands still, so that a running session's silence is not the clinic's.
 */
final class Lag {
  /** Nothing landed for longer, while a session runs. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Lag() {}

  /** What to say of it; empty where nothing lags. */
  static Optional<String> of(Overview overview) {
    boolean running = overview.live().stream().anyMatch(card -> !card.doses().isEmpty());
    return overview
        .lastLanded()
        .map(landed -> Duration.between(landed, overview.at()))
        .filter(age -> running && age.compareTo(PATIENCE) > 0)
        .map(
            age ->
                "The pipeline lags: nothing has reached the database for "
                    + age.toMinutes()
                    + " min although sessions run. Values may be old; look at the bridge and the sink.");
  }
}
