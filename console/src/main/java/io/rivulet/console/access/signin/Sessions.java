package io.rivulet.console.access.signin;

import static io.rivulet.console.access.AccessDatabase.first;
import static io.rivulet.console.access.AccessDatabase.time;
import static io.rivulet.console.access.AccessDatabase.update;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Sessions in the database, which every console shares. */
public final class Sessions {
  /** Sessions of one user; a further one ends the oldest. */
  static final int OF_ONE_USER = 50;

  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  private final SessionLimits limits;
  private final boolean demo;

  /**
   * With these limits.
   *
   * @param demo whether people of the demo are let in
   */
  public Sessions(SessionLimits limits, boolean demo) {
    this.limits = limits;
    this.demo = demo;
  }

  SessionLimits limits() {
    return limits;
  }

  private record Found(WebSession session, Instant seen) {}

  /** The session of a cookie's value, which is kept alive by asking. */
  Optional<WebSession> find(Connection connection, String token, Instant now) throws SQLException {
    Optional<Found> found = found(connection, token, now);
    if (found.isPresent() && found.get().seen().isBefore(now.minus(SEEN_EVERY))) {
      update(
          connection,
          "UPDATE rivulet_console.web_session SET seen_time = ? WHERE token_hash = ?",
          now,
          Secrets.hash(token));
    }
    return found.map(Found::session);
  }

  /** The same, without keeping it alive. */
  Optional<WebSession> look(Connection connection, String token, Instant now) throws SQLException {
    return found(connection, token, now).map(Found::session);
  }

  private Optional<Found> found(Connection connection, String token, Instant now)
      throws SQLException {
    return first(
        connection,
        "SELECT s.seen_time, s.end_time, u.name, u.label, u.source, ARRAY(SELECT DISTINCT"
            + " g.grant_word FROM rivulet_console.user_grant g WHERE g.user_name = u.name) AS"
            + " grants FROM rivulet_console.web_session s JOIN rivulet_console.app_user u ON u.name"
            + " = s.user_name WHERE s.token_hash = ? AND s.end_time > ? AND s.seen_time > ? AND NOT"
            + " u.disabled AND (u.source <> 'demo' OR ?)",
        row -> new Found(session(row, token), time(row, "seen_time").orElseThrow()),
        Secrets.hash(token),
        now,
        now.minus(limits.idle()),
        demo);
  }

  private static WebSession session(ResultSet row, String token) throws SQLException {
    Caller caller =
        new Caller(
            row.getString("name"),
            row.getString("label"),
            Users.grants(AccessDatabase.texts(row, "grants")));
    return new WebSession(
        caller,
        Secrets.derived("csrf", token),
        User.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        time(row, "end_time").orElseThrow());
  }

  /** Begins one; answers the cookie's value. */
  String begin(Connection connection, User user, Instant now) throws SQLException {
    String token = Secrets.random();
    update(
        connection,
        "DELETE FROM rivulet_console.web_session WHERE end_time <= ? OR seen_time <= ?",
        now,
        now.minus(limits.idle()));
    update(
        connection,
        "DELETE FROM rivulet_console.web_session WHERE token_hash IN (SELECT token_hash"
            + " FROM rivulet_console.web_session WHERE user_name = ?"
            + " ORDER BY created_time DESC OFFSET ?)",
        user.name(),
        OF_ONE_USER - 1);
    update(
        connection,
        "INSERT INTO rivulet_console.web_session VALUES (?, ?, ?, ?, ?)",
        Secrets.hash(token),
        user.name(),
        now,
        now,
        now.plus(limits.most()));
    return token;
  }

  /** Ends the session of a cookie's value. */
  void end(Connection connection, String token) throws SQLException {
    update(
        connection,
        "DELETE FROM rivulet_console.web_session WHERE token_hash = ?",
        Secrets.hash(token));
  }

  /** Ends every session of somebody. */
  public static void endAll(Connection connection, String user) throws SQLException {
    update(connection, "DELETE FROM rivulet_console.web_session WHERE user_name = ?", user);
  }
}
