package io.rivulet.store.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
      "SELECT session, site, shown, shift_days FROM rivulet.research_translate(?, ?)";

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

  /**
   * Those of these pseudonyms of research; others are left out. That somebody asked is recorded in
   * the database first.
   *
   * @param by who asks
   * @param pseudonyms 1 to 50
   */
  public List<Named> ofPseudonyms(String by, Collection<String> pseudonyms) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(RESEARCH)) {
      statement.setString(1, by);
      statement.setArray(2, connection.createArrayOf("text", pseudonyms.toArray()));
      List<Named> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Named(rows.getString(1), rows.getString(2), rows.getString(3), rows.getInt(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreUnavailableException("sessionNames", e);
    }
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
