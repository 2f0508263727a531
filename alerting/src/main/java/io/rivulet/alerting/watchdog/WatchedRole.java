package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.channel.Endpoint;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A role whose readiness is asked for.
 *
 * @param name as others call it, 1 to 100 characters
 * @param bridge whether it is a bridge: then its being away explains the silence of its devices
 * @param site the clinic whose devices it serves; empty where there is no one site
 * @param readiness where it says whether it can do its work: 200 where it can
 * @param after how long it has to be ill before it is an alert, PT0S to PT1H
 */
public record WatchedRole(
    String name, boolean bridge, Optional<String> site, Endpoint readiness, Duration after) {
  private static final int LONGEST = 100;
  private static final Duration LONGEST_AFTER = Duration.ofHours(1);

  /** Refuses what is out of range. */
  public WatchedRole {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the role's name has " + name.length() + " characters; 1 to " + LONGEST);
    }
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(readiness, "readiness");
    if (after.compareTo(LONGEST_AFTER) > 0) {
      throw new IllegalArgumentException("after " + after + " is not PT0S to " + LONGEST_AFTER);
    }
  }

  Condition condition() {
    return new Condition(bridge ? Ailment.BRIDGE_BLIND : Ailment.ROLE_DOWN, site, name);
  }
}
