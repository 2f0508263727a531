package io.rivulet.console.access.signin;

import static io.rivulet.console.access.AccessDatabase.first;
import static io.rivulet.console.access.AccessDatabase.time;
import static io.rivulet.console.access.AccessDatabase.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins that failed, in the database. */
public final class Attempts {
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST = 100_000;

  private Attempts() {}

  /** Until when nothing is tried; empty where something may be. */
  static Optional<Instant> lockedUntil(
      Connection connection, String name, String address, Instant now) throws SQLException {
    return first(
            connection,
            "SELECT max(locked_until) AS until FROM rivulet_console.sign_in_failure WHERE key IN (?, ?)",
            row -> time(row, "until"),
            LockOut.USER.key(name),
            LockOut.ADDRESS.key(address))
        .flatMap(until -> until)
        .filter(until -> until.isAfter(now));
  }

  /** Until when somebody is locked out by name. */
  public static Optional<Instant> lockedUntil(Connection connection, String name, Instant now)
      throws SQLException {
    return first(
            connection,
            "SELECT locked_until FROM rivulet_console.sign_in_failure WHERE key = ?",
            row -> time(row, "locked_until").orElseThrow(),
            LockOut.USER.key(name))
        .filter(until -> until.isAfter(now));
  }

  /** Keeps one; answers whether the name is locked now and was not before. */
  static boolean failed(Connection connection, String name, String address, Instant now)
      throws SQLException {
    update(
        connection,
        "DELETE FROM rivulet_console.sign_in_failure WHERE last_time < ?",
        now.minus(KEPT));
    update(
        connection,
        "DELETE FROM rivulet_console.sign_in_failure WHERE key IN (SELECT key"
            + " FROM rivulet_console.sign_in_failure ORDER BY last_time DESC OFFSET ?)",
        MOST);
    failed(connection, LockOut.ADDRESS, address, now);
    return failed(connection, LockOut.USER, name, now);
  }

  private static boolean failed(Connection connection, LockOut kind, String of, Instant now)
      throws SQLException {
    int failures =
        first(
                connection,
                "INSERT INTO rivulet_console.sign_in_failure VALUES (?, 1, ?, ?) ON CONFLICT (key)"
                    + " DO UPDATE SET failures = least(sign_in_failure.failures + 1, 1000000),"
                    + " last_time = excluded.last_time RETURNING failures",
                row -> row.getInt(1),
                kind.key(of),
                now,
                now)
            .orElseThrow();
    Duration wait = kind.after(failures);
    update(
        connection,
        "UPDATE rivulet_console.sign_in_failure SET locked_until = ? WHERE key = ?",
        now.plus(wait),
        kind.key(of));
    return !wait.isZero() && kind.after(failures - 1).isZero();
  }

  /** Forgets those of a name. */
  public static void forget(Connection connection, String name) throws SQLException {
    update(
        connection,
        "DELETE FROM rivulet_console.sign_in_failure WHERE key = ?",
        LockOut.USER.key(name));
  }
}
