package io.rivulet.domain.pressure;

import io.rivulet.domain.reading.PressureComponent;

/**
 * One component held against its limits on one side; each is judged on its own.
 *
 * @param component which number
 * @param direction which side
 */
public record Comparison(PressureComponent component, Direction direction)
    implements Comparable<Comparison> {
  @Override
  public int compareTo(Comparison other) {
    int byComponent = component.compareTo(other.component);
    return byComponent != 0 ? byComponent : direction.compareTo(other.direction);
  }
}
