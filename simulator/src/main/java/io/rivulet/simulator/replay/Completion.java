package io.rivulet.simulator.replay;

import io.rivulet.domain.pressure.PressureSource;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.TracePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a replayed trace has come through: every message is a sample or quarantined,
 * every sample is in a dose or a tally, and the store says what Kafka last said. Says what is
 * missing where, first things first.
 */
final class Completion {
  private final TracePlan plan;
  private final boolean judged;
  private final Map<String, Long> publishedByDevice;
  private final List<String> missing = new ArrayList<>();

  /**
   * For one trace.
   *
   * @param judged whether a limits profile was given
   */
  Completion(TracePlan plan, boolean judged) {
    this.plan = plan;
    this.judged = judged;
    this.publishedByDevice =
        plan.messages().stream()
            .collect(
                Collectors.groupingBy(message -> message.device().value(), Collectors.counting()));
  }

  /** What is missing, in words; empty where nothing is. */
  List<String> missing(Observed observed, StoreAnswers store) {
    missing.clear();
    publishedByDevice.forEach((device, published) -> checkBridge(observed, device, published));
    checkLanded(observed, store);
    for (PlannedDevice device : plan.devices()) {
      // A bedside monitor's samples enter no rule; that they landed is checked above.
      if (device instanceof PlannedDevice.Pump pump) {
        checkDose(observed, store, pump);
      } else if (device instanceof PlannedDevice.PressureMonitor monitor) {
        checkTally(observed, store, monitor);
      }
    }
    checkStatements(observed, store);
    return List.copyOf(missing);
  }

  private void checkBridge(Observed observed, String device, long published) {
    expect(
        published,
        observed.bridged(device) + observed.quarantined(device),
        "messages of " + device + " in Kafka");
  }

  private void checkLanded(Observed observed, StoreAnswers store) {
    long bridged = publishedByDevice.keySet().stream().mapToLong(observed::bridged).sum();
    long quarantined = publishedByDevice.keySet().stream().mapToLong(observed::quarantined).sum();
    expect(bridged, store.landed().distinct(), "samples in the store");
    expect(quarantined, store.landed().quarantined(), "quarantined messages in the store");
  }

  private void checkDose(Observed observed, StoreAnswers store, PlannedDevice.Pump pump) {
    long samples =
        store.doses().stream()
            .filter(dose -> dose.device().equals(pump.id()))
            .mapToLong(ReplayWitness.Dose::samples)
            .sum();
    expect(observed.bridged(pump.id().value()), samples, "samples in the dose of " + pump.id());
  }

  private void checkTally(
      Observed observed, StoreAnswers store, PlannedDevice.PressureMonitor monitor) {
    long readings =
        store.tallies().stream()
            .filter(tally -> tally.source() == monitor.source())
            .mapToLong(ReplayWitness.Tally::readings)
            .sum();
    expect(
        observed.bridged(monitor.id().value()),
        readings,
        monitor.source() + " readings in the tally");
  }

  private void checkStatements(Observed observed, StoreAnswers store) {
    String session = plan.session().value();
    if (!excursions(observed.excursions(session)).equals(excursions(store))) {
      missing.add(
          "excursions in the store ("
              + store.excursions().size()
              + ") differ from those in Kafka ("
              + observed.excursions(session).size()
              + ")");
    }
    for (PressureTallyRecord tally : observed.tallies(session)) {
      if (judged) {
        expect(0, tally.getNotEvaluable(), tally.getSource() + " readings judged by no limits yet");
      }
      store.tallies().stream()
          .filter(row -> row.source() == PressureSource.valueOf(tally.getSource()))
          .forEach(row -> expect(tally.getUnconfirmed(), row.unconfirmed(), "unconfirmed"));
    }
    expect(observed.rejected(session).size(), store.rejected().size(), "rejected readings");
  }

  private static Set<List<Object>> excursions(List<ExcursionRecord> records) {
    return records.stream()
        .map(
            e ->
                List.<Object>of(
                    PressureSource.valueOf(e.getSource()),
                    e.getComponent(),
                    e.getDirection(),
                    e.getSeverity(),
                    e.getStart(),
                    Optional.ofNullable(e.getEnd()),
                    e.getPeak(),
                    e.getReadings()))
        .collect(Collectors.toSet());
  }

  private static Set<List<Object>> excursions(StoreAnswers store) {
    return store.excursions().stream()
        .map(
            e ->
                List.<Object>of(
                    e.source(),
                    e.component(),
                    e.direction(),
                    e.severity(),
                    e.start(),
                    e.end(),
                    e.peak(),
                    e.readings()))
        .collect(Collectors.toSet());
  }

  private void expect(long expected, long found, String what) {
    if (expected != found) {
      missing.add(what + ": " + found + " of " + expected);
    }
  }
}
