package io.rivulet.alerting.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A time through which the same people are on call.
 *
 * @param from when it begins
 * @param until when it is over
 * @param people who; empty in a gap
 * @param why the layer or override it comes from
 */
public record ShiftView(Instant from, Instant until, List<PersonView> people, String why) {
  /** Refuses missing parts. */
  public ShiftView {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    people = List.copyOf(people);
    Objects.requireNonNull(why, "why");
  }
}
