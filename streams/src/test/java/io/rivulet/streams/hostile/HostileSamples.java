package io.rivulet.streams.hostile;

import static io.rivulet.streams.hostile.HostileCase.bytes;
import static io.rivulet.streams.hostile.HostileCase.harmless;
import static io.rivulet.streams.hostile.HostileCase.pump;
import static io.rivulet.streams.hostile.HostileCase.refused;
import static io.rivulet.streams.hostile.HostileCase.vitals;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Samples that the bridge would have refused, and bytes that are none. */
final class HostileSamples {
  private static final Instant YEAR_9999 = Instant.parse("9999-12-31T23:59:59.999999Z");

  private HostileSamples() {}

  static List<HostileCase> pumps() {
    List<HostileCase> cases = new ArrayList<>();
    for (double rate : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e6}) {
      cases.add(ofPump("rate " + rate, "rate " + rate, s -> s.setRateMlPerHour(rate)));
    }
    for (long counter : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      cases.add(ofPump("counter " + counter, "volume", s -> s.setDeliveredNanolitres(counter)));
    }
    for (double weight : new double[] {Double.NaN, 0, -1, 1e9}) {
      cases.add(ofPump("weight " + weight, "weight", s -> s.setProgrammedWeightKg(weight)));
    }
    for (double held : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0, -1, 1e-300, 1e300}) {
      cases.add(
          ofPump(
              "concentration " + held,
              "concentration " + held,
              s -> s.setConcentrationPerMl(held)));
    }
    cases.add(ofPump("concentration without unit", "unit", s -> s.setConcentrationUnit(null)));
    cases.add(ofPump("unit of length", "unit", s -> s.setConcentrationUnit("km")));
    cases.add(ofPump("giant site", "site", s -> s.setSite("x".repeat(300))));
    cases.add(
        ofPump(
            "more alarms than there are",
            "alarms",
            s -> s.setAlarms(java.util.Collections.nCopies(99, PumpAlarmRecord.DOOR))));
    cases.add(ofPump("empty drug", "drug", s -> s.setDrug("")));
    cases.add(ofPump("giant drug", "drug", s -> s.setDrug("x".repeat(100_000))));
    cases.add(ofPump("sequence below 0", "sequence", s -> s.setSequence(-1)));
    for (Instant time :
        List.of(
            Instant.EPOCH.minusNanos(1000),
            YEAR_9999.plusNanos(1000),
            instantOfMicros(Long.MIN_VALUE),
            instantOfMicros(Long.MAX_VALUE))) {
      cases.add(ofPump("device time " + time, "time " + time, s -> s.setDeviceTime(time)));
      cases.add(ofPump("received " + time, "receivedTime " + time, s -> s.setReceivedTime(time)));
    }
    cases.add(
        refused(
            "no value",
            "no value",
            victim -> new HostileCase.Sent(Topic.PUMP_SAMPLES, victim.pump(), null)));
    cases.add(
        refused(
            "no key",
            "key",
            victim ->
                new HostileCase.Sent(
                    Topic.PUMP_SAMPLES, null, HostileWard.encoded(victim.pumpSample(2)))));
    cases.add(
        refused(
            "another device's key",
            "key",
            victim ->
                new HostileCase.Sent(
                    Topic.PUMP_SAMPLES,
                    "somebody-else",
                    HostileWard.encoded(victim.pumpSample(2)))));
    cases.add(
        refused(
            "bytes that are no record",
            "",
            victim -> bytes(Topic.PUMP_SAMPLES, victim.pump(), 1, 2, 3)));
    cases.add(refused("no bytes at all", "", victim -> bytes(Topic.PUMP_SAMPLES, victim.pump())));
    cases.add(
        refused(
            "a monitor's sample among the pumps'",
            "",
            victim ->
                new HostileCase.Sent(
                    Topic.PUMP_SAMPLES, victim.pump(), HostileWard.encoded(victim.cuff(2, 120)))));
    cases.add(
        refused(
            "half a record",
            "",
            victim -> {
              byte[] whole = HostileWard.encoded(victim.pumpSample(2));
              return new HostileCase.Sent(
                  Topic.PUMP_SAMPLES, victim.pump(), Arrays.copyOf(whole, whole.length / 2));
            }));
    cases.addAll(pumpsThatAreTaken());
    return cases;
  }

  /** Extreme, and yet what a sample may hold. */
  private static List<HostileCase> pumpsThatAreTaken() {
    return List.of(
        taken("the largest sequence", s -> s.setSequence(Long.MAX_VALUE)),
        taken("a counter of ten cubic metres", s -> s.setDeliveredNanolitres(10_000_000_000_000L)),
        taken("the largest rate", s -> s.setRateMlPerHour(1e5)),
        taken("epoch 0", s -> s.setDeviceTime(Instant.EPOCH)),
        taken("year 9999", s -> s.setDeviceTime(YEAR_9999)),
        taken(
            "year 9999, falling counter, largest rate",
            s -> {
              s.setDeviceTime(YEAR_9999);
              s.setDeliveredNanolitres(0L);
              s.setRateMlPerHour(1e5);
            }),
        harmless(
            "one origin with two contents",
            victim -> {
              PumpSampleRecord other = victim.pumpSample(1);
              other.setDeliveredNanolitres(9_000_000L);
              return List.of(pump(victim, other));
            }));
  }

  static List<HostileCase> monitors() {
    List<HostileCase> cases = new ArrayList<>();
    for (double systolic : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e7}) {
      cases.add(
          ofMonitor(
              "systolic " + systolic,
              "pressure " + systolic,
              s -> s.getPressures().get(0).setSystolic(systolic)));
    }
    cases.add(
        ofMonitor(
            "a pressure of nothing",
            "a pressure needs",
            s -> s.getPressures().get(0).setSystolic(null)));
    cases.add(
        ofMonitor("an unknown source", "source", s -> s.getPressures().get(0).setSource("ELBOW")));
    cases.add(ofMonitor("an empty source", "source", s -> s.getPressures().get(0).setSource("")));
    cases.add(
        ofMonitor(
            "one source twice",
            "two pressures",
            s -> s.setPressures(List.of(cuff(120), cuff(121)))));
    cases.add(
        ofMonitor(
            "a good pressure before a bad one",
            "pressure NaN",
            s -> s.setPressures(List.of(cuff(199), arterial(Double.NaN)))));
    cases.add(ofMonitor("sequence below 0", "sequence", s -> s.setSequence(-1)));
    cases.add(ofMonitor("heart rate NaN", "heart rate", s -> s.setHeartRatePerMinute(Double.NaN)));
    cases.add(ofMonitor("SpO2 1e9", "SpO2", s -> s.setSpo2Percent(1e9)));
    cases.add(ofMonitor("EtCO2 -infinity", "EtCO2", s -> s.setEtco2MmHg(Double.NEGATIVE_INFINITY)));
    cases.add(
        ofMonitor(
            "nothing measured",
            "hold no value",
            s -> {
              s.setPressures(List.of());
              s.setHeartRatePerMinute(null);
            }));
    cases.add(
        refused(
            "bytes that are no record",
            "",
            victim -> bytes(Topic.VITALS_SAMPLES, victim.monitor(), 0xC3, 1, 0)));
    cases.add(
        refused(
            "no value",
            "no value",
            victim -> new HostileCase.Sent(Topic.VITALS_SAMPLES, victim.monitor(), null)));
    return cases;
  }

  static Instant instantOfMicros(long micros) {
    return Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
  }

  private static PressureRecord cuff(double systolic) {
    return PressureRecord.newBuilder().setSource("NIBP").setSystolic(systolic).build();
  }

  private static PressureRecord arterial(double systolic) {
    return PressureRecord.newBuilder().setSource("ART").setSystolic(systolic).build();
  }

  private static HostileCase ofPump(String name, String said, Consumer<PumpSampleRecord> spoil) {
    return refused(name, said, victim -> pump(victim, spoilt(victim, spoil)));
  }

  private static HostileCase taken(String name, Consumer<PumpSampleRecord> spoil) {
    return harmless(name, victim -> List.of(pump(victim, spoilt(victim, spoil))));
  }

  private static PumpSampleRecord spoilt(Victim victim, Consumer<PumpSampleRecord> spoil) {
    PumpSampleRecord sample = victim.pumpSample(2);
    spoil.accept(sample);
    return sample;
  }

  private static HostileCase ofMonitor(
      String name, String said, Consumer<VitalsSampleRecord> spoil) {
    return refused(
        name,
        said,
        victim -> {
          VitalsSampleRecord sample = victim.cuff(2, 120);
          spoil.accept(sample);
          return vitals(victim, sample);
        });
  }
}
