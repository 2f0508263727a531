package io.rivulet.alerting.watchdog;

import java.time.Instant;

/** Looks at one part of the way from device to person. */
@FunctionalInterface
public interface Probe {
  /**
   * Looks.
   *
   * @throws Exception where it cannot tell anything: what was said before stays
   */
  Look look(Instant now) throws Exception;
}
