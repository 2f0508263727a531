package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.PressureTallyRecord;

/**
 * What became of the readings of one source in one session.
 *
 * @param source NIBP, ART or another source of readings
 * @param readings distinct readings
 * @param rejected readings refused as implausible
 * @param unconfirmed readings beyond a warning limit that nothing confirmed
 * @param notEvaluable readings that there were no limits for
 */
public record Tally(
    String source, long readings, long rejected, long unconfirmed, long notEvaluable) {
  static Tally of(PressureTallyRecord tally) {
    return new Tally(
        tally.getSource(),
        tally.getReadings(),
        tally.getRejected(),
        tally.getUnconfirmed(),
        tally.getNotEvaluable());
  }
}
