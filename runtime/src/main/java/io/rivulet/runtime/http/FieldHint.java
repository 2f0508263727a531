package io.rivulet.runtime.http;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What somebody who fills a field in should see: a unit beside it, the ends of its range, a list to
 * choose from.
 *
 * @param unit of a number; empty where it has none or another field says it
 * @param lowest taken, inclusive
 * @param highest taken, inclusive
 * @param choices the only texts that are taken; empty where any is
 */
public record FieldHint(
    String unit, OptionalDouble lowest, OptionalDouble highest, List<String> choices) {
  /** Nothing to add to the field's own words. */
  public static final FieldHint NONE =
      new FieldHint("", OptionalDouble.empty(), OptionalDouble.empty(), List.of());

  /** Refuses a range that holds nothing. */
  public FieldHint {
    Objects.requireNonNull(unit, "unit");
    choices = List.copyOf(choices);
    if (lowest.isPresent() && highest.isPresent() && lowest.getAsDouble() > highest.getAsDouble()) {
      throw new IllegalArgumentException("the range " + lowest + " to " + highest + " is empty");
    }
  }
}
