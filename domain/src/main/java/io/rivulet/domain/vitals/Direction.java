package io.rivulet.domain.vitals;

/** Which side of the limits. */
public enum Direction {
  /** At or above the limit. */
  HIGH("high"),
  /** At or below the limit. */
  LOW("low");

  private final String code;

  Direction(String code) {
    this.code = code;
  }

  /** The name used in topics and tables. */
  public String code() {
    return code;
  }

  /** Whether a value is at a limit or past it on this side. */
  boolean beyond(double value, double limit) {
    return this == HIGH ? value >= limit : value <= limit;
  }

  /** The more extreme of two values on this side. */
  double extreme(double a, double b) {
    return this == HIGH ? Math.max(a, b) : Math.min(a, b);
  }

  /** The value that lies a distance inside a limit. */
  double inside(double limit, double distance) {
    return this == HIGH ? limit - distance : limit + distance;
  }

  /** The other side. */
  Direction opposite() {
    return this == HIGH ? LOW : HIGH;
  }
}
