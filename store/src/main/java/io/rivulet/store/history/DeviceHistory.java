package io.rivulet.store.history;

import static io.rivulet.store.export.Column.measured;
import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.FLAG;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;

import io.rivulet.store.export.RowShape;
import java.util.List;
import java.util.Objects;

/**
 * What became of a device: its statuses, clock and silence as they were received, and the sessions
 * it served.
 *
 * @param device the device
 * @param span of receipt, and of the beginning of bindings
 */
public record DeviceHistory(String device, TimeSpan span) implements Question {
  private static final RowShape SHAPE =
      RowShape.of(
          "device-history",
          of("time", TIME, "of receipt, or from when the device was bound"),
          of("kind", TEXT, "status, observed (by a bridge) or bound"),
          of("id", TEXT, "tells rows of one instant apart"),
          of("until_time", TIME, "bound: until when; missing while it lasts"),
          of("session", TEXT, "bound: the session"),
          of("site", TEXT, "the clinic it reported from"),
          of("online", FLAG, "whether it says it is connected"),
          of("model", TEXT, "model name"),
          of("firmware", TEXT, "firmware version"),
          measured("battery", "%", "battery charge"),
          measured("clock_offset", "s", "how far its clock is ahead"),
          of("silent_since", TIME, "since when nothing was heard of it"));

  private static final String STATUS =
      """
      SELECT received_time AS time, CASE WHEN observed THEN 'observed' ELSE 'status' END AS kind,
        md5(device_status::text) AS id, NULL::timestamptz AS until_time, NULL::text AS session,
        site::text AS site, online, model::text AS model, firmware::text AS firmware,
        battery_percent AS battery, clock_offset_micros::float8 / 1e6 AS clock_offset, silent_since
      FROM {schema}.device_status WHERE device =\s""";

  private static final String BOUND =
      """
       UNION ALL
      SELECT effective_from, 'bound', event_id::text, effective_to, session::text, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL
      FROM {schema}.session_event session_event WHERE kind = 'device' AND device =\s""";

  /** Refuses a name that no device has. */
  public DeviceHistory {
    device = FilterField.text("device", device);
    Objects.requireNonNull(span, "span");
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public String words() {
    return "history of device " + device + " " + span;
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql = Sql.of("SELECT * FROM (").add(STATUS).text(device);
    sites.on(sql, "site");
    sql.add(BOUND).text(device);
    sites.onSessions(sql, "session_event.session");
    sql.add(") rows WHERE true");
    span.on(sql, "time");
    return new Ask(SHAPE, sql, List.of("time", "kind", "id"), false);
  }
}
