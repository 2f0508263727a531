package io.rivulet.alerting.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.alerting.channel.Pace;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TokenBucketProperties {
  private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

  @Property
  @Requirement("NOTIFY-012")
  void neverMoreThanABurstAndTheRateWhateverTheTimesOfAsking(
      @ForAll @IntRange(min = 1, max = 600) int perMinute,
      @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @Size(min = 1, max = 200)
          List<@IntRange(min = 0, max = 3_000) Integer> pausesMillis) {
    Pace pace = new Pace(2, perMinute, burst, Duration.ofDays(1));
    TokenBucket bucket = new TokenBucket(burst, START);
    Instant now = START;
    int taken = 0;
    for (int pauseMillis : pausesMillis) {
      now = now.plusMillis(pauseMillis);
      bucket = bucket.refill(pace, now);
      while (bucket.allowsOne()) {
        bucket = bucket.takeOne();
        taken++;
      }
      double most = burst + Duration.between(START, now).toMillis() * perMinute / 60_000.0;
      assertThat((double) taken).isLessThanOrEqualTo(most + 1e-6);
    }
  }

  @Property
  @Requirement("NOTIFY-012")
  void theNextOneMayGoWhenItSaysAndNotASecondBefore(
      @ForAll @IntRange(min = 1, max = 60) int perMinute,
      @ForAll @IntRange(min = 0, max = 59_000) int sinceMillis) {
    Pace pace = new Pace(2, perMinute, 1, Duration.ofDays(1));
    Instant now = START.plusMillis(sinceMillis);
    TokenBucket bucket = new TokenBucket(0, START).refill(pace, now);
    Instant next = bucket.nextAt(pace);
    assertThat(bucket.refill(pace, next.plusMillis(1)).allowsOne()).isTrue();
    if (next.isAfter(now.plusSeconds(1))) {
      assertThat(bucket.refill(pace, next.minusSeconds(1)).allowsOne()).isFalse();
    }
  }

  @Example
  @Requirement("NOTIFY-012")
  void aClockThatGoesBackAddsNothingAndOneFarAheadStopsNobody() {
    Pace pace = new Pace(2, 60, 10, Duration.ofDays(1));
    TokenBucket bucket = new TokenBucket(2, START);
    assertThat(bucket.refill(pace, START.minusSeconds(30))).isEqualTo(bucket);
    TokenBucket ahead = new TokenBucket(0, START.plus(Duration.ofDays(1)));
    TokenBucket back = ahead.refill(pace, START);
    assertThat(back.refill(pace, START.plusSeconds(5)).tokens()).isEqualTo(5, within(1e-9));
  }

  @Example
  @Requirement("NOTIFY-012")
  void onlyNumbersOfTokensAreTaken() {
    for (double tokens : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new TokenBucket(tokens, START))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
