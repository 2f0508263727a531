package io.rivulet.onebox.faults;

import java.time.Duration;

/**
 * How long and how often faults last: short by default, so that the suite stays quick; the Maven
 * profile {@code chaos} sets the long form. docs/testing.md lists the system properties.
 */
final class Chaos {
  private Chaos() {}

  /** A count from a system property such as {@code chaos.kills}. */
  static int count(String name, int usual) {
    return Integer.getInteger("chaos." + name, usual);
  }

  /** A duration from a system property such as {@code chaos.outage}, in ISO-8601. */
  static Duration duration(String name, Duration usual) {
    String given = System.getProperty("chaos." + name);
    return given == null ? usual : Duration.parse(given);
  }

  /** What random choices come from; printed by whoever uses it, and given to repeat a run. */
  static long seed() {
    return Long.getLong("chaos.seed", System.nanoTime());
  }
}
