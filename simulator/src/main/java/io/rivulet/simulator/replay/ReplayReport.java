package io.rivulet.simulator.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.simulator.trace.DayShift;
import io.rivulet.simulator.trace.TracePlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a replay found, read from the store, in the trace's own times. The JSON form is the contract
 * of {@code rivulet replay --report}.
 *
 * @param json one trace's report
 */
public record ReplayReport(ObjectNode json) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Comparator<ReplayWitness.Excursion> BY_START =
      Comparator.comparing(ReplayWitness.Excursion::start)
          .thenComparing(e -> e.source().name())
          .thenComparing(ReplayWitness.Excursion::component)
          .thenComparing(ReplayWitness.Excursion::direction);

  /** How a trace's messages fared. */
  record Pipeline(
      long published,
      long bridged,
      long quarantined,
      long landed,
      long duplicates,
      long redelivered,
      double seconds) {}

  static ReplayReport of(TracePlan plan, StoreAnswers store, Pipeline pipeline) {
    ObjectNode json = NODES.objectNode();
    json.put("trace", plan.trace());
    json.put("session", plan.session().value());
    json.set("doses", doses(store.doses()));
    json.put(
        "pressureReadings",
        store.tallies().stream().mapToLong(ReplayWitness.Tally::readings).sum());
    json.set("rejectedReadings", rejected(store.rejected(), plan.shift()));
    json.put(
        "unconfirmed", store.tallies().stream().mapToLong(ReplayWitness.Tally::unconfirmed).sum());
    json.set("excursions", excursions(store.excursions(), plan.shift()));
    json.set("vitalsExcursions", excursions(store.vitalsExcursions(), plan.shift()));
    json.set("pipeline", pipeline(pipeline));
    return new ReplayReport(json);
  }

  private static ObjectNode doses(List<ReplayWitness.Dose> rows) {
    Map<String, ObjectNode> byDrug = new TreeMap<>();
    rows.stream()
        .map(ReplayWitness.Dose::drug)
        .distinct()
        .forEach(
            drug ->
                byDrug.put(drug, dose(rows.stream().filter(r -> r.drug().equals(drug)).toList())));
    ObjectNode doses = NODES.objectNode();
    byDrug.forEach(doses::set);
    return doses;
  }

  /** The sum over the drug's pumps. */
  private static ObjectNode dose(List<ReplayWitness.Dose> pumps) {
    List<String> units = pumps.stream().flatMap(pump -> pump.unit().stream()).distinct().toList();
    if (units.size() > 1) {
      throw new ReplayException(
          pumps.get(0).drug() + " was counted in " + units + ", which cannot be added up");
    }
    ObjectNode dose = NODES.objectNode();
    dose.put("unit", units.isEmpty() ? null : units.get(0));
    putSum(dose, "amount", pumps, ReplayWitness.Dose::amount);
    putSum(dose, "amountPerKg", pumps, ReplayWitness.Dose::amountPerKg);
    dose.put("volumeMl", sum(pumps, ReplayWitness.Dose::volumeMl));
    dose.put("segments", pumps.stream().mapToInt(ReplayWitness.Dose::segments).sum());
    return dose;
  }

  private static void putSum(
      ObjectNode node,
      String field,
      List<ReplayWitness.Dose> pumps,
      java.util.function.Function<ReplayWitness.Dose, OptionalDouble> value) {
    List<ReplayWitness.Dose> known =
        pumps.stream().filter(pump -> value.apply(pump).isPresent()).toList();
    if (known.isEmpty()) {
      node.putNull(field);
    } else {
      node.put(field, sum(known, pump -> value.apply(pump).orElseThrow()));
    }
  }

  private static double sum(
      List<ReplayWitness.Dose> pumps, ToDoubleFunction<ReplayWitness.Dose> value) {
    return pumps.stream().mapToDouble(value).sum();
  }

  private static ArrayNode rejected(List<ReplayWitness.RejectedReading> rows, DayShift shift) {
    ArrayNode readings = NODES.arrayNode();
    rows.stream()
        .sorted(
            Comparator.comparing(ReplayWitness.RejectedReading::time)
                .thenComparing(row -> row.source().name()))
        .forEach(
            row -> {
              ObjectNode reading = readings.addObject();
              reading.put("time", time(row.time(), shift));
              reading.put("source", row.source().name());
              for (PressureComponent component : PressureComponent.values()) {
                row.pressure()
                    .component(component)
                    .ifPresent(value -> reading.put(component.code(), value));
              }
            });
    return readings;
  }

  private static ArrayNode excursions(List<ReplayWitness.Excursion> rows, DayShift shift) {
    ArrayNode excursions = NODES.arrayNode();
    rows.stream()
        .sorted(BY_START)
        .forEach(
            row -> {
              ObjectNode excursion = excursions.addObject();
              excursion.put("source", row.source().name());
              excursion.put("component", row.component());
              excursion.put("direction", row.direction());
              excursion.put("severity", row.severity());
              excursion.put("start", time(row.start(), shift));
              excursion.put("end", row.end().map(end -> time(end, shift)).orElse(null));
              excursion.put("peak", row.peak());
              excursion.put("readings", row.readings());
              excursion.put("unit", row.unit());
            });
    return excursions;
  }

  private static String time(Instant published, DayShift shift) {
    return shift.undo(published).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectNode pipeline(Pipeline pipeline) {
    ObjectNode node = NODES.objectNode();
    node.put("published", pipeline.published());
    node.put("bridged", pipeline.bridged());
    node.put("quarantined", pipeline.quarantined());
    node.put("landed", pipeline.landed());
    node.put("duplicates", pipeline.duplicates());
    node.put("redelivered", pipeline.redelivered());
    node.put("seconds", Math.round(pipeline.seconds() * 1000) / 1000.0);
    return node;
  }

  /** From the trace's first publish until its results were complete, s. */
  public double seconds() {
    return json.path("pipeline").path("seconds").asDouble();
  }

  /** Several reports as one JSON array, for a file or stdout. */
  public static String toJson(List<ReplayReport> reports) {
    ArrayNode array = NODES.arrayNode();
    reports.forEach(report -> array.add(report.json()));
    return array.toPrettyString();
  }
}
