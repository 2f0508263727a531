package io.rivulet.store.fleet;

import io.rivulet.store.fleet.DeviceHistoryAnswer.DeviceAlert;
import io.rivulet.store.fleet.DeviceHistoryAnswer.HourlyRate;
import io.rivulet.store.fleet.DeviceHistoryAnswer.Served;
import io.rivulet.store.history.Cursor;
import io.rivulet.store.read.Row;
import io.rivulet.store.read.Snapshot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The past of one device, bounded: never a scan of samples. Throws {@link
 * io.rivulet.store.read.StoreUnavailableException} where the database does not answer. Safe for use
 * by many threads.
 */
public final class DeviceReads {
  /** The most refused things of a page. */
  public static final int MAX_REFUSED = 100;

  private static final int MAX_STATUSES = 5_000;
  private static final int MAX_SESSIONS = 100;
  private static final int MAX_ALERTS = 100;

  private static final String STATUSES =
      """
      SELECT received_time, observed, online, model, firmware, battery_percent,
        clock_offset_micros / 1000 AS offset_millis, clock_spread_micros / 1000 AS spread_millis,
        silent_since
      FROM rivulet.device_status WHERE device = ?
        AND received_time >= rivulet.instant_of(?::int8) AND received_time < rivulet.instant_of(?::int8)
      ORDER BY received_time DESC LIMIT %d
      """
          .formatted(MAX_STATUSES + 1);
  private static final String RATES =
      """
      SELECT bucket, sum(sample_count)::bigint AS messages FROM (
        SELECT bucket, sample_count FROM rivulet.pump_hour WHERE device = ?
          AND bucket >= rivulet.instant_of(?::int8) AND bucket < rivulet.instant_of(?::int8)
        UNION ALL
        SELECT bucket, sample_count FROM rivulet.vitals_hour WHERE device = ?
          AND bucket >= rivulet.instant_of(?::int8) AND bucket < rivulet.instant_of(?::int8)) hours
      GROUP BY bucket ORDER BY bucket
      """;
  private static final String SERVED =
      """
      SELECT bound.session, bound.effective_from, bound.effective_to, session.closed_time
      FROM rivulet.session_event bound JOIN rivulet.session USING (session)
      WHERE bound.device = ? AND bound.kind = 'device' AND NOT bound.withdrawn
        AND bound.effective_to IS DISTINCT FROM bound.effective_from
        AND (?::text[] IS NULL OR session.site = ANY (?::text[]))
        AND NOT EXISTS (SELECT FROM rivulet.session_event later
          WHERE later.session = bound.session AND later.kind = 'device'
            AND later.replaces = bound.event_id AND NOT later.withdrawn)
      ORDER BY bound.effective_from DESC LIMIT %d
      """
          .formatted(MAX_SESSIONS);
  private static final String ALERTS =
      """
      SELECT id, category, priority, present, start_time, end_time, detail, session
      FROM rivulet.alert WHERE device = ? AND NOT withdrawn
        AND (?::text[] IS NULL OR site IS NULL OR site = ANY (?::text[]))
      ORDER BY start_time DESC, id LIMIT %d
      """
          .formatted(MAX_ALERTS);
  private static final String REFUSED =
      """
      SELECT id, reason, detail, stage, origin, received_time, device_time, delivery_count, withdrawn,
        redriven_time, payload_bytes, octet_length(payload) AS kept_bytes,
        substring(payload FROM 1 FOR %d) AS payload
      FROM rivulet.quarantine WHERE about_device = ?
        AND (?::text[] IS NULL OR about_site IS NULL OR about_site = ANY (?::text[]))
        AND (received_time, id) < (rivulet.instant_of(?::int8), ?)
      ORDER BY received_time DESC, id DESC LIMIT ?
      """
          .formatted(PayloadText.MAX_BYTES);

  /** Later than anything that was received, and still an instant that PostgreSQL has. */
  private static final long END_MICROS = 253_402_300_799_000_000L;

  private final DataSource database;

