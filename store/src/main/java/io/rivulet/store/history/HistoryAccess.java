package io.rivulet.store.history;

import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Through what somebody reads history: connections of a role, and the schema whose views that role
 * may read. Views of another schema have the names and columns of {@code rivulet}; what a role may
 * not see is null there.
 *
 * @param database hands out connections, one for each reading
 * @param schema such as {@code rivulet}
 */
public record HistoryAccess(DataSource database, String schema) {
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Refuses a schema that is not a plain name: it becomes part of SQL. */
  public HistoryAccess {
    Objects.requireNonNull(database, "database");
    if (!SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException(
          "schema \"" + schema + "\" is not 1 to 63 of a to z, 0 to 9 and underscores");
    }
  }

  /** Everything, as the clinic's own people see it. */
  public static HistoryAccess whole(DataSource database) {
    return new HistoryAccess(database, "rivulet");
  }
}
