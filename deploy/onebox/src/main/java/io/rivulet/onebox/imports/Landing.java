package io.rivulet.onebox.imports;

import io.rivulet.simulator.replay.ReplayWitness;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.TracePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the store has everything of a recording: each sample a row, and each in the dose of its
 * pump or the tally of its pressure.
 *
 * @param missing what it lacks, in words; empty where nothing
 * @param progress stands still while nothing comes
 */
record Landing(List<String> missing, long progress) {
  static Landing look(TracePlan plan, ReplayWitness witness) {
    Map<String, Long> sent =
        plan.messages().stream()
            .collect(
                Collectors.groupingBy(
                    (PlannedMessage message) -> message.device().value(), Collectors.counting()));
    List<ReplayWitness.Dose> doses = witness.doses(plan.session());
    List<ReplayWitness.Tally> tallies = witness.tallies(plan.session());
    ReplayWitness.Landed rows =
        witness.landed(plan.devices().stream().map(PlannedDevice::id).toList());
    List<String> missing = new ArrayList<>();
    long progress = rows.samples() + rows.setAside();
    expect(missing, plan.messages().size(), rows.samples() + rows.setAside(), "samples landed");
    for (PlannedDevice device : plan.devices()) {
      long expected = sent.getOrDefault(device.id().value(), 0L);
      // A bedside monitor's samples need not enter any rule.
      if (device instanceof PlannedDevice.Pump) {
        long counted =
            doses.stream()
                .filter(dose -> dose.device().equals(device.id()))
                .mapToLong(ReplayWitness.Dose::samples)
                .sum();
        progress += counted;
        expect(missing, expected, counted, "samples in the dose of " + device.id());
      } else if (device instanceof PlannedDevice.PressureMonitor monitor) {
        long counted =
            tallies.stream()
                .filter(tally -> tally.source() == monitor.source())
                .mapToLong(ReplayWitness.Tally::readings)
                .sum();
        progress += counted;
        expect(missing, expected, counted, monitor.source() + " readings in the tally");
      }
    }
    return new Landing(missing, progress);
  }

  private static void expect(List<String> missing, long expected, long found, String what) {
    if (expected != found) {
      missing.add(what + ": " + found + " of " + expected);
    }
  }
}
