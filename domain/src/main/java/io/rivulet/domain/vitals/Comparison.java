package io.rivulet.domain.vitals;

/**
 * One vital sign held against its limits on one side; each is judged on its own.
 *
 * @param sign which number
 * @param direction which side
 */
public record Comparison(VitalSign sign, Direction direction) implements Comparable<Comparison> {
  @Override
  public int compareTo(Comparison other) {
    int bySign = sign.compareTo(other.sign);
    return bySign != 0 ? bySign : direction.compareTo(other.direction);
  }

  @Override
  public String toString() {
    return sign.code() + " " + direction.code();
  }
}
