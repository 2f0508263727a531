package io.rivulet.console.frame;

import io.rivulet.console.overview.Overview;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether what pages show is old although the database answers. A pump reports every half minute
 * even where it stands still, so that a running session's silence is not the clinic's.
 *
 * @param after how long nothing may land while a session runs, 5 s to 1 h
 */
public record Lag(Duration after) {
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofHours(1);

  /** Four times what a pump may be silent; stands after the bounds that it is held against. */
  public static final Lag USUAL = new Lag(Duration.ofMinutes(2));

  /** Refuses what would be said at every breath, and what would never be said. */
  public Lag {
    if (after.compareTo(LEAST) < 0 || after.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "console.lag.after is " + after + ": give " + LEAST + " to " + MOST);
    }
  }

  /** What to say of it; empty where nothing lags. */
  Optional<String> of(Overview overview) {
    boolean running = overview.live().stream().anyMatch(card -> !card.doses().isEmpty());
    return overview
        .lastLanded()
        .map(landed -> Duration.between(landed, overview.at()))
        .filter(age -> running && age.compareTo(after) > 0)
        .map(
            age ->
                "The pipeline lags: nothing has reached the database for "
                    + words(age)
                    + " although sessions run. Values may be old; look at the bridge and the sink.");
  }

  private static String words(Duration age) {
    return age.compareTo(Duration.ofMinutes(2)) < 0
        ? age.toSeconds() + " s"
        : age.toMinutes() + " min";
  }
}
