package io.rivulet.domain.delivery;

import io.rivulet.domain.session.Route;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What one route gave of a drug.
 *
 * @param route how it entered the body
 * @param charted whether a person charted it; false where pumps counted it
 * @param amount in the total's unit; empty where it is not known
 * @param perKg the same per kg of the weight in force when it was given; empty where not known
 */
public record RouteDose(Route route, boolean charted, OptionalDouble amount, OptionalDouble perKg) {
  /** Refuses a missing route. */
  public RouteDose {
    Objects.requireNonNull(route, "route");
  }
}
