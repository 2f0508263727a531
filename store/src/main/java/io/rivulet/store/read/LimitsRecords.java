package io.rivulet.store.read;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Limits profiles as they landed, and which sessions go by them. Every method throws {@link
 * StoreUnavailableException} where the database does not answer. Safe for use by many threads.
 */
public final class LimitsRecords {
  /** Versions that are listed, those of the first profiles by name. */
  public static final int MAX_VERSIONS = 10_000;

  /** Sessions that are listed, those opened last. */
  public static final int MAX_SESSIONS = 1_000;

  private static final String VERSIONS =
      """
      SELECT profile, version, effective_from FROM rivulet.limits_profile
      ORDER BY profile, version LIMIT ?
      """;
  private static final String CONTENT =
      """
      SELECT content::text AS content FROM rivulet.limits_profile
      WHERE profile = ? AND version = ?
      """;
  private static final String IN_USE =
      """
      SELECT session.session, session.site, given.profile, given.effective_from
      FROM rivulet.session
      JOIN LATERAL (
        SELECT one.profile, one.effective_from FROM rivulet.session_event one
        WHERE one.session = session.session AND one.kind = 'limits'
          AND one.effective_from <= now()
        ORDER BY one.effective_from DESC, one.recorded_time DESC LIMIT 1) given ON true
      WHERE session.closed_time IS NULL
        AND (?::text[] IS NULL OR session.site = ANY (?::text[]))
      ORDER BY session.opened_time DESC, session.session LIMIT ?
      """;

  private final DataSource database;

  /** Reads through connections of this pool. */
  public LimitsRecords(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Versions by profile and number, at most {@value #MAX_VERSIONS}. */
  public List<LimitsVersionRow> versions() {
    return Snapshot.ask(
        database,
        "limits",
        snapshot ->
            snapshot.rows(
                VERSIONS,
                row ->
                    new LimitsVersionRow(
                        row.text("profile"), row.count("version"), row.instant("effective_from")),
                MAX_VERSIONS));
  }

  /** What a version says, as JSON; empty where there is none. */
  public Optional<String> content(String profile, int version) {
    return Snapshot.ask(
        database,
        "limits version",
        snapshot ->
            snapshot.rows(CONTENT, row -> row.text("content"), profile, version).stream()
                .findFirst());
  }

  /** Open sessions of these sites, of all where empty, at most {@value #MAX_SESSIONS}. */
  public List<LimitsUseRow> inUse(Optional<Set<String>> sites) {
    Object names = SiteFilter.of(sites).parameter();
    return Snapshot.ask(
        database,
        "limits in use",
        snapshot ->
            snapshot.rows(
                IN_USE,
                row ->
                    new LimitsUseRow(
                        row.text("session"),
                        row.text("site"),
                        row.text("profile"),
                        row.instant("effective_from")),
                names,
                names,
                MAX_SESSIONS));
  }
}
