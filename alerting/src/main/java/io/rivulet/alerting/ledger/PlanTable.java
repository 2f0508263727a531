package io.rivulet.alerting.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Table {@code plan}: versions of the configuration that held. */
public final class PlanTable {
  private static final Pattern MAYBE_SECRET =
      Pattern.compile(
          "(?im)^(\\s*(?:-\\s*)?[\\w.]*(?:secret|token|password|key|url)[\\w.]*\\s*:).*$");
  private static final String LATEST =
      "SELECT version FROM rivulet_alerting.plan ORDER BY sequence DESC LIMIT 1";
  private static final String ADD =
      """
      INSERT INTO rivulet_alerting.plan (version, applied_time, instance, text)
      VALUES (?, ?, ?, ?)
      """;

  /**
   * Writes down that a version holds, unless it is the one that was written down last.
   *
   * @param text the file; values of keys that may be secrets are left out
   * @return whether it was written down
   */
  public boolean holds(
      Connection connection, String version, String text, String instance, Instant now)
      throws SQLException {
    if (latest(connection).filter(version::equals).isPresent()) {
      return false;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      add.setString(1, version);
      add.setObject(2, Rows.time(now));
      add.setString(3, instance);
      add.setString(4, withoutSecrets(text));
      add.executeUpdate();
    }
    return true;
  }

  /** The version that was written down last. */
  public Optional<String> latest(Connection connection) throws SQLException {
    try (PreparedStatement latest = connection.prepareStatement(LATEST);
        ResultSet row = latest.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  /** The file with values left out where the name of the key says that they may be secrets. */
  static String withoutSecrets(String text) {
    return MAYBE_SECRET.matcher(text).replaceAll("$1 (left out)");
  }
}
