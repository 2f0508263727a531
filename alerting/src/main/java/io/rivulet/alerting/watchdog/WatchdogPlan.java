package io.rivulet.alerting.watchdog;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is watched between devices and people.
 *
 * @param interval how often, PT1S to PT5M
 * @param groups consumer groups that must keep up, up to {@value #MOST_GROUPS}; those that Kafka
 *     does not know are passed over
 * @param lagAfter how old an unread record may be, PT1S to PT1H
 * @param deliveryAfter how long what waits for a channel may wait while it takes nothing, PT10S to
 *     PT24H
 * @param roles whose readiness is asked for, up to {@value #MOST_ROLES}
 */
public record WatchdogPlan(
    Duration interval,
    List<String> groups,
    Duration lagAfter,
    Duration deliveryAfter,
    List<WatchedRole> roles) {
  /** The most groups. */
  public static final int MOST_GROUPS = 20;

  /** The most roles. */
  public static final int MOST_ROLES = 100;

  /** Every five seconds; the groups as they are called where nothing else is configured. */
  public static final WatchdogPlan DEFAULT =
      new WatchdogPlan(
          Duration.ofSeconds(5),
          List.of("rivulet-streams", "rivulet.sink"),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          List.of());

  /** Refuses what is out of range, and two roles of one name. */
  public WatchdogPlan {
    groups = List.copyOf(groups);
    roles = List.copyOf(roles);
    require("interval", interval, Duration.ofSeconds(1), Duration.ofMinutes(5));
    require("lag after", lagAfter, Duration.ofSeconds(1), Duration.ofHours(1));
    require("delivery after", deliveryAfter, Duration.ofSeconds(10), Duration.ofHours(24));
    if (groups.size() > MOST_GROUPS || roles.size() > MOST_ROLES) {
      throw new IllegalArgumentException(
          "%d groups and %d roles are watched; at most %d and %d"
              .formatted(groups.size(), roles.size(), MOST_GROUPS, MOST_ROLES));
    }
    Set<String> names = new HashSet<>();
    for (WatchedRole role : roles) {
      if (!names.add(role.name())) {
        throw new IllegalArgumentException("two watched roles are called " + role.name());
      }
    }
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not " + least + " to " + most);
    }
  }
}
