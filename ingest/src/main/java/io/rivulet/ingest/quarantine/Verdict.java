package io.rivulet.ingest.quarantine;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.QuarantineRecord;

/** What becomes of a message that is redriven. */
public sealed interface Verdict {
  /**
   * It is taken now.
   *
   * @param refused what is in quarantine
   * @param outcome the record that goes to Kafka
   * @param corrected whether payload or MQTT topic were corrected
   */
  record Admitted(QuarantineRecord refused, Outcome.Bridged outcome, boolean corrected)
      implements Verdict {}

  /**
   * It is refused again, and stays where it is.
   *
   * @param reason the code, which may be another than at first
   * @param detail what is wrong
   */
  record RefusedAgain(String reason, String detail) implements Verdict {}

  /**
   * It is not tried.
   *
   * @param why and what to do
   */
  record NotTried(String why) implements Verdict {}
}
