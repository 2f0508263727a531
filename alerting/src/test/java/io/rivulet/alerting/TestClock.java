package io.rivulet.alerting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until somebody moves it. */
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-03T03:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves it on. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
