package io.rivulet.domain.series;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A questionnaire that tells how a subject fares; a lower total is better. */
public enum Instrument {
  /** Patient Health Questionnaire, 9 items of 0 to 3. */
  PHQ_9("PHQ-9", 27),
  /** Montgomery-Asberg Depression Rating Scale, 10 items of 0 to 6. */
  MADRS("MADRS", 60);

  private final String code;
  private final int highest;

  Instrument(String code, int highest) {
    this.code = code;
    this.highest = highest;
  }

  /** What records and people call it. */
  public String code() {
    return code;
  }

  /** The highest total; the lowest is 0. */
  public int highest() {
    return highest;
  }

  /**
   * The instrument with this code.
   *
   * @throws IllegalArgumentException naming what is accepted
   */
  public static Instrument ofCode(String code) {
    return Arrays.stream(values())
        .filter(instrument -> instrument.code.equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "instrument \""
                        + code
                        + "\" is none of "
                        + Arrays.stream(values())
                            .map(Instrument::code)
                            .collect(Collectors.joining(", "))));
  }

  /** A total as a whole number; refuses what this instrument cannot give. */
  public int score(double total) {
    if (!(total >= 0 && total <= highest) || total != Math.rint(total)) {
      throw new IllegalArgumentException(
          code + " score " + total + " is refused; it is a whole number from 0 to " + highest);
    }
    return (int) total;
  }
}
