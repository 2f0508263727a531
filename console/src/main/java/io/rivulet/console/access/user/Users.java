package io.rivulet.console.access.user;

import static io.rivulet.console.access.AccessDatabase.first;
import static io.rivulet.console.access.AccessDatabase.list;
import static io.rivulet.console.access.AccessDatabase.time;
import static io.rivulet.console.access.AccessDatabase.update;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Grant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** People who may sign in, in the database. Everything is part of the caller's transaction. */
public final class Users {
  private static final String SELECT =
      "SELECT u.*, ARRAY(SELECT DISTINCT g.grant_word FROM rivulet_console.user_grant g"
          + " WHERE g.user_name = u.name ORDER BY 1) AS grants FROM rivulet_console.app_user u ";

  /** A lock that decisions about who is an administrator take, so that the last one stays. */
  private static final long ADMINISTRATORS_LOCK = 0x52_49_56_41_43_43L;

  private Users() {}

  static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("name"),
        row.getString("label"),
        User.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        row.getBoolean("disabled"),
        grants(AccessDatabase.texts(row, "grants")),
        time(row, "created_time").orElseThrow(),
        time(row, "last_sign_in_time"));
  }

  /** Grants as they are kept; what a later version kept and this one does not know is left out. */
  public static List<Grant> grants(List<String> words) {
    return words.stream().flatMap(word -> known(word).stream()).toList();
  }

  private static Optional<Grant> known(String word) {
    try {
      return Optional.of(Grant.parse(word));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Somebody by name. */
  public static Optional<User> find(Connection connection, String name) throws SQLException {
    return first(connection, SELECT + "WHERE u.name = ?", Users::user, name);
  }

  /** Somebody by what a provider calls them. */
  public static Optional<User> external(Connection connection, String issuer, String subject)
      throws SQLException {
    return first(
        connection,
        SELECT + "WHERE u.source = 'oidc' AND u.issuer = ? AND u.external_subject = ?",
        Users::user,
        issuer,
        subject);
  }

  /** People in order of their names, after one. */
  public static List<User> page(Connection connection, String after, int limit)
      throws SQLException {
    return list(
        connection,
        SELECT + "WHERE u.name > ? COLLATE \"C\" ORDER BY u.name COLLATE \"C\" LIMIT ?",
        Users::user,
        after,
        limit);
  }

  /** Whether there is anybody who could sign in with a password. */
  public static boolean any(Connection connection) throws SQLException {
    return first(connection, "SELECT 1 FROM rivulet_console.app_user LIMIT 1", row -> row.getInt(1))
        .isPresent();
  }

  /** What is kept of somebody's password, unless they are disabled. */
  public static Optional<String> passwordHash(Connection connection, String name)
      throws SQLException {
    return first(
        connection,
        "SELECT password_hash FROM rivulet_console.app_user"
            + " WHERE name = ? AND source = 'local' AND NOT disabled",
        row -> row.getString(1),
        name);
  }

  /** Adds somebody; false where the name is taken. */
  public static boolean add(
      Connection connection, String name, String label, String passwordHash, Instant now)
      throws SQLException {
    return update(
            connection,
            "INSERT INTO rivulet_console.app_user (name, label, source, password_hash, created_time)"
                + " VALUES (?, ?, 'local', ?, ?) ON CONFLICT (name) DO NOTHING",
            name,
            label,
            passwordHash,
            now)
        == 1;
  }

  /** Adds somebody for whom a provider vouches; false where the name is taken. */
  public static boolean addExternal(
      Connection connection, String name, String label, String issuer, String subject, Instant now)
      throws SQLException {
    return update(
            connection,
            "INSERT INTO rivulet_console.app_user (name, label, source, issuer, external_subject,"
                + " created_time) VALUES (?, ?, 'oidc', ?, ?, ?) ON CONFLICT DO NOTHING",
            name,
            label,
            issuer,
            subject,
            now)
        == 1;
  }

  /** Adds somebody of the demo, unless they are there. */
  public static void addDemo(Connection connection, String name, String label, Instant now)
      throws SQLException {
    update(
        connection,
        "INSERT INTO rivulet_console.app_user (name, label, source, created_time)"
            + " VALUES (?, ?, 'demo', ?) ON CONFLICT (name) DO NOTHING",
        name,
        label,
        now);
  }

  /** Sets another password. */
  public static void password(Connection connection, String name, String passwordHash)
      throws SQLException {
    update(
        connection,
        "UPDATE rivulet_console.app_user SET password_hash = ? WHERE name = ? AND source = 'local'",
        passwordHash,
        name);
  }

  /** Sets another label. */
  public static void label(Connection connection, String name, String label) throws SQLException {
    update(connection, "UPDATE rivulet_console.app_user SET label = ? WHERE name = ?", label, name);
  }

  /** Keeps somebody out, or lets them in again. */
  public static void disable(Connection connection, String name, boolean disabled)
      throws SQLException {
    update(
        connection,
        "UPDATE rivulet_console.app_user SET disabled = ? WHERE name = ?",
        disabled,
        name);
  }

  /** Keeps when they signed in. */
  public static void signedIn(Connection connection, String name, Instant now) throws SQLException {
    update(
        connection,
        "UPDATE rivulet_console.app_user SET last_sign_in_time = ? WHERE name = ?",
        now,
        name);
  }

  /** Gives somebody a grant. */
  public static void grant(
      Connection connection, String name, Grant grant, String source, String by, Instant now)
      throws SQLException {
    for (String word : grant.words()) {
      update(
          connection,
          "INSERT INTO rivulet_console.user_grant VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          name,
          word,
          source,
          now,
          by);
    }
  }

  /** Takes a grant that an administrator gave; answers whether there was one. */
  public static boolean revoke(Connection connection, String name, Grant grant)
      throws SQLException {
    int gone = 0;
    for (String word : grant.words()) {
      gone +=
          update(
              connection,
              "DELETE FROM rivulet_console.user_grant"
                  + " WHERE user_name = ? AND grant_word = ? AND source = 'console'",
              name,
              word);
    }
    return gone > 0;
  }

  /** Takes every grant that came from a provider. */
  public static void forgetExternalGrants(Connection connection, String name) throws SQLException {
    update(
        connection,
        "DELETE FROM rivulet_console.user_grant WHERE user_name = ? AND source = 'oidc'",
        name);
  }

  /** One grant of somebody. */
  public record Given(
      String user, String grant, String source, Instant granted, String grantedBy) {}

  /** Grants of somebody, or of everybody. */
  public static List<Given> given(Connection connection, Optional<String> name, int limit)
      throws SQLException {
    return list(
        connection,
        "SELECT * FROM rivulet_console.user_grant WHERE user_name = coalesce(?, user_name)"
            + " ORDER BY user_name, grant_word, source LIMIT ?",
        row ->
            new Given(
                row.getString("user_name"),
                row.getString("grant_word"),
                row.getString("source"),
                time(row, "granted_time").orElseThrow(),
                row.getString("granted_by")),
        name.orElse(null),
        limit);
  }

  /** Waits until nobody else decides about administrators in another transaction. */
  public static void lockAdministrators(Connection connection) throws SQLException {
    list(connection, "SELECT pg_advisory_xact_lock(?)", row -> 1, ADMINISTRATORS_LOCK);
  }

  /** How many may administer every site. */
  public static int administrators(Connection connection) throws SQLException {
    return first(
            connection,
            "SELECT count(DISTINCT u.name) FROM rivulet_console.app_user u JOIN rivulet_console.user_grant g"
                + " ON g.user_name = u.name WHERE g.grant_word = 'administrator' AND NOT u.disabled",
            row -> row.getInt(1))
        .orElse(0);
  }
}
