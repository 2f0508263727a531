package io.rivulet.domain.dose;

import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unit.Concentration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a pump was set to and raised, from one sample until one that says otherwise.
 *
 * @param from the first sample that said so
 * @param drug as named on the pump
 * @param state what it was doing
 * @param rateMlPerHour flow; empty where the pump reports none
 * @param concentration the last the pump had reported for the drug; empty where it had none
 * @param programmedWeightKg the weight typed into the pump
 * @param alarms what it raised
 */
public record PumpSetting(
    Instant from,
    String drug,
    PumpState state,
    OptionalDouble rateMlPerHour,
    Optional<Concentration> concentration,
    OptionalDouble programmedWeightKg,
    Set<PumpAlarm> alarms) {
  /** Copies the alarms. */
  public PumpSetting {
    alarms = Set.copyOf(alarms);
  }

  static PumpSetting of(PumpSample sample, Optional<Concentration> concentration) {
    return new PumpSetting(
        sample.origin().time(),
        sample.drug(),
        sample.state(),
        sample.rateMlPerHour(),
        concentration,
        sample.programmedWeightKg(),
        sample.alarms());
  }

  /** Whether both say the same, whenever that was. */
  boolean saysTheSameAs(PumpSetting other) {
    return drug.equals(other.drug)
        && state == other.state
        && rateMlPerHour.equals(other.rateMlPerHour)
        && concentration.equals(other.concentration)
        && programmedWeightKg.equals(other.programmedWeightKg)
        && alarms.equals(other.alarms);
  }

  /** The flow that the pump says it delivers; 0 where it delivers none or reports none. */
  public double deliveringMlPerHour() {
    return state.delivers() ? rateMlPerHour.orElse(0) : 0;
  }
}
