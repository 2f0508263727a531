package io.rivulet.schemas.alert;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.domain.alert.AlertSignal;
import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.record.AlertRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Alerts between the domain and the topic. */
public final class AlertMapping {
  private AlertMapping() {}

  /**
   * A statement as a record. One that is withdrawn is no longer present and shows nothing, whatever
   * it was.
   *
   * @param revision counts up with every statement under this id
   */
  public static AlertRecord record(AlertStatement statement, long revision) {
    AlertRecord record = record(statement.alert(), revision);
    if (statement instanceof AlertStatement.Withdrawn withdrawn) {
      record.setPresent(false);
      record.setSignal(AlertSignal.OFF.code());
      record.setWithdrawn(true);
      record.setSuccessor(withdrawn.successor().orElse(null));
    }
    return record;
  }

  private static AlertRecord record(Alert alert, long revision) {
    About about = alert.about();
    AlertRecord.Builder record =
        AlertRecord.newBuilder()
            .setId(alert.id())
            .setSession(about.session().map(SessionId::value).orElse(null))
            .setDevice(about.device().map(DeviceId::value).orElse(null))
            .setKind(alert.kind().code())
            .setCategory(alert.category().name())
            .setPriority(alert.priority().code())
            .setPresent(alert.present())
            .setRevision(revision)
            .setStart(alert.start())
            .setEnd(alert.end().orElse(null))
            .setDetail(alert.detail())
            .setSignal(alert.signal().code())
            .setSite(about.site().orElse(null))
            .setDrug(about.drug().orElse(null))
            .setFlaps(alert.flaps())
            .setSource(about.source().orElse(null))
            .setComponent(about.component().orElse(null))
            .setDirection(about.direction().orElse(null));
    alert.measured().ifPresent(measured -> set(measured, record));
    return record.build();
  }

  private static void set(Measured measured, AlertRecord.Builder record) {
    record
        .setMeasured(measured.value())
        .setLimit(measured.limit().isPresent() ? measured.limit().getAsDouble() : null)
        .setUnit(measured.unit())
        .setProfile(measured.limits().map(Measured.Limits::profile).orElse(null))
        .setProfileVersion(measured.limits().map(Measured.Limits::version).orElse(null));
  }

  /**
   * The alert that a record states; of a withdrawn one, what was taken back, as over.
   *
   * @throws IllegalArgumentException where the record holds no alert of this release
   */
  public static Alert alert(AlertRecord record) {
    About about =
        new About(
            Optional.ofNullable(record.getSession()).map(SessionId::new),
            Optional.ofNullable(record.getDevice()).map(DeviceId::new),
            Optional.ofNullable(record.getDrug()),
            Optional.ofNullable(record.getSource()),
            Optional.ofNullable(record.getComponent()),
            Optional.ofNullable(record.getDirection()),
            Optional.ofNullable(record.getSite()));
    return new Alert(
        AlertCategory.valueOf(record.getCategory()),
        about,
        AlertPriority.valueOf(record.getPriority().toUpperCase(Locale.ROOT)),
        record.getStart(),
        record.getPresent(),
        Optional.ofNullable(record.getEnd()),
        measured(record),
        record.getFlaps());
  }

  private static Optional<Measured> measured(AlertRecord record) {
    if (record.getMeasured() == null) {
      return Optional.empty();
    }
    OptionalDouble limit =
        record.getLimit() == null ? OptionalDouble.empty() : OptionalDouble.of(record.getLimit());
    Optional<Measured.Limits> limits =
        Optional.ofNullable(record.getProfile())
            .map(profile -> new Measured.Limits(profile, record.getProfileVersion()));
    return Optional.of(new Measured(record.getMeasured(), limit, record.getUnit(), limits));
  }
}
