package io.rivulet.alerting.oncall;

import java.util.Locale;
import java.util.Objects;

/**
 * Whom or what a step of a policy tells.
 *
 * @param kind what it is
 * @param key its name in the configuration
 */
public record Target(Kind kind, String key) {
  /** What can be told. */
  public enum Kind {
    /** One person, by all contacts for the priority. */
    PERSON,
    /** Whoever is on call in a schedule at the time. */
    SCHEDULE,
    /** A channel that has an address of its own, such as a chat room. */
    CHANNEL;

    /** The name used in the configuration. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses what is no name. */
  public Target {
    Objects.requireNonNull(kind, "kind");
    Names.requireKey(kind.code(), key);
  }

  /** One person. */
  public static Target ofPerson(String person) {
    return new Target(Kind.PERSON, person);
  }

  /** Whoever is on call. */
  public static Target ofSchedule(String schedule) {
    return new Target(Kind.SCHEDULE, schedule);
  }

  /** A channel. */
  public static Target ofChannel(String channel) {
    return new Target(Kind.CHANNEL, channel);
  }

  /** In words, such as {@code person anna}. */
  public String words() {
    return kind.code() + " " + key;
  }
}
