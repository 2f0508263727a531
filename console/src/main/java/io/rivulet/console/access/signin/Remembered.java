package io.rivulet.console.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the database said of a secret a moment ago, so that a page that asks ten things at once
 * costs one question. Whoever is kept out is out within {@link #FRESH}. While the database is away,
 * what was true within {@link #STALE} is good enough for looking.
 *
 * @param <T> what it said
 */
public final class Remembered<T> {
  /** How long an answer is taken for true. */
  public static final Duration FRESH = Duration.ofSeconds(2);

  /** How long, where the database does not answer. */
  public static final Duration STALE = Duration.ofMinutes(5);

  private static final int MOST = 10_000;

  private record Kept<T>(T value, Instant at) {}

  private final Map<String, Kept<T>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept<T>> eldest) {
          return size() > MOST;
        }
      };

  /** What was kept no longer ago than that; by a hash of the secret, never the secret. */
  public synchronized Optional<T> find(String hash, Duration noOlderThan, Instant now) {
    return Optional.ofNullable(kept.get(hash))
        .filter(one -> !one.at().isBefore(now.minus(noOlderThan)))
        .map(Kept::value);
  }

  /** Keeps it. */
  public synchronized void put(String hash, T value, Instant now) {
    kept.put(hash, new Kept<>(value, now));
  }

  /** Forgets it. */
  public synchronized void forget(String hash) {
    kept.remove(hash);
  }

  /** Forgets everything. */
  public synchronized void clear() {
    kept.clear();
  }
}
