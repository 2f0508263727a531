package io.rivulet.simulator.trace;

import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.vitals.VitalSource;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** One row of a recorded trace that a replay uses. Times are the trace's own, read as UTC. */
public sealed interface TraceRow {
  /** When it happened. */
  Instant time();

  /** When it was charted; the row's own time where the file has none. */
  Instant charted();

  /**
   * A drug ran at one rate for a time.
   *
   * @param time start
   * @param end end, after the start
   * @param charted when the row was written; empty where the file does not say
   * @param drug the drug as charted
   * @param rateMlPerHour flow, 0 or more
   * @param amount what was delivered, 0 or more, in {@code amountUnit}
   * @param amountUnit the unit as charted
   * @param programmedWeightKg weight typed into the pump, above 0
   */
  record PumpSegment(
      Instant time,
      Instant end,
      Optional<Instant> chartedAt,
      String drug,
      double rateMlPerHour,
      double amount,
      String amountUnit,
      OptionalDouble programmedWeightKg)
      implements TraceRow {
    /** Refuses a segment without a duration. */
    public PumpSegment {
      Objects.requireNonNull(drug, "drug");
      if (!end.isAfter(time)) {
        throw new IllegalArgumentException("segment of " + drug + " ends at its start " + time);
      }
    }

    @Override
    public Instant charted() {
      return chartedAt.orElse(time);
    }

    /** What flowed, mL. */
    public double volumeMl() {
      return rateMlPerHour * seconds() / 3600.0;
    }

    /** How long it ran, s. */
    public long seconds() {
      return end.getEpochSecond() - time.getEpochSecond();
    }
  }

  /**
   * One number a bedside monitor showed.
   *
   * @param quantity which
   * @param value in mmHg, per minute or percent; not judged
   */
  record VitalSign(Instant time, Instant charted, VitalQuantity quantity, double value)
      implements TraceRow {}

  /**
   * A body weight.
   *
   * @param weightKg above 0
   */
  record ChartedWeight(Instant time, Instant charted, double weightKg) implements TraceRow {}

  /**
   * An alarm limit that was set on a bedside monitor; it holds from its time on.
   *
   * @param alarm which
   * @param value in the unit of its sign
   */
  record AlarmLimit(Instant time, Instant charted, AlarmCode alarm, double value)
      implements TraceRow {}

  /**
   * Which component of a pressure a bedside monitor's limits are held against, from its time on.
   *
   * @param source cuff or arterial line
   * @param component systolic, diastolic or mean
   */
  record AlarmSource(Instant time, Instant charted, VitalSource source, PressureComponent component)
      implements TraceRow {}
}
