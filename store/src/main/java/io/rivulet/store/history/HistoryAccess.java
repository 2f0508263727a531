package io.rivulet.store.history;

import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Through what somebody reads history: connections of a role, the schema whose views that role may
 * read, and the clinics whose rows it is to see. Views of another schema have the names and columns
 * of {@code rivulet}; what a role may not see is null there.
 *
 * @param database hands out connections, one for each reading
 * @param schema such as {@code rivulet}
 * @param sites whose rows are read, by the names that the schema shows
 * @param scope whose reading it is: a cursor is good within one scope only
 */
public record HistoryAccess(DataSource database, String schema, HistorySites sites, String scope) {
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Refuses a schema that is not a plain name: it becomes part of SQL. */
  public HistoryAccess {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(sites, "sites");
    Objects.requireNonNull(scope, "scope");
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "schema \"" + schema + "\" is not 1 to 63 of a to z, 0 to 9 and underscores");
    }
  }

  /** Whatever the role may read in a schema. */
  public HistoryAccess(DataSource database, String schema) {
    this(database, schema, HistorySites.ALL, schema);
  }

  /** Everything, as the clinic's own people see it. */
  public static HistoryAccess whole(DataSource database) {
    return at(database, HistorySites.ALL);
  }

  /** What the people of some clinics see. */
  public static HistoryAccess at(DataSource database, HistorySites sites) {
    return new HistoryAccess(database, "rivulet", sites, "rivulet, " + sites);
  }
}
