package io.rivulet.simulator.replay;

import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.TracePlan;
import java.util.List;

/** Everything the store says about one replayed session, read at one time. */
record StoreAnswers(
    List<ReplayWitness.Dose> doses,
    List<ReplayWitness.Tally> tallies,
    List<ReplayWitness.Excursion> excursions,
    List<ReplayWitness.Excursion> vitalsExcursions,
    List<ReplayWitness.RejectedReading> rejected,
    ReplayWitness.Landed landed) {
  static StoreAnswers read(ReplayWitness witness, TracePlan plan) {
    return new StoreAnswers(
        witness.doses(plan.session()),
        witness.tallies(plan.session()),
        witness.excursions(plan.session()),
        witness.vitalsExcursions(plan.session()),
        witness.rejectedReadings(plan.session()),
        witness.landed(plan.devices().stream().map(PlannedDevice::id).toList()));
  }
}
