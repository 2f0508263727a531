package io.rivulet.simulator.trace;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.payload.PayloadKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Rebuilds what pumps of one drug would have sent from the segments that were charted. The counter
 * is the sum of rate x time over the segments before, rounded to the nanolitre from the exact sum,
 * so that rounding does not add up. Concentration is the charted amount over what the counter moved
 * in the segment, so that counter differences times concentration are the charted amounts.
 */
final class PumpPlan {
  /** A running pump says so at least this often. */
  private static final long SAMPLE_INTERVAL_SECONDS = Duration.ofMinutes(15).toSeconds();

  /** What charts call units, in UCUM; any other name goes out as it is, for the bridge to judge. */
  private static final Map<String, String> UCUM =
      Map.of(
          "units", "[IU]", "unit", "[IU]", "mcg", "ug", "grams", "g", "gram", "g", "mEq", "meq",
          "mEq.", "meq");

  private final String site;
  private final DeviceId device;
  private final DayShift shift;
  private final List<PlannedMessage> messages = new ArrayList<>();
  private double countedMl;

  private PumpPlan(String site, DeviceId device, DayShift shift) {
    this.site = site;
    this.device = device;
    this.shift = shift;
  }

  /**
   * Shares the segments of one drug out among as few pumps as can have run them: a segment that
   * starts while another runs takes the next pump.
   */
  static List<List<TraceRow.PumpSegment>> share(List<TraceRow.PumpSegment> segments) {
    List<TraceRow.PumpSegment> ordered = new ArrayList<>(segments);
    ordered.sort(Comparator.comparing(TraceRow.PumpSegment::time));
    List<List<TraceRow.PumpSegment>> pumps = new ArrayList<>();
    for (TraceRow.PumpSegment segment : ordered) {
      pumps.stream()
          .filter(pump -> !pump.get(pump.size() - 1).end().isAfter(segment.time()))
          .findFirst()
          .orElseGet(
              () -> {
                pumps.add(new ArrayList<>());
                return pumps.get(pumps.size() - 1);
              })
          .add(segment);
    }
    return pumps;
  }

  /** Every message of one pump, in event order. */
  static List<PlannedMessage> messages(
      String site, DeviceId device, List<TraceRow.PumpSegment> segments, DayShift shift) {
    PumpPlan plan = new PumpPlan(site, device, shift);
    segments.forEach(plan::run);
    return plan.messages;
  }

  private void run(TraceRow.PumpSegment segment) {
    double before = countedMl;
    countedMl = before + segment.volumeMl();
    long movedNanolitres = PumpSample.nanolitres(countedMl) - PumpSample.nanolitres(before);
    QuantityPayload concentration = concentration(segment, movedNanolitres);
    long seconds = segment.seconds();
    String state = segment.rateMlPerHour() > 0 ? "RUN" : "HOLD";
    for (long at = 0; at < seconds; at += SAMPLE_INTERVAL_SECONDS) {
      add(
          segment,
          sample(segment.time().plusSeconds(at), before + segment.volumeMl() * at / seconds)
              .setState(state)
              .setRate(new QuantityPayload(segment.rateMlPerHour(), "mL/h"))
              .setConcentration(concentration));
    }
    add(
        segment,
        sample(segment.end(), countedMl)
            .setState("STOP")
            .setRate(new QuantityPayload(0.0, "mL/h"))
            .setConcentration(concentration));
  }

  private PumpPayload.Builder sample(Instant time, double counterMl) {
    double wholeNanolitresInMl =
        (double) PumpSample.nanolitres(counterMl) / PumpSample.NANOLITRES_PER_ML;
    return PumpPayload.newBuilder()
        .setSite(site)
        .setDevice(device.value())
        .setTime(time)
        .setVolume(new QuantityPayload(wholeNanolitresInMl, "mL"));
  }

  private void add(TraceRow.PumpSegment segment, PumpPayload.Builder sample) {
    long sequence = messages.size();
    Instant time = shift.apply(sample.getTime());
    Instant charted = segment.chartedAt().map(shift::apply).orElse(time);
    PumpPayload payload =
        sample
            .setTime(time)
            .setSequence(sequence)
            .setDrug(segment.drug())
            .setWeight(weight(segment.programmedWeightKg()))
            .build();
    messages.add(new PlannedMessage(device, PayloadKind.PUMP, sequence, time, charted, payload));
  }

  private static QuantityPayload concentration(TraceRow.PumpSegment segment, long movedNanolitres) {
    if (movedNanolitres == 0 || segment.amount() == 0) {
      return null;
    }
    double perMl = segment.amount() * PumpSample.NANOLITRES_PER_ML / movedNanolitres;
    String unit = UCUM.getOrDefault(segment.amountUnit(), segment.amountUnit());
    return new QuantityPayload(perMl, unit + "/mL");
  }

  private static QuantityPayload weight(OptionalDouble kilograms) {
    return kilograms.isPresent() ? new QuantityPayload(kilograms.getAsDouble(), "kg") : null;
  }

  /** Pumps of each drug, in order of the drugs' names. */
  static Map<String, List<List<TraceRow.PumpSegment>>> pumpsByDrug(
      List<TraceRow.PumpSegment> segments) {
    Map<String, List<TraceRow.PumpSegment>> byDrug = new TreeMap<>();
    segments.forEach(
        segment -> byDrug.computeIfAbsent(segment.drug(), drug -> new ArrayList<>()).add(segment));
    Map<String, List<List<TraceRow.PumpSegment>>> pumps = new TreeMap<>();
    byDrug.forEach((drug, all) -> pumps.put(drug, share(all)));
    return pumps;
  }
}
