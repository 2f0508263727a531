package io.rivulet.domain.series;

import io.rivulet.domain.session.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One planned session of a series.
 *
 * @param number from 1
 * @param dosePerKg above 0, in the series' unit per kg
 * @param daysAfter days after the session before, above 0; empty for the first, and where it is
 *     left open
 */
public record SeriesStep(int number, double dosePerKg, OptionalDouble daysAfter) {
  private static final int MOST = 200;

  /** Refuses a dose that is none and days that are none. */
  public SeriesStep {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("session number " + number + " is outside 1 to " + MOST);
    }
    Checks.above0("dose per kg of session " + number, dosePerKg);
    daysAfter.ifPresent(days -> Checks.above0("days before session " + number, days));
  }

  /**
   * Sessions of one dose at one distance, several in a row.
   *
   * @param sessions how many, 1 to 200
   * @param dosePerKg of each
   * @param daysBetween before each, the very first of the series left out; empty where left open
   */
  public record Block(int sessions, double dosePerKg, OptionalDouble daysBetween) {
    /** Refuses a block without sessions. */
    public Block {
      if (sessions < 1 || sessions > MOST) {
        throw new IllegalArgumentException(sessions + " sessions are outside 1 to " + MOST);
      }
    }
  }

  /** The steps that blocks make: a taper is blocks that lie further and further apart. */
  public static List<SeriesStep> of(List<Block> blocks) {
    List<SeriesStep> steps = new ArrayList<>();
    for (Block block : blocks) {
      for (int i = 0; i < block.sessions(); i++) {
        steps.add(
            new SeriesStep(
                steps.size() + 1,
                block.dosePerKg(),
                steps.isEmpty() ? OptionalDouble.empty() : block.daysBetween()));
      }
    }
    return List.copyOf(steps);
  }

  /** Refuses steps that are not numbered 1, 2, 3 and so on. */
  static List<SeriesStep> checked(List<SeriesStep> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a series has no sessions; plan at least one");
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).number() != i + 1) {
        throw new IllegalArgumentException(
            "session " + (i + 1) + " of the series has number " + steps.get(i).number());
      }
    }
    return List.copyOf(steps);
  }
}
