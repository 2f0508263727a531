package io.rivulet.alerting.routing;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which alerts are hidden by which others.
 *
 * @param by for each hidden alert's id, what hides it
 */
public record Inhibited(Map<String, Hidden> by) {
  /** Nothing is hidden. */
  public static final Inhibited NONE = new Inhibited(Map.of());

  /**
   * What hides an alert.
   *
   * @param rule the inhibition's name
   * @param source the alert that hides it
   */
  public record Hidden(String rule, String source) {}

  /** Copies what it is given. */
  public Inhibited {
    by = Map.copyOf(by);
  }

  /**
   * Looks at all alerts together. An alert hides none of a higher priority, nor itself; one that is
   * hidden hides nothing; where several would hide each other, the first by priority, start and id
   * is told.
   *
   * @param alerts every alert that is open, acknowledged or latched
   */
  public static Inhibited of(Collection<ActiveAlert> alerts, List<Inhibition> rules) {
    return new InhibitionOrder(alerts, rules).decide();
  }
}
