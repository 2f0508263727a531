package io.rivulet.store.research;

import io.rivulet.store.TestStore;
import io.rivulet.store.database.Migrations;
import io.rivulet.testkit.TwoClinics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two clinics with a session each, and logins that may or may not see them. Whatever a researcher
 * must not see begins with {@link #SECRET}, and every raw time lies on {@link #RAW_DAY}.
 */
final class ResearchClinics {
  static final String SECRET = "identity";
  static final String RAW_DAY = "2026-03-02";
  static final String NORTH = SECRET + "-north";
  static final String SOUTH = SECRET + "-south";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  final TestStore store;
  private final List<String> logins = new ArrayList<>();

  ResearchClinics(TestStore store) throws SQLException {
    this.store = store;
    Migrations.migrate(store.config().database());
    asOwner(TwoClinics.sql());
  }

  /** A login role that is a researcher and may see these clinics. */
  String researcher(String... sites) throws SQLException {
    String login = "researcher_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    asOwner("CREATE ROLE " + login + " LOGIN IN ROLE rivulet_research");
    logins.add(login);
    for (String site : sites) {
      grant(login, site, false);
    }
    return login;
  }

  void grant(String login, String site, boolean named) throws SQLException {
    asOwner(
        "INSERT INTO rivulet.research_grant (login_role, site, site_named) VALUES ('%s', '%s', %s)"
            .formatted(login, site, named));
  }

  /** A connection as a person with this login role would have. */
  Connection connect(String login) throws SQLException {
    return DriverManager.getConnection(
        store.config().database().url().replaceAll("user=[^&]*", "user=" + login));
  }

  /** The same, with the views opened. */
  Connection announced(String login) throws SQLException {
    Connection connection = connect(login);
    rows(connection, "SELECT rivulet_research.announce('a study of dose and pressure')");
    return connection;
  }

  /** Every column of every row as text, null as null. */
  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> all = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  /** The one value that a query of the owner answers. */
  String owned(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection()) {
      return rows(connection, sql).get(0).get(0);
    }
  }

  void asOwner(String sql) throws SQLException {
    try (Connection connection = store.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Roles are the server's, not the database's; none is left for other tests to find. */
  void close() throws SQLException {
    for (String login : logins) {
      asOwner("DROP OWNED BY " + login + "; DROP ROLE " + login);
    }
    store.close();
  }
}
