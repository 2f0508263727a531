package io.rivulet.domain.desk;

import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.ResponseRule;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What somebody asks to be recorded about a series. {@link SeriesDecisions} decides. */
public sealed interface SeriesCommand {
  /** Which series. */
  SeriesId series();

  /** Open a series. */
  record Open(
      SeriesId series,
      String site,
      String subject,
      String drug,
      Route route,
      AmountUnit unit,
      List<SeriesStep> steps,
      Optional<ResponseRule> rule)
      implements SeriesCommand {}

  /** Plan all of its sessions anew. */
  record Plan(SeriesId series, List<SeriesStep> steps) implements SeriesCommand {}

  /** Set the dose of one session, as a person decided. */
  record SetDose(SeriesId series, int number, double dosePerKg, String reason)
      implements SeriesCommand {}

  /**
   * Record a questionnaire's total.
   *
   * @param afterSessions sessions had before; 0 is the baseline
   * @param followUp true for a look back after the last session
   */
  record RecordOutcome(
      SeriesId series,
      Instant at,
      Instrument instrument,
      int afterSessions,
      boolean followUp,
      double score)
      implements SeriesCommand {}

  /** Take an event back. */
  record Withdraw(SeriesId series, String event, String reason) implements SeriesCommand {}

  /** Close the series. */
  record Close(SeriesId series, Instant at) implements SeriesCommand {}
}
