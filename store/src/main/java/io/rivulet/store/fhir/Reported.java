package io.rivulet.store.fhir;

import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Notes what devices report. */
final class Reported {
  private Reported() {}

  static void note(PumpSampleRecord sample, Map<String, Set<MetricCode>> reported) {
    Set<MetricCode> codes = of(sample.getDevice(), reported);
    add(codes, MetricCode.FLOW, sample.getRateMlPerHour());
    add(codes, MetricCode.DELIVERED, sample.getDeliveredNanolitres());
    add(codes, MetricCode.CONCENTRATION, sample.getConcentrationPerMl());
  }

  static void note(VitalsSampleRecord sample, Map<String, Set<MetricCode>> reported) {
    Set<MetricCode> codes = of(sample.getDevice(), reported);
    for (PressureRecord pressure : sample.getPressures()) {
      boolean art = pressure.getSource().equals("ART");
      add(codes, art ? MetricCode.ART_SYSTOLIC : MetricCode.NIBP_SYSTOLIC, pressure.getSystolic());
      add(
          codes,
          art ? MetricCode.ART_DIASTOLIC : MetricCode.NIBP_DIASTOLIC,
          pressure.getDiastolic());
      add(codes, art ? MetricCode.ART_MEAN : MetricCode.NIBP_MEAN, pressure.getMean());
    }
    add(codes, MetricCode.HEART_RATE, sample.getHeartRatePerMinute());
    add(codes, MetricCode.RESPIRATORY_RATE, sample.getRespiratoryRatePerMinute());
    add(codes, MetricCode.SPO2, sample.getSpo2Percent());
  }

  private static Set<MetricCode> of(String device, Map<String, Set<MetricCode>> reported) {
    return reported.computeIfAbsent(device, name -> EnumSet.noneOf(MetricCode.class));
  }

  private static void add(Set<MetricCode> codes, MetricCode code, Object value) {
    if (value != null) {
      codes.add(code);
    }
  }
}
