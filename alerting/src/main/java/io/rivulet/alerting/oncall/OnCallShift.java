package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A time through which the same people are on call.
 *
 * @param from when it begins
 * @param until when it is over, after from, not part of it
 * @param people who, in the order in which they are told; empty in a gap
 * @param why the layer or override it comes from, in words
 */
public record OnCallShift(Instant from, Instant until, List<String> people, String why) {
  /** Refuses missing parts and what is over before it begins. */
  public OnCallShift {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(why, "why");
    people = List.copyOf(people);
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("a shift ends " + until + ", not after " + from);
    }
  }

  /** Whether nobody is on call. */
  public boolean isGap() {
    return people.isEmpty();
  }
}
