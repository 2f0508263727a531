package io.rivulet.alerting.lifecycle;

import io.rivulet.schemas.record.AlertRecord;

/** Records of the topic as statements. */
public final class StatementMapping {
  private StatementMapping() {}

  /**
   * The statement of a record. Texts that are too long are cut: an alert is not lost over a word.
   *
   * @throws IllegalArgumentException with the reason, where the record has no id, or a priority or
   *     kind that is not known
   */
  public static Statement of(AlertRecord record) {
    throw new UnsupportedOperationException();
  }
}
