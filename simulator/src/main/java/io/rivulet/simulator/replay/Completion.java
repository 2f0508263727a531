package io.rivulet.simulator.replay;

import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.TracePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides whether a replayed trace has come through: every message is a sample or quarantined,
 * every sample is in a dose or a tally, and the store says what Kafka last said. Says what is
 * missing where, first things first.
 */
final class Completion {
  private final TracePlan plan;
  private final String session;
  private final boolean judged;
  private final Map<String, Long> publishedByDevice;

  /**
   * For one trace.
   *
   * @param judged whether a limits profile was given
   */
  Completion(TracePlan plan, boolean judged) {
    this.plan = plan;
    this.session = plan.session().value();
    this.judged = judged;
    this.publishedByDevice =
        plan.messages().stream()
            .collect(
                Collectors.groupingBy(
                    message -> message.device().value(), TreeMap::new, Collectors.counting()));
  }

  /** What bridge and streams have not yet done, in words; empty where nothing is missing. */
  List<String> missingInKafka(Observed observed) {
    List<String> missing = new ArrayList<>();
    publishedByDevice.forEach(
        (device, published) ->
            expect(
                missing,
                published,
                observed.bridged(device) + observed.quarantined(device),
                "messages of " + device + " through the bridge"));
    for (PlannedDevice device : plan.devices()) {
      long bridged = observed.bridged(device.id().value());
      // A bedside monitor's samples enter no rule; the store is asked whether they landed.
      if (device instanceof PlannedDevice.Pump pump) {
        expect(missing, bridged, dosed(observed, pump), "samples in the dose of " + pump.id());
      } else if (device instanceof PlannedDevice.PressureMonitor monitor) {
        String what = monitor.source() + " readings";
        expect(missing, bridged, tallied(observed, monitor), what + " in the tally");
        expect(missing, 0, unjudged(observed, monitor), what + " without limits");
      }
    }
    return missing;
  }

  private long dosed(Observed observed, PlannedDevice.Pump pump) {
    return observed.doses(session).stream()
        .filter(dose -> dose.getDevice().equals(pump.id().value()))
        .mapToLong(dose -> dose.getSamples())
        .sum();
  }

  private long tallied(Observed observed, PlannedDevice.PressureMonitor monitor) {
    return observed.tallies(session).stream()
        .filter(tally -> tally.getSource().equals(monitor.source().name()))
        .mapToLong(PressureTallyRecord::getReadings)
        .sum();
  }

  private long unjudged(Observed observed, PlannedDevice.PressureMonitor monitor) {
    return observed.tallies(session).stream()
        .filter(tally -> judged && tally.getSource().equals(monitor.source().name()))
        .mapToLong(PressureTallyRecord::getNotEvaluable)
        .sum();
  }

  /** What the store lacks of what Kafka holds, in words; empty where nothing is missing. */
  List<String> missingInStore(Observed observed, StoreAnswers store) {
    List<String> missing = new ArrayList<>();
    ReplayWitness.Landed landed = store.landed();
    long bridged = publishedByDevice.keySet().stream().mapToLong(observed::bridged).sum();
    if (landed.samples() < bridged) {
      expect(
          missing,
          bridged,
          landed.samples(),
          "samples in the store (" + landed.setAside() + " set aside)");
    }
    expect(
        missing,
        publishedByDevice.keySet().stream().mapToLong(observed::quarantined).sum(),
        landed.quarantined(),
        "quarantined messages in the store");
    checkDoses(missing, observed, store);
    checkTallies(missing, observed, store);
    expect(
        missing,
        observed.rejected(session).size(),
        store.rejected().size(),
        "rejected readings in the store");
    checkExcursions(missing, observed.excursions(session), store);
    return missing;
  }

  private void checkDoses(List<String> missing, Observed observed, StoreAnswers store) {
    observed
        .doses(session)
        .forEach(
            dose ->
                expect(
                    missing,
                    dose.getSamples(),
                    store.doses().stream()
                        .filter(row -> row.device().value().equals(dose.getDevice()))
                        .filter(row -> row.drug().equals(dose.getDrug()))
                        .mapToLong(ReplayWitness.Dose::samples)
                        .sum(),
                    "samples in the stored dose of " + dose.getDevice()));
  }

  private void checkTallies(List<String> missing, Observed observed, StoreAnswers store) {
    for (PressureTallyRecord tally : observed.tallies(session)) {
      boolean same =
          store.tallies().stream()
              .filter(row -> row.source().name().equals(tally.getSource()))
              .anyMatch(
                  row ->
                      row.readings() == tally.getReadings()
                          && row.rejected() == tally.getRejected()
                          && row.unconfirmed() == tally.getUnconfirmed());
      if (!same) {
        missing.add("the stored tally of " + tally.getSource() + " is not yet the one in Kafka");
      }
    }
  }

  private static void checkExcursions(
      List<String> missing, List<ExcursionRecord> stated, StoreAnswers store) {
    List<ReplayWitness.Excursion> landed = new ArrayList<>(store.excursions());
    landed.addAll(store.vitalsExcursions());
    if (!excursions(stated).equals(Set.copyOf(landed))) {
      missing.add(
          "excursions in the store ("
              + landed.size()
              + ") are not yet those in Kafka ("
              + stated.size()
              + ")");
    }
  }

  private static Set<ReplayWitness.Excursion> excursions(List<ExcursionRecord> records) {
    return records.stream()
        .map(
            record ->
                new ReplayWitness.Excursion(
                    VitalSource.valueOf(record.getSource()),
                    record.getComponent(),
                    record.getDirection(),
                    record.getSeverity(),
                    record.getStart(),
                    Optional.ofNullable(record.getEnd()),
                    record.getPeak(),
                    record.getUnit(),
                    record.getReadings()))
        .collect(Collectors.toSet());
  }

  private static void expect(List<String> missing, long expected, long found, String what) {
    if (expected != found) {
      missing.add(what + ": " + found + " of " + expected);
    }
  }
}
