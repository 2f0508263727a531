package io.rivulet.ingest.device;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How devices are watched.
 *
 * @param maxDevices how many are remembered, 1 or more; beyond it those heard least recently are
 *     forgotten, silent and offline ones first
 * @param silenceAfter a device of which nothing was received for longer is silent, above 0; empty
 *     where this bridge does not see all messages of a device, and so cannot tell
 * @param clockStretch how long the clocks are compared before the comparison is believed, above 0:
 *     an offset is known, and a clock that was set back is noticed, after two to three of these
 * @param offsetChange a change of the clock offset by more is stated, above 0; estimates that far
 *     apart do not confirm one another
 * @param restateAtMostEvery a change of the offset is stated no sooner than this after the last, 0
 *     or more
 * @param restateEvery the offset, and that a device is still silent, is stated again after about
 *     this long, above 0
 */
public record DeviceWatchConfig(
    int maxDevices,
    Optional<Duration> silenceAfter,
    Duration clockStretch,
    Duration offsetChange,
    Duration restateAtMostEvery,
    Duration restateEvery) {
  private static final Duration CLOCK_STRETCH = Duration.ofSeconds(30);
  private static final Duration RESTATE_AT_MOST_EVERY = Duration.ofSeconds(10);
  private static final Duration RESTATE_EVERY = Duration.ofHours(1);

  /** Refuses what cannot be. */
  public DeviceWatchConfig {
    Objects.requireNonNull(silenceAfter, "silenceAfter");
    if (maxDevices < 1) {
      throw new IllegalArgumentException("bridge.devices.max = " + maxDevices + ": give 1 or more");
    }
    silenceAfter.ifPresent(duration -> requirePositive("bridge.silence.after", duration));
    requirePositive("clock stretch", clockStretch);
    requirePositive("bridge.clock.offset.change", offsetChange);
    requirePositive("restating every", restateEvery);
    if (restateAtMostEvery.isNegative()) {
      throw new IllegalArgumentException(
          "restating at most every " + restateAtMostEvery + ": give 0 or more");
    }
  }

  /** With clocks compared over 30 s, restated at most every 10 s and at least about hourly. */
  public static DeviceWatchConfig of(
      int maxDevices, Optional<Duration> silenceAfter, Duration offsetChange) {
    return new DeviceWatchConfig(
        maxDevices,
        silenceAfter,
        CLOCK_STRETCH,
        offsetChange,
        RESTATE_AT_MOST_EVERY,
        RESTATE_EVERY);
  }

  /** The same where not every message of a device is seen. */
  public DeviceWatchConfig withoutSilence() {
    return new DeviceWatchConfig(
        maxDevices, Optional.empty(), clockStretch, offsetChange, restateAtMostEvery, restateEvery);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " = " + duration + ": give more than 0");
    }
  }
}
