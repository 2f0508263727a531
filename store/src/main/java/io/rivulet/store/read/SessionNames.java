package io.rivulet.store.read;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Finds sessions by what somebody calls them. Every method throws {@link StoreUnavailableException}
 * where the database does not answer, or does not let its user read. Safe for use by many threads.
 */
public final class SessionNames {
  private static final String CLINICAL =
      """
      SELECT session, site, session AS shown, 0 AS shift_days
      FROM rivulet.session WHERE session = ANY (?)
      """;
  private static final String RESEARCH =
      """
      SELECT held.session, held.site, own.pseudonym AS shown, person.shift_days AS shift_days
      FROM rivulet.research_name own
      JOIN rivulet.session held ON held.session = own.name
      JOIN rivulet.research_subject person
        ON person.site = held.site AND person.subject = held.subject
      WHERE own.kind = 'session' AND own.pseudonym = ANY (?)
      """;

  private final DataSource database;

  /**
   * A session that was found.
   *
   * @param session its name in the clinical tables
   * @param site the clinic, as in the clinical tables
   * @param shown what it was asked for by
   * @param shiftDays days of 24 hours that its times are moved by where that is a pseudonym; else 0
   */
  public record Named(String session, String site, String shown, int shiftDays) {}

  /** Reads through connections of this pool. */
  public SessionNames(DataSource database) {
    this.database = Objects.requireNonNull(database, "database");
  }

  /** Those of these names; others are left out. */
  public List<Named> of(Collection<String> names) {
    return find(CLINICAL, names);
  }

  /** Those of these pseudonyms of research, which only the owner of the database may translate. */
  public List<Named> ofPseudonyms(Collection<String> pseudonyms) {
    return find(RESEARCH, pseudonyms);
  }

  private List<Named> find(String sql, Collection<String> names) {
    String[] wanted = names.toArray(String[]::new);
    return Snapshot.ask(
        database,
        "sessionNames",
        snapshot ->
            snapshot.rows(
                sql,
                row ->
                    new Named(
                        row.text("session"),
                        row.text("site"),
                        row.text("shown"),
                        row.count("shift_days")),
                (Object) wanted));
  }
}