  /** Reads through connections of this pool. */
  public DeviceReads(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /**
   * What became of it.
   *
   * @param scope leaves out sessions and alerts of other sites
   * @param to until when
   * @param span how long before that it begins
   */
  public DeviceHistoryAnswer history(String device, FleetScope scope, Instant to, Duration span) {
    Instant from = to.minus(span);
    long first = FleetCursor.micros(from);
    long end = FleetCursor.micros(to);
    Object sites = scope.sites().map(set -> set.toArray(String[]::new)).orElse(null);
    return Snapshot.ask(
        database,
        "deviceHistory",
        snapshot -> {
          List<DeviceStory.Status> statuses =
              new ArrayList<>(snapshot.rows(STATUSES, DeviceReads::status, device, first, end));
          boolean more = statuses.size() > MAX_STATUSES;
          if (more) {
            statuses.remove(MAX_STATUSES);
          }
          Collections.reverse(statuses);
          return new DeviceHistoryAnswer(
              from,
              to,
              more,
              DeviceStory.of(statuses),
              snapshot.rows(RATES, DeviceReads::rate, device, first, end, device, first, end),
              snapshot.rows(SERVED, DeviceReads::served, device, sites, sites),
              snapshot.rows(ALERTS, DeviceReads::alert, device, sites, sites));
        });
  }

  /**
   * What was refused of it, the latest first.
   *
   * @param after the cursor of the page before
   * @param limit 1 to {@link #MAX_REFUSED}
   */
  public RefusedPage refused(String device, FleetScope scope, Optional<String> after, int limit) {
    if (limit < 1 || limit > MAX_REFUSED) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_REFUSED);
    }
    String question = "refused " + device;
    List<String> from =
        after
            .map(text -> Cursor.decode(question, 2, text).values())
            .orElse(List.of(Long.toString(END_MICROS), ""));
    Object sites = scope.sites().map(set -> set.toArray(String[]::new)).orElse(null);
    List<RefusedMessage> found =
        Snapshot.ask(
            database,
            "refused",
            snapshot ->
                snapshot.rows(
                    REFUSED,
                    DeviceReads::refused,
                    device,
                    sites,
                    sites,
                    Cursor.whole(from.get(0)),
                    from.get(1),
                    limit + 1));
    if (found.size() <= limit) {
      return new RefusedPage(found, Optional.empty());
    }
    RefusedMessage last = found.get(limit - 1);
    return new RefusedPage(
        found.subList(0, limit),
        Optional.of(
            new Cursor(List.of(Long.toString(FleetCursor.micros(last.received())), last.id()))
                .encode(question)));
  }

  private static DeviceStory.Status status(Row row) throws SQLException {
    return new DeviceStory.Status(
        row.instant("received_time"),
        row.flag("observed"),
        row.flag("online"),
        row.optionalText("model"),
        row.optionalText("firmware"),
        row.optionalNumber("battery_percent"),
        row.optionalWhole("offset_millis"),
        row.optionalWhole("spread_millis"),
        row.optionalInstant("silent_since"));
  }

  private static HourlyRate rate(Row row) throws SQLException {
    return new HourlyRate(row.instant("bucket"), row.whole("messages"));
  }

  private static Served served(Row row) throws SQLException {
    return new Served(
        row.text("session"),
        row.instant("effective_from"),
        row.optionalInstant("effective_to"),
        row.optionalInstant("closed_time"));
  }

  private static DeviceAlert alert(Row row) throws SQLException {
    return new DeviceAlert(
        row.text("id"),
        row.text("category"),
        row.text("priority"),
        row.flag("present"),
        row.instant("start_time"),
        row.optionalInstant("end_time"),
        row.text("detail"),
        row.optionalText("session"));
  }

  private static RefusedMessage refused(Row row) throws SQLException {
    PayloadText payload = PayloadText.of(row.bytes("payload"), row.whole("kept_bytes"));
    return new RefusedMessage(
        row.text("id"),
        row.text("reason"),
        row.text("detail"),
        row.text("stage"),
        row.text("origin"),
        row.instant("received_time"),
        row.optionalInstant("device_time"),
        row.whole("delivery_count"),
        row.flag("withdrawn"),
        row.optionalInstant("redriven_time"),
        row.whole("payload_bytes"),
        payload.text(),
        payload.form(),
        payload.cut());
  }
}
