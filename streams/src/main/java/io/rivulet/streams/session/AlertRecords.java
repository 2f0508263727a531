package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.schemas.record.AlertRecord;

/** Alerts as records. */
final class AlertRecords {
  private AlertRecords() {}

  /**
   * An alert about a session.
   *
   * @param revision counts up with every statement under this id
   * @param withdrawn whether later data took it back
   */
  static AlertRecord of(String session, Alert alert, long revision, boolean withdrawn) {
    return AlertRecord.newBuilder()
        .setId(alert.id())
        .setSession(session)
        .setDevice(alert.about().device().map(DeviceId::value).orElse(null))
        .setKind(alert.kind().code())
        .setCategory(alert.category().name())
        .setPriority(alert.priority().code())
        .setPresent(alert.present() && !withdrawn)
        .setRevision(revision)
        .setStart(alert.start())
        .setEnd(alert.end().orElse(null))
        .setDetail(alert.detail())
        .setWithdrawn(withdrawn)
        .build();
  }
}
