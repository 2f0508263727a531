package io.rivulet.simulator.clinic;

import java.util.Set;

/**
 * A synthetic person: weight, resting values, and how pressure answers to ketamine (CLINICAL.md
 * section 4: +16.0±11.2 over +11.0±8.45 mmHg at 40 minutes, back by 90 to 120).
 *
 * @param weightKg kg, one decimal
 * @param systolic resting, mmHg
 * @param diastolic resting, mmHg
 * @param heartRate resting, per minute
 * @param respiratoryRate resting, per minute
 * @param spo2 resting, percent
 * @param systolicRise at the end of the infusion, mmHg
 * @param diastolicRise at the end of the infusion, mmHg
 */
record Patient(
    double weightKg,
    double systolic,
    double diastolic,
    double heartRate,
    double respiratoryRate,
    double spo2,
    double systolicRise,
    double diastolicRise) {
  private static final int INFUSION_SECONDS = Infusion.PLANNED_SECONDS;
  private static final double HALF_LIFE_SECONDS = 720;

  static Patient of(Noise noise, Set<Misbehaviour> misbehaviours) {
    double response = noise.normal(6);
    double systolicRise = 16.0 + 11.2 * response;
    double diastolicRise = 11.0 + 8.45 * (0.6 * response + 0.8 * noise.normal(7));
    double systolic = clamp(122 + 9 * noise.normal(1), 104, 138);
    if (misbehaviours.contains(Misbehaviour.PRESSURE_EXCURSION)) {
      systolic = Math.max(systolic, 128);
      systolicRise = noise.uniform(8, 46, 58);
      diastolicRise = Math.max(diastolicRise, 18);
    }
    return new Patient(
        Math.rint(10 * clamp(78 + 14 * noise.normal(0), 48, 120)) / 10,
        systolic,
        clamp(76 + 6 * noise.normal(2), 60, 88),
        clamp(72 + 9 * noise.normal(3), 54, 96),
        clamp(15 + 2 * noise.normal(4), 11, 20),
        clamp(97.5 + noise.normal(5), 95.5, 99.5),
        systolicRise,
        diastolicRise);
  }

  /** Share of the full answer at a time, s after the infusion began; 0 to 1. */
  static double answer(double seconds) {
    if (seconds <= 0) {
      return 0;
    }
    if (seconds <= INFUSION_SECONDS) {
      double share = seconds / INFUSION_SECONDS;
      return share * (1.6 - 0.6 * share);
    }
    return StrictMath.pow(0.5, (seconds - INFUSION_SECONDS) / HALF_LIFE_SECONDS);
  }

  private static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
