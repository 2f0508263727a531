package io.rivulet.console.access;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The login role that a console's connections have: it reads what has landed, keeps the console's
 * own tables, and owns nothing. How it is chosen, made, and what may be wrong with one that
 * somebody made.
 */
public final class ConsoleLogin {
  /** Roles that it is in; the last one only where alerting keeps its tables there too. */
  private static final List<String> ROLES =
      List.of("rivulet_reader", "rivulet_console_writer", "rivulet_alerting_writer");

  private static final int NEEDED = 2;
  private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private ConsoleLogin() {}

  /** Whether {@code console.database.user} is set, so that the console does not own its tables. */
  public static boolean isOwn(Settings settings) {
    return settings.find(Catalogue.CONSOLE_DATABASE_USER).isPresent();
  }

  /** Where the console's connections lead, and as whom: the owner where no login is set. */
  public static DatabaseConfig of(Settings settings) {
    DatabaseConfig owner = DatabaseConfig.from(settings);
    return settings
        .find(Catalogue.CONSOLE_DATABASE_USER)
        .map(
            user ->
                owner.as(
                    user,
                    settings.find(Catalogue.CONSOLE_DATABASE_PASSWORD).orElse(""),
                    owner.poolSize()))
        .orElse(owner);
  }

  /**
   * The console's tables: made by their owner before they are first used, or looked for where the
   * console only has a login.
   *
   * @param pool connections to where {@link #of} leads
   */
  public static AccessDatabase tables(Settings settings, DataSource pool) {
    DatabaseConfig database = of(settings);
    return isOwn(settings)
        ? new AccessDatabase(pool, () -> AccessDatabase.require(database))
        : new AccessDatabase(pool, () -> AccessDatabase.migrate(database));
  }

  /** The same settings for parts that connect by {@code database.user}. */
  public static Settings narrowed(Settings settings) {
    if (!isOwn(settings)) {
      return settings;
    }
    DatabaseConfig login = of(settings);
    return settings.with(
        Map.of(
            Catalogue.DATABASE_URL.name(), login.url(),
            Catalogue.DATABASE_USER.name(), login.user(),
            Catalogue.DATABASE_PASSWORD.name(), login.password()));
  }

  /**
   * Makes it, or gives it another password, and puts it into the roles that are there. The tables
   * have to be there before.
   *
   * @param owner may make roles
   * @param role 1 to 63 of a to z, 0 to 9 and underscores
   * @param password 1 to 200 of letters, digits, hyphens and underscores
   * @return the roles it is in now
   * @throws SQLException where the database refuses
   */
  public static List<String> make(DataSource owner, String role, String password)
      throws SQLException {
    if (!ROLE.matcher(role).matches() || !PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "console.database.user \""
              + role
              + "\" or its password has characters that are not taken: a to z, 0 to 9 and _ make a"
              + " name, letters, digits, - and _ a password");
    }
    List<String> given = new ArrayList<>();
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      String verb = exists(connection, role) ? "ALTER" : "CREATE";
      statement.execute(
          verb
              + " ROLE "
              + role
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '"
              + password
              + "'");
      for (String part : ROLES) {
        if (exists(connection, part)) {
          statement.execute("GRANT " + part + " TO " + role);
          given.add(part);
        }
      }
    }
    return given;
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
  public static List<String> faults(DatabaseConfig login) {
    List<String> faults = new ArrayList<>();
    String role = login.user();
    try (Connection connection = DriverManager.getConnection(login.url(), role, login.password());
        Statement statement = connection.createStatement()) {
      for (String part : ROLES.subList(0, NEEDED)) {
        if (!truth(
            statement, "coalesce(pg_has_role(to_regrole('%s'), 'USAGE'), false)".formatted(part))) {
          faults.add(
              "%s is not in %s: run ./rivulet console --prepare as the owner"
                  .formatted(role, part));
        }
      }
      tooMuch(statement)
          .ifPresent(
              what ->
                  faults.add(
                      "%s %s, which no console needs: give the console a login of its own"
                          .formatted(role, what)));
    } catch (SQLException e) {
      faults.add(
          "%s cannot log in (%s): run ./rivulet console --prepare as the owner, or mend console.database.user and console.database.password"
              .formatted(role, e.getSQLState()));
    }
    return faults;
  }

  private static Optional<String> tooMuch(Statement statement) throws SQLException {
    if (truth(statement, "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)")) {
      return Optional.of("is a superuser");
    }
    if (truth(
        statement,
        "EXISTS (SELECT FROM pg_namespace WHERE nspname LIKE 'rivulet%' AND"
            + " has_schema_privilege(oid, 'CREATE'))")) {
      return Optional.of("may make and drop tables");
    }
    if (truth(
        statement,
        "coalesce(has_table_privilege(to_regclass('rivulet.research_key'), 'SELECT'), false)")) {
      return Optional.of("may read the key of pseudonyms");
    }
    return Optional.empty();
  }

  private static boolean truth(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT " + question)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
