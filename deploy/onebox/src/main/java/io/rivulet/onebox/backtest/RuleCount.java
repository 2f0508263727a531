package io.rivulet.onebox.backtest;

/**
 * How often a rule fired and would have fired.
 *
 * @param same the same under both
 * @param changed under both, with another start, end, level, peak or number of readings
 * @param gone fired and would not have
 * @param added did not fire and would have
 */
public record RuleCount(long same, long changed, long gone, long added) {
  static final RuleCount NONE = new RuleCount(0, 0, 0, 0);

  /** Findings that fired. */
  public long fired() {
    return same + changed + gone;
  }

  /** Findings that would have fired. */
  public long would() {
    return same + changed + added;
  }

  RuleCount with(Pair.Outcome outcome) {
    return switch (outcome) {
      case SAME -> new RuleCount(same + 1, changed, gone, added);
      case CHANGED -> new RuleCount(same, changed + 1, gone, added);
      case GONE -> new RuleCount(same, changed, gone + 1, added);
      case NEW -> new RuleCount(same, changed, gone, added + 1);
    };
  }
}
