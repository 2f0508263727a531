package io.rivulet.streams.session;

import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.vitals.Baseline;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.NotEvaluable;
import io.rivulet.domain.vitals.PressureReading;
import io.rivulet.domain.vitals.ReadingCounts;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import java.util.OptionalDouble;

/** What became of the pressures of one source, as a record. */
final class PressureTallies {
  private PressureTallies() {}

  static PressureTallyRecord of(VitalCourse course) {
    Measurement measurement = Measurement.of(PressureSource.valueOf(course.source().name()));
    VitalStanding vital = course.standing().of(measurement);
    ReadingCounts counts = vital.counts();
    PressureReading latest = (PressureReading) vital.latest().orElse(null);
    return PressureTallyRecord.newBuilder()
        .setSession(course.session())
        .setSource(course.source().name())
        .setRevision(course.revision)
        .setReadings(counts.readings())
        .setRejected(counts.rejected())
        .setUnconfirmed(vital.unconfirmed())
        .setDuplicates(course.duplicates)
        .setNotEvaluable(counts.withoutLimits())
        .setExcursions(course.excursions)
        .setExcursionStatements(course.excursionStatements)
        .setLatestTime(latest == null ? null : latest.origin().time())
        .setLatest(
            latest == null ? null : ReadingMapping.record(latest.source(), latest.pressure()))
        .setLate(course.late)
        .setBaseline(baseline(course, vital.baseline()))
        .setNotEvaluableReason(
            course
                .rule()
                .notEvaluable(course.standing(), measurement)
                .map(NotEvaluable::words)
                .orElse(null))
        .build();
  }

  private static PressureRecord baseline(VitalCourse course, Baseline baseline) {
    OptionalDouble systolic = baseline.value(VitalSign.SYSTOLIC);
    OptionalDouble diastolic = baseline.value(VitalSign.DIASTOLIC);
    OptionalDouble mean = baseline.value(VitalSign.MEAN);
    if (systolic.isEmpty() && diastolic.isEmpty() && mean.isEmpty()) {
      return null;
    }
    return new PressureRecord(
        course.source().name(), nullable(systolic), nullable(diastolic), nullable(mean));
  }

  private static Double nullable(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
