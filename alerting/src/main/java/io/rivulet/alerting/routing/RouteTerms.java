package io.rivulet.alerting.routing;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How the alerts of a route are brought to people.
 *
 * @param policy the escalation policy's key
 * @param groupBy alerts that agree on these labels are one incident; none: all of the route are
 * @param delay how long a condition has to last before anybody is told, PT0S to PT1H
 * @param urgentDelay the same for high-priority physiological alerts, PT0S to PT1M
 * @param groupInterval how long a receiver is left alone before less urgent changes are told, PT0S
 *     to P1D
 * @param repeat how often those who were told and heard nothing since are reminded while nobody
 *     acknowledges, whomever the policy goes on to, PT1M to P7D
 * @param tellAcknowledged whether those who were told are told that somebody knows
 * @param remindAfterAcknowledged how often those who were told are reminded of what somebody knows
 *     and is still there, PT1M to P7D; empty: never
 */
public record RouteTerms(
    String policy,
    List<Label> groupBy,
    Duration delay,
    Duration urgentDelay,
    Duration groupInterval,
    Duration repeat,
    boolean tellAcknowledged,
    Optional<Duration> remindAfterAcknowledged) {
  /**
   * Alerts of one category about one session are one incident; of devices without one, of one site.
   */
  public static final List<Label> GROUP_BY = List.of(Label.SITE, Label.SESSION, Label.CATEGORY);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** Refuses missing parts and times out of bounds. */
  public RouteTerms {
    if (policy == null || policy.isBlank()) {
      throw new IllegalArgumentException("a route has no policy");
    }
    groupBy = List.copyOf(new TreeSet<>(groupBy));
    require("delay", delay, Duration.ZERO, HOUR);
    require("urgentDelay", urgentDelay, Duration.ZERO, MINUTE);
    require("groupInterval", groupInterval, Duration.ZERO, DAY);
    require("repeat", repeat, MINUTE, WEEK);
    Objects.requireNonNull(remindAfterAcknowledged, "remindAfterAcknowledged");
    remindAfterAcknowledged.ifPresent(
        every -> require("remindAfterAcknowledged", every, MINUTE, WEEK));
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not " + least + " to " + most);
    }
  }

  /** A policy with everything else as it is by default. */
  public static RouteTerms of(String policy) {
    return new RouteTerms(
        policy,
        GROUP_BY,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        true,
        Optional.empty());
  }
}
