package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.topic.LimitsKey;
import io.rivulet.schemas.topic.Topic;
import java.time.Instant;
import java.util.Locale;

/**
 * One version of a limits profile of the model clinic: limits for systolic on both sides.
 *
 * @param from from when it holds
 * @param highWarning mmHg; critical lies 20 above
 * @param lowWarning mmHg; critical lies 10 below
 */
record WardLimits(
    String profile, int version, Instant from, double highWarning, double lowWarning) {
  static final double HYSTERESIS = 5;
  static final long CONFIRM_SECONDS = 1200;
  static final double PLAUSIBLE_LOW = 30;
  static final double PLAUSIBLE_HIGH = 300;

  double highCritical() {
    return highWarning + 20;
  }

  double lowCritical() {
    return lowWarning - 10;
  }

  Delivery delivery(Instant arrives, boolean prompt) {
    return new Delivery(
        Topic.LIMITS,
        LimitsKey.of(profile, version),
        new LimitsProfileRecord(profile, version, from, json()),
        from,
        arrives,
        prompt);
  }

  private String json() {
    return String.format(
        Locale.ROOT,
        """
        {"id": "%s",
         "plausible": {"systolic": [%s, %s]},
         "limits": {"systolic": {"high": {"warning": %s, "critical": %s},
                                 "low": {"warning": %s, "critical": %s}}},
         "hysteresis": %s,
         "confirm": {"readings": 2, "withinSeconds": %d}}
        """,
        profile,
        PLAUSIBLE_LOW,
        PLAUSIBLE_HIGH,
        highWarning,
        highCritical(),
        lowWarning,
        lowCritical(),
        HYSTERESIS,
        CONFIRM_SECONDS);
  }
}
