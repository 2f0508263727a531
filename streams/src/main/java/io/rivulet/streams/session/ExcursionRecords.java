package io.rivulet.streams.session;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.pressure.Comparison;
import io.rivulet.domain.pressure.Direction;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.Severity;
import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.record.ExcursionRecord;
import java.util.Locale;
import java.util.Optional;

/** Excursions as records. */
final class ExcursionRecords {
  private ExcursionRecords() {}

  static Excursion excursion(ExcursionRecord record) {
    return new Excursion(
        new SessionId(record.getSession()),
        PressureSource.valueOf(record.getSource()),
        new Comparison(
            PressureComponent.ofCode(record.getComponent()),
            Direction.valueOf(record.getDirection().toUpperCase(Locale.ROOT))),
        Severity.valueOf(record.getSeverity().toUpperCase(Locale.ROOT)),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getPeak(),
        record.getReadings(),
        record.getProfile(),
        record.getProfileVersion());
  }

  static ExcursionRecord record(Excursion excursion, long revision) {
    return ExcursionRecord.newBuilder()
        .setId(excursion.id())
        .setSession(excursion.session().value())
        .setSource(excursion.source().name())
        .setComponent(excursion.comparison().component().code())
        .setDirection(excursion.comparison().direction().code())
        .setSeverity(excursion.severity().code())
        .setStart(excursion.start())
        .setEnd(excursion.end().orElse(null))
        .setPeak(excursion.peakMmHg())
        .setReadings(excursion.readings())
        .setRevision(revision)
        .setProfile(excursion.profile())
        .setProfileVersion(excursion.profileVersion())
        .build();
  }
}
