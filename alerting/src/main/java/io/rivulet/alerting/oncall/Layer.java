package io.rivulet.alerting.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One rotation of a schedule.
 *
 * @param name as others call it, 1 to 64 characters
 * @param rotation who takes turns
 * @param restrictions when it has somebody at all; none means always; up to {@value
 *     #MOST_RESTRICTIONS}
 */
public record Layer(String name, Rotation rotation, List<Restriction> restrictions) {
  /** The most restrictions of a layer. */
  public static final int MOST_RESTRICTIONS = 50;

  private static final int LONGEST_NAME = 64;

  /** Refuses what is out of bounds. */
  public Layer {
    Names.requireText("a layer's name", name, LONGEST_NAME);
    Objects.requireNonNull(rotation, "rotation");
    restrictions = List.copyOf(restrictions);
    if (restrictions.size() > MOST_RESTRICTIONS) {
      throw new IllegalArgumentException(
          "layer "
              + name
              + " has "
              + restrictions.size()
              + " restrictions; at most "
              + MOST_RESTRICTIONS);
    }
  }

  List<String> at(Instant instant, WallClock clock) {
    boolean holds =
        restrictions.isEmpty()
            || restrictions.stream().anyMatch(restriction -> restriction.holdsAt(instant, clock));
    return holds ? rotation.at(instant, clock) : List.of();
  }

  /** The next moment at which it may have somebody else. */
  Instant next(Instant instant, WallClock clock) {
    return Stream.concat(
            Stream.of(rotation.next(instant, clock)),
            restrictions.stream().map(restriction -> restriction.next(instant, clock)))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
