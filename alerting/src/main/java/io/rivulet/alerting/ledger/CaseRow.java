package io.rivulet.alerting.ledger;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.util.Objects;

/**
 * A row of table {@code alert_case}.
 *
 * @param alert the case
 * @param version counts the changes of the row; 0 of one that is not written yet
 */
record CaseRow(AlertCase alert, long version) {
  CaseRow {
    Objects.requireNonNull(alert, "alert");
  }
}
