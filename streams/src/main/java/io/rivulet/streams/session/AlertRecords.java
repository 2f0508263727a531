package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alert;
import io.rivulet.schemas.record.AlertRecord;
import java.util.Locale;

/** Alerts as records. */
final class AlertRecords {
  private AlertRecords() {}

  /**
   * An alert about a session.
   *
   * @param device the device it is about, or null
   * @param revision counts up with every statement under this id
   * @param withdrawn whether later data took it back
   */
  static AlertRecord of(
      String session, String device, Alert alert, long revision, boolean withdrawn) {
    return AlertRecord.newBuilder()
        .setId(alert.id())
        .setSession(session)
        .setDevice(device)
        .setKind(alert.category().kind().name().toLowerCase(Locale.ROOT))
        .setCategory(alert.category().name())
        .setPriority(alert.priority().name().toLowerCase(Locale.ROOT))
        .setPresent(alert.present() && !withdrawn)
        .setRevision(revision)
        .setStart(alert.start())
        .setEnd(alert.end().orElse(null))
        .setDetail(alert.detail())
        .setWithdrawn(withdrawn)
        .build();
  }
}
