package io.rivulet.store.read;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What is recorded of one session, by whom, of its series, and which devices its site has. Every
 * method throws {@link StoreUnavailableException} where the database does not answer. Safe for use
 * by many threads.
 */
public final class SessionRecords {
  /** Events of one session that are read; a desk takes no more of one. */
  public static final int MAX_EVENTS = 5_000;

  /** Devices that are read, those last heard first. */
  public static final int MAX_DEVICES = 1_000;

  private static final int MAX_SITES = 1_000;
  private static final int MAX_OF_SERIES = 200;
  private static final int MAX_LIMITS_VERSIONS = 1_000;

  private final DataSource database;

  /** Reads through connections of this pool. */
  public SessionRecords(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** The session as it was opened; empty where none of this name was. */
  public Optional<OpenedSessionRow> session(String session) {
    return Snapshot.ask(database, "session", s -> SessionRecordReads.session(s, session));
  }

  /** Its events in the order in which they were recorded, those taken back too. */
  public List<RecordedEventRow> events(String session) {
    return Snapshot.ask(database, "events", s -> SessionRecordReads.events(s, session, MAX_EVENTS));
  }

  /** Devices of these sites, each with the open session that has it now. */
  public List<SiteDeviceRow> devices(Collection<String> sites) {
    String[] names = sites.toArray(String[]::new);
    return Snapshot.ask(
        database, "devices", s -> SessionRecordReads.devices(s, names, MAX_DEVICES));
  }

  /** Every site that anything is known of, by name. */
  public List<String> sites() {
    return Snapshot.ask(database, "sites", s -> SessionRecordReads.sites(s, MAX_SITES));
  }

  /** Versions of limits profiles by name, the newest of each first. */
  public List<LimitsContentRow> profiles() {
    return Snapshot.ask(
        database, "profiles", s -> SessionRecordReads.profiles(s, MAX_LIMITS_VERSIONS));
  }

  /** A series with its sessions and outcomes; empty where none of this name was opened. */
  public Optional<SeriesRow> series(String series) {
    return Snapshot.ask(
        database, "series", s -> SessionRecordReads.series(s, series, MAX_OF_SERIES));
  }
}
