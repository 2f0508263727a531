package io.rivulet.alerting.lifecycle;

import java.time.Instant;
import java.util.Optional;

/** How an alert goes on: pure decisions, of which nothing is done twice. */
public final class CaseRule {
  private CaseRule() {}

  /**
   * Takes a statement. One whose revision is not above the last is nothing.
   *
   * @param known the alert as it was, where it is known
   * @param now by receipt
   */
  public static CaseStep step(Optional<AlertCase> known, Statement statement, Instant now) {
    throw new UnsupportedOperationException();
  }

  /**
   * Somebody says that they know. Nothing, where the alert does not wait for that.
   *
   * @param note up to {@value Note#LONGEST} characters
   */
  public static CaseStep acknowledge(
      AlertCase alert, String by, Optional<String> note, Instant now) {
    throw new UnsupportedOperationException();
  }

  /** Somebody writes a note, whatever the state. */
  public static CaseStep note(AlertCase alert, Note note) {
    throw new UnsupportedOperationException();
  }

  /**
   * An alert takes the place of a withdrawn one. Call it when the later of the two records arrives:
   * an acknowledgement goes over unless the alert has a higher priority than what was acknowledged.
   */
  public static CaseStep inherit(AlertCase withdrawn, AlertCase successor, Instant now) {
    throw new UnsupportedOperationException();
  }
}
