package io.rivulet.ingest.device;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Times as whole microseconds since 1970, as records hold them; finer parts are cut off. */
final class Micros {
  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Micros() {}

  static long of(Instant time) {
    return time.getEpochSecond() * PER_SECOND + time.getNano() / NANOS_PER_MICRO;
  }

  static long of(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
