package io.rivulet.streams.session;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.vitals.Comparison;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Limit;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.Severity;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import io.rivulet.schemas.record.ExcursionRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Excursions as records. */
final class ExcursionRecords {
  private ExcursionRecords() {}

  static Excursion excursion(ExcursionRecord record) {
    return new Excursion(
        new SessionId(record.getSession()),
        Measurement.of(
            VitalSource.valueOf(record.getSource()), VitalSign.ofCode(record.getComponent())),
        new Comparison(
            VitalSign.ofCode(record.getComponent()),
            Direction.valueOf(record.getDirection().toUpperCase(Locale.ROOT))),
        Severity.valueOf(record.getSeverity().toUpperCase(Locale.ROOT)),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getPeak(),
        record.getReadings(),
        new Limit(
            record.getLimit() == null ? record.getPeak() : record.getLimit(),
            record.getBaseline() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(record.getBaseline())),
        record.getProfile(),
        record.getProfileVersion());
  }

  static ExcursionRecord record(Excursion excursion, long revision) {
    return ExcursionRecord.newBuilder()
        .setId(excursion.id())
        .setSession(excursion.session().value())
        .setSource(excursion.measurement().source().name())
        .setComponent(excursion.comparison().sign().code())
        .setDirection(excursion.comparison().direction().code())
        .setSeverity(excursion.severity().code())
        .setStart(excursion.start())
        .setEnd(excursion.end().orElse(null))
        .setPeak(excursion.peak())
        .setReadings(excursion.readings())
        .setRevision(revision)
        .setProfile(excursion.profile())
        .setProfileVersion(excursion.profileVersion())
        .setUnit(excursion.comparison().sign().ucum())
        .setLimit(excursion.limit().value())
        .setBaseline(
            excursion.limit().baseline().isPresent()
                ? (Double) excursion.limit().baseline().getAsDouble()
                : null)
        .build();
  }
}
