package io.rivulet.onebox.backtest;

import java.util.List;

/**
 * What stands of a session: the last statement under each id, withdrawn ones left out.
 *
 * @param findings excursions, and alerts that are not about one
 * @param tallies one for each source of readings
 */
public record Statements(List<Finding> findings, List<Tally> tallies) {
  /** Of a session of which nothing was stated. */
  static final Statements NONE = new Statements(List.of(), List.of());

  /** Copies the lists. */
  public Statements {
    findings = List.copyOf(findings);
    tallies = List.copyOf(tallies);
  }

  /** Readings beyond a warning limit that nothing confirmed, of all sources. */
  public long unconfirmed() {
    return tallies.stream().mapToLong(Tally::unconfirmed).sum();
  }

  /** Readings that there were no limits for, of all sources. */
  public long notEvaluable() {
    return tallies.stream().mapToLong(Tally::notEvaluable).sum();
  }
}
