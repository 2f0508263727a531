package io.rivulet.store.read;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What the landed tables say, for the report of a replay and for the console. Every answer is one
 * consistent snapshot. Every method throws {@link StoreUnavailableException} where the database
 * does not answer, and {@link IllegalArgumentException} for a limit outside 1 to {@link
 * #MAX_LIMIT}. Safe for use by many threads.
 */
public final class ClinicReads {
  /** The most rows that a method with a limit returns. */
  public static final int MAX_LIMIT = 10_000;

  private final DataSource database;

  /** Reads through connections of this pool. */
  public ClinicReads(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** The whole of single sessions, from the same database. */
  public HistoryReads history() {
    return new HistoryReads(database);
  }

  /** Sessions, the one with the newest activity first. */
  public List<SessionSummary> sessions(int limit) {
    return sessions(Optional.empty(), limit);
  }

  /** The same at some sites. */
  public List<SessionSummary> sessions(Optional<Set<String>> sites, int limit) {
    return limited(
        "sessions", limit, (s, rows) -> SessionReads.newest(s, SiteFilter.of(sites), rows));
  }

  /** Excursions that have not ended, of all sessions, newest start first. */
  public List<ExcursionRow> openExcursions(int limit) {
    return openExcursions(Optional.empty(), limit);
  }

  /** The same of sessions at some sites. */
  public List<ExcursionRow> openExcursions(Optional<Set<String>> sites, int limit) {
    return limited(
        "openExcursions", limit, (s, rows) -> ExcursionReads.open(s, SiteFilter.of(sites), rows));
  }

  /** Excursions that have ended, of all sessions, newest end first. */
  public List<ExcursionRow> endedExcursions(int limit) {
    return endedExcursions(Optional.empty(), limit);
  }

  /** The same of sessions at some sites. */
  public List<ExcursionRow> endedExcursions(Optional<Set<String>> sites, int limit) {
    return limited(
        "endedExcursions", limit, (s, rows) -> ExcursionReads.ended(s, SiteFilter.of(sites), rows));
  }

  /** The clinic of a session; empty where the session is not known. */
  public Optional<String> siteOf(String session) {
    return Snapshot.ask(database, "siteOf", s -> SessionReads.siteOf(s, session));
  }

  /** Excursions of pressure of one session, by start, source, component, direction. */
  public List<ExcursionRow> excursions(String session) {
    return Snapshot.ask(database, "excursions", s -> ExcursionReads.ofPressure(s, session));
  }

  /** Excursions of its other vital signs, by start, component, direction. */
  public List<ExcursionRow> vitalsExcursions(String session) {
    return Snapshot.ask(database, "vitalsExcursions", s -> ExcursionReads.ofVitals(s, session));
  }

  /**
   * Alerts that are present, or latched in a session that has not ended: high priority first, then
   * newest start first.
   */
  public List<AlertRow> standingAlerts(int limit) {
    return standingAlerts(Optional.empty(), limit);
  }

  /** The same at some sites; an alert of no known site is of none of them. */
  public List<AlertRow> standingAlerts(Optional<Set<String>> sites, int limit) {
    return limited(
        "standingAlerts", limit, (s, rows) -> AlertReads.standing(s, SiteFilter.of(sites), rows));
  }

  /** Alerts of one session, over or not, newest start first; those taken back left out. */
  public List<AlertRow> alerts(String session, int limit) {
    return limited("alerts", limit, (s, rows) -> AlertReads.of(s, session, rows));
  }

  /** What one session has had of each drug, by drug. */
  public List<DoseTotalRow> doseTotals(String session) {
    return Snapshot.ask(database, "doseTotals", s -> DoseTotalReads.of(s, session));
  }

  /** Observations of one session by time; the first ones where there are more. */
  public List<ObservationRow> observations(String session, int limit) {
    return limited("observations", limit, (s, rows) -> BedsideReads.observations(s, session, rows));
  }

  /** Doses of one session, by drug, then device. */
  public List<DoseRow> doses(String session) {
    return Snapshot.ask(database, "doses", s -> DoseReads.of(s, session));
  }

  /** Tallies of one session, by source. */
  public List<TallyRow> tallies(String session) {
    return Snapshot.ask(database, "tallies", s -> PressureReads.tallies(s, session));
  }

  /** Pressure readings of one session that its rules refuse, by time, then source. */
  public List<RejectedReadingRow> rejectedReadings(String session) {
    return Snapshot.ask(database, "rejectedReadings", s -> PressureReads.rejected(s, session));
  }

  /** What has landed of these devices. */
  public LandedCounts landedCounts(Collection<String> devices) {
    String[] names = devices.toArray(String[]::new);
    return Snapshot.ask(database, "landedCounts", s -> PipelineReads.landed(s, names));
  }

  /** How far landing has come. */
  public PipelineStatus pipelineStatus() {
    return Snapshot.ask(database, "pipelineStatus", PipelineReads::status);
  }

  /** Devices, the one last heard first. */
  public List<DeviceRow> devices(int limit) {
    return limited("devices", limit, PipelineReads::devices);
  }

  private interface Limited<T> {
    List<T> ask(Snapshot snapshot, int limit) throws SQLException;
  }

  private <T> List<T> limited(String name, int limit, Limited<T> question) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_LIMIT);
    }
    return Snapshot.ask(database, name, snapshot -> question.ask(snapshot, limit));
  }
}
