package io.rivulet.store.read;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
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

  /** Sessions, the one with the newest activity first. */
  public List<SessionSummary> sessions(int limit) {
    throw new UnsupportedOperationException(database.toString());
  }

  /** Excursions that have not ended, of all sessions, newest start first. */
  public List<ExcursionRow> openExcursions(int limit) {
    throw new UnsupportedOperationException();
  }

  /** Excursions of one session, by start, source, component, direction. */
  public List<ExcursionRow> excursions(String session) {
    throw new UnsupportedOperationException();
  }

  /** Doses of one session, by drug, then device. */
  public List<DoseRow> doses(String session) {
    throw new UnsupportedOperationException();
  }

  /** Tallies of one session, by source. */
  public List<TallyRow> tallies(String session) {
    throw new UnsupportedOperationException();
  }

  /** Pressure readings of one session that its rules refuse, by time, then source. */
  public List<RejectedReadingRow> rejectedReadings(String session) {
    throw new UnsupportedOperationException();
  }

  /** What has landed of these devices. */
  public LandedCounts landedCounts(Collection<String> devices) {
    throw new UnsupportedOperationException();
  }

  /** How far landing has come. */
  public PipelineStatus pipelineStatus() {
    throw new UnsupportedOperationException();
  }

  /** Devices, the one last heard first. */
  public List<DeviceRow> devices(int limit) {
    throw new UnsupportedOperationException();
  }
}
