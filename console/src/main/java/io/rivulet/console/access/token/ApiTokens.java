package io.rivulet.console.access.token;

import static io.rivulet.console.access.AccessDatabase.first;
import static io.rivulet.console.access.AccessDatabase.list;
import static io.rivulet.console.access.AccessDatabase.texts;
import static io.rivulet.console.access.AccessDatabase.time;
import static io.rivulet.console.access.AccessDatabase.update;

import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.signin.Secrets;
import io.rivulet.console.access.user.Users;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens of people in the database. */
public final class ApiTokens {
  /** What every token begins with, so that one that leaked is found by whoever looks for it. */
  public static final String PREFIX = "rvt_";

  /** Tokens of one user that are good at a time. */
  public static final int OF_ONE_USER = 50;

  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private ApiTokens() {}

  private record Found(Caller caller, Optional<Instant> used) {}

  /**
   * Who asks by a token: its owner, with what both it and the owner may now.
   *
   * @param demo whether people of the demo are let in
   */
  public static Optional<Caller> find(
      Connection connection, String token, boolean demo, Instant now) throws SQLException {
    byte[] hash = Secrets.hash(token);
    Optional<Found> found =
        first(
            connection,
            "SELECT t.name AS token_name, t.grant_words, t.last_used_time, u.name, u.label,"
                + " ARRAY(SELECT DISTINCT g.grant_word FROM rivulet_console.user_grant g"
                + " WHERE g.user_name = u.name) AS grants"
                + " FROM rivulet_console.api_token t JOIN rivulet_console.app_user u ON u.name = t.owner"
                + " WHERE t.token_hash = ? AND t.revoked_time IS NULL AND t.expiry_time > ?"
                + " AND NOT u.disabled AND (u.source <> 'demo' OR ?)",
            row -> new Found(caller(row), time(row, "last_used_time")),
            hash,
            now,
            demo);
    if (found.isPresent()
        && found.get().used().map(used -> used.isBefore(now.minus(USED_EVERY))).orElse(true)) {
      update(
          connection,
          "UPDATE rivulet_console.api_token SET last_used_time = ? WHERE token_hash = ?",
          now,
          hash);
    }
    return found.map(Found::caller);
  }

  private static Caller caller(ResultSet row) throws SQLException {
    List<Grant> common =
        Grant.common(Users.grants(texts(row, "grant_words")), Users.grants(texts(row, "grants")));
    return new Caller(
        row.getString("name"),
        row.getString("label"),
        common,
        Optional.of(row.getString("token_name")));
  }

  /** Adds one; answers the token, which nobody can learn again. */
  public static String add(Connection connection, ApiToken made) throws SQLException {
    String token = PREFIX + Secrets.random();
    update(
        connection,
        "INSERT INTO rivulet_console.api_token (id, token_hash, name, owner, grant_words,"
            + " created_time, created_by, expiry_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        made.id(),
        Secrets.hash(token),
        made.name(),
        made.owner(),
        made.grants(),
        made.created(),
        made.createdBy(),
        made.expires());
    return token;
  }

  /** How many of somebody's are good. */
  public static int good(Connection connection, String owner, Instant now) throws SQLException {
    return first(
            connection,
            "SELECT count(*) FROM rivulet_console.api_token"
                + " WHERE owner = ? AND revoked_time IS NULL AND expiry_time > ?",
            row -> row.getInt(1),
            owner,
            now)
        .orElse(0);
  }

  /** One by its id. */
  public static Optional<ApiToken> find(Connection connection, String id) throws SQLException {
    return first(
        connection, "SELECT * FROM rivulet_console.api_token WHERE id = ?", ApiTokens::token, id);
  }

  /** Those of somebody, or of everybody, in order of ids, after one. */
  public static List<ApiToken> page(
      Connection connection, Optional<String> owner, String after, int limit) throws SQLException {
    return list(
        connection,
        "SELECT * FROM rivulet_console.api_token WHERE owner = coalesce(?, owner)"
            + " AND id COLLATE \"C\" > ? ORDER BY id COLLATE \"C\" LIMIT ?",
        ApiTokens::token,
        owner.orElse(null),
        after,
        limit);
  }

  /** Ends one, unless it is ended. */
  public static void revoke(Connection connection, String id, Instant now) throws SQLException {
    update(
        connection,
        "UPDATE rivulet_console.api_token SET revoked_time = ? WHERE id = ? AND revoked_time IS NULL",
        now,
        id);
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("name"),
        row.getString("owner"),
        AccessDatabase.texts(row, "grant_words"),
        time(row, "created_time").orElseThrow(),
        row.getString("created_by"),
        time(row, "expiry_time").orElseThrow(),
        time(row, "revoked_time"),
        time(row, "last_used_time"));
  }
}
