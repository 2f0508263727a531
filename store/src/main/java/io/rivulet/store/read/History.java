package io.rivulet.store.read;

import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What is stored of some sessions, as of the moment it was opened, whatever lands meanwhile. Each
 * question may be asked any number of times and read beside others. Holds one connection until it
 * is closed. For one thread at a time.
 */
public final class History implements AutoCloseable {
  private static final String EVENTS =
      """
      SELECT * FROM rivulet.session_event WHERE session = ANY (?)
      ORDER BY recorded_time, event_id
      """;
  private static final String SAMPLES =
      """
      SELECT span.session, sample.*
      FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
        AS span (session, device, begin_time, end_time)
      JOIN rivulet.%s sample ON sample.device = span.device
        AND sample.device_time >= span.begin_time AND sample.device_time < span.end_time
      ORDER BY %s
      """;
  private static final String PROFILES =
      "SELECT * FROM rivulet.limits_profile ORDER BY profile, version";
  private static final String EXCURSIONS =
      """
      SELECT * FROM rivulet.excursion WHERE session = ANY (?) AND NOT withdrawn
      ORDER BY start_time, id
      """;
  private static final String ALERTS =
      "SELECT * FROM rivulet.alert WHERE session = ANY (?) ORDER BY start_time, id";

  private final Connection connection;
  private final Snapshot snapshot;
  private final String[] sessions;
  private final List<BindingSpan> spans;

  private History(Connection connection, Snapshot snapshot, List<String> sessions)
      throws SQLException {
    this.connection = connection;
    this.snapshot = snapshot;
    this.sessions = sessions.toArray(String[]::new);
    this.spans = BindingReads.spans(snapshot, this.sessions);
  }

  static History open(DataSource database, Snapshot.Question<List<String>> choice) {
    try {
      Connection connection = database.getConnection();
      try {
        Snapshot snapshot = Snapshot.begin(connection);
        return new History(connection, snapshot, choice.ask(snapshot));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("history", e);
    }
  }

  /** The sessions, by name. */
  public List<String> sessions() {
    return List.of(sessions);
  }

  /** Everything recorded about the sessions, by time of recording, then event id. */
  public HistoryRows<SessionEventRecord> sessionEvents() {
    return stream("sessionEvents", EVENTS, EventRecords::read, (Object) sessions);
  }

  /** Samples of pumps while they served one of the sessions. */
  public HistoryRows<SessionSample<PumpSampleRecord>> pumpSamples(HistoryOrder order) {
    return samples("pump_sample", order, SampleRecords::pump);
  }

  /** Samples of monitors while they served one of the sessions. */
  public HistoryRows<SessionSample<VitalsSampleRecord>> vitalsSamples(HistoryOrder order) {
    return samples("vitals_sample", order, SampleRecords::vitals);
  }

  /** Every version of every limits profile, by name, then version. */
  public HistoryRows<LimitsProfileRecord> limitsProfiles() {
    return stream(
        "limitsProfiles",
        PROFILES,
        row ->
            new LimitsProfileRecord(
                row.text("profile"),
                row.count("version"),
                row.instant("effective_from"),
                row.text("content")));
  }

  /** Excursions that were stated of the sessions and hold, by start. */
  public HistoryRows<ExcursionRow> excursions() {
    return stream("excursions", EXCURSIONS, ExcursionReads::read, (Object) sessions);
  }

  /** Alerts that were stated of the sessions, those taken back too, by start. */
  public HistoryRows<AlertRow> alerts() {
    return stream("alerts", ALERTS, AlertReads::read, (Object) sessions);
  }

  /** Where landing stands, by topic: of each partition the first offset that is not landed. */
  public Map<String, List<PipelineStatus.PartitionOffset>> landed() {
    try {
      return PipelineReads.offsets(snapshot);
    } catch (SQLException e) {
      throw new StoreUnavailableException("landed", e);
    }
  }

  /** Devices of the sessions, with what bridges say of them. */
  public List<BoundDeviceRow> devices() {
    try {
      return BedsideReads.devices(snapshot, sessions);
    } catch (SQLException e) {
      throw new StoreUnavailableException("devices", e);
    }
  }

  /** Ends every question and gives the connection back. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      throw new StoreUnavailableException("history", e);
    }
  }

  private <T> HistoryRows<SessionSample<T>> samples(
      String table, HistoryOrder order, Snapshot.Reader<T> reader) {
    return stream(
        table,
        SAMPLES.formatted(table, order.columns()),
        row -> new SessionSample<>(row.text("session"), reader.read(row)),
        spans.stream().map(BindingSpan::session).toArray(String[]::new),
        spans.stream().map(BindingSpan::device).toArray(String[]::new),
        spans.stream().map(span -> span.from().toString()).toArray(String[]::new),
        spans.stream()
            .map(span -> span.to().map(Object::toString).orElse("infinity"))
            .toArray(String[]::new));
  }

  private <T> HistoryRows<T> stream(
      String question, String sql, Snapshot.Reader<T> reader, Object... parameters) {
    try {
      return snapshot.stream(question, sql, reader, parameters);
    } catch (SQLException e) {
      throw new StoreUnavailableException(question, e);
    }
  }
}
