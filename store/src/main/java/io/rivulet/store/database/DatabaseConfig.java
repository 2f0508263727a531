package io.rivulet.store.database;

import java.util.Objects;

/**
 * Where the database is and who asks.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the database role
 * @param password its password; empty text where the server asks for none
 * @param poolSize connections kept, 1 to 64
 */
public record DatabaseConfig(String url, String user, String password, int poolSize) {
  /** Refuses what is no PostgreSQL URL and pools out of range. */
  public DatabaseConfig {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (url == null || !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database URL \"" + url + "\" is not jdbc:postgresql://host:port/database");
    }
    if (poolSize < 1 || poolSize > 64) {
      throw new IllegalArgumentException("database pool size " + poolSize + " is not 1 to 64");
    }
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return "DatabaseConfig[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
