package io.rivulet.store.research;

import io.rivulet.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The login role by which a program reads for researchers: how it is made where everything is in
 * one process, and what may be wrong with one that somebody made.
 */
public final class ResearchLogin {
  private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private ResearchLogin() {}

  /**
   * Makes it, or gives it another password: it reads for others, at every site.
   *
   * @param owner may make roles
   * @param role 1 to 63 of a to z, 0 to 9 and underscores
   * @param password 1 to 200 of letters, digits, hyphens and underscores
   * @throws SQLException where the database refuses
   */
  public static void make(DataSource owner, String role, String password) throws SQLException {
    if (!ROLE.matcher(role).matches() || !PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "the research login \"" + role + "\" or its password has characters that are not taken");
    }
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      String verb = exists(connection, role) ? "ALTER" : "CREATE";
      statement.execute(verb + " ROLE " + role + " LOGIN PASSWORD '" + password + "'");
      statement.execute("GRANT rivulet_research TO " + role);
      statement.execute(
          "INSERT INTO rivulet.research_gateway (login_role) VALUES ('%s') ON CONFLICT DO NOTHING"
              .formatted(role));
      statement.execute(
          "INSERT INTO rivulet.research_grant (login_role, site) VALUES ('%s', '*') ON CONFLICT DO NOTHING"
              .formatted(role));
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** What is wrong, each with the way out; nothing where all is well. */
  public static List<String> faults(DataSource owner, DatabaseConfig login) {
    List<String> faults = new ArrayList<>();
    String role = login.user();
    try (Connection connection = DriverManager.getConnection(login.url(), role, login.password())) {
      look(connection, role, faults);
    } catch (SQLException e) {
      faults.add(
          "%s cannot log in (%s): make the role as docs/research.md says, or mend console.research.user and console.research.password"
              .formatted(role, e.getSQLState()));
      return faults;
    }
    try (Connection connection = owner.getConnection()) {
      if (none(connection, "SELECT FROM rivulet.research_gateway WHERE login_role = ?", role)) {
        faults.add(
            "%s is not in rivulet.research_gateway, so that it reads for itself and not for whoever asks: INSERT INTO rivulet.research_gateway (login_role) VALUES ('%s')"
                .formatted(role, role));
      }
      if (none(
          connection,
          "SELECT FROM rivulet.research_grant WHERE login_role = ? AND (until IS NULL OR until > now())",
          role)) {
        faults.add(
            "%s was granted no site, so that researchers find nothing: INSERT INTO rivulet.research_grant (login_role, site) VALUES ('%s', '*'), or a site in place of *"
                .formatted(role, role));
      }
    } catch (SQLException e) {
      faults.add(
          "whether %s is a gateway with grants cannot be told (%s): only the owner of the database may see that"
              .formatted(role, e.getSQLState()));
    }
    return faults;
  }

  private static void look(Connection connection, String role, List<String> faults)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT coalesce(pg_has_role(to_regrole('rivulet_research'), 'USAGE'), false),
                  coalesce(has_schema_privilege(to_regnamespace('rivulet'), 'USAGE'), false)
                """)) {
      row.next();
      if (!row.getBoolean(1)) {
        faults.add("%s is not a researcher: GRANT rivulet_research TO %s".formatted(role, role));
      }
      if (row.getBoolean(2)) {
        faults.add(
            "%s may read clinical tables: give researchers a login of their own that owns nothing and is in rivulet_research only"
                .formatted(role));
      }
    }
  }

  private static boolean none(Connection connection, String sql, String role) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        return !row.next();
      }
    }
  }
}
