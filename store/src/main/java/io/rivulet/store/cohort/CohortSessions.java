package io.rivulet.store.cohort;

import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.read.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sessions as somebody may see them: chosen by a definition, or by name. */
final class CohortSessions {
  private final HistoryAccess access;

  CohortSessions(HistoryAccess access) {
    this.access = Objects.requireNonNull(access, "access");
    if (access.sites().names().isPresent()) {
      throw new IllegalArgumentException(
          "cohorts are of all sites that a database role may read: give the access of a role");
    }
  }

  /** Those that a definition chooses now, by name; at most so many. */
  List<CohortMember> chosen(CohortDefinition definition, int most) {
    CohortSql chosen = CohortSql.of(definition, access.schema());
    return read(chosen.condition(), " LIMIT " + most, chosen.values());
  }

  /** Those of these names that are there. */
  List<CohortMember> named(List<String> sessions) {
    return read("s.session = ANY (?)", "", List.of((Object) sessions.toArray(String[]::new)));
  }

  private List<CohortMember> read(String condition, String limit, List<Object> values) {
    String sql =
        "SELECT s.session, %s AS content, s.site, s.subject FROM %s.session s WHERE %s ORDER BY s.session%s"
            .formatted(CohortSql.content(access.schema()), access.schema(), condition, limit);
    try (Connection connection = access.database().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i) instanceof String[] texts) {
          statement.setArray(i + 1, connection.createArrayOf("text", texts));
        } else {
          statement.setObject(i + 1, values.get(i));
        }
      }
      List<CohortMember> members = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          members.add(
              new CohortMember(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
      return members;
    } catch (SQLException e) {
      throw new StoreUnavailableException("cohorts", e);
    }
  }
}
