package io.rivulet.onebox.backtest;

import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.TallyRow;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows of the store as findings. */
final class StoredFindings {
  private StoredFindings() {}

  static Finding of(ExcursionRow row) {
    return new Finding(
        new Rule(Finding.EXCURSION, row.source(), row.component(), row.direction()),
        "",
        row.id(),
        row.severity(),
        row.start(),
        row.end(),
        OptionalDouble.of(row.peak()),
        row.readings(),
        "");
  }

  /** An alert that stands and is not about an excursion. */
  static Optional<Finding> of(AlertRow row) {
    if (row.withdrawn() || !Finding.isFinding(row.category())) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Rule.of(row.category()),
            Finding.subject(row.device(), row.drug()),
            row.id(),
            row.priority(),
            row.start(),
            row.end(),
            OptionalDouble.empty(),
            0,
            row.detail()));
  }

  static Tally of(TallyRow row) {
    return new Tally(
        row.source(), row.readings(), row.rejected(), row.unconfirmed(), row.notEvaluable());
  }
}
