package io.rivulet.console.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often somebody may ask: so many at once, and so many a second after that. Of those that ask,
 * at most a fixed number is remembered; beyond it, those that asked least recently are forgotten,
 * who have then asked nothing yet.
 */
final class RateLimit {
  private final double burst;
  private final double perSecond;
  private final Map<String, Bucket> buckets;

  private record Bucket(double left, Instant at) {}

  RateLimit(int burst, double perSecond, int remembered) {
    this.burst = burst;
    this.perSecond = perSecond;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > remembered;
          }
        };
  }

  /** Whether they may ask once more, which then counts. */
  synchronized boolean take(String who, Instant now) {
    Bucket before = buckets.getOrDefault(who, new Bucket(burst, now));
    double elapsedSeconds = Math.max(0, Duration.between(before.at(), now).toNanos() / 1e9);
    double left = Math.min(burst, before.left() + elapsedSeconds * perSecond);
    boolean may = left >= 1;
    buckets.put(who, new Bucket(may ? left - 1 : left, now));
    return may;
  }

  synchronized int remembered() {
    return buckets.size();
  }
}
