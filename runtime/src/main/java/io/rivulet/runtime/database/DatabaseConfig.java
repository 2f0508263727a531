package io.rivulet.runtime.database;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.util.Objects;

/**
 * Where the database is and who asks.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql://host:port/database}
 * @param user the database role
 * @param password its password; empty text where the server asks for none
 * @param poolSize connections kept, 1 to 100
 */
public record DatabaseConfig(String url, String user, String password, int poolSize) {
  /** Refuses what is no PostgreSQL URL and pools out of range. */
  public DatabaseConfig {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (url == null || !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "database URL does not begin with jdbc:postgresql:, as jdbc:postgresql://host:port/database does");
    }
    if (poolSize < 1 || poolSize > 100) {
      throw new IllegalArgumentException("database pool size " + poolSize + " is not 1 to 100");
    }
  }

  /** The settings named {@code database.}. */
  public static DatabaseConfig from(Settings settings) {
    return new DatabaseConfig(
        settings.get(Catalogue.DATABASE_URL),
        settings.get(Catalogue.DATABASE_USER),
        settings.find(Catalogue.DATABASE_PASSWORD).orElse(""),
        settings.get(Catalogue.DATABASE_POOL_SIZE));
  }

  /**
   * The same database, as another role.
   *
   * @param size connections kept, 1 to 100
   */
  public DatabaseConfig as(String role, String itsPassword, int size) {
    // What stands in the URL would win over what is given beside it.
    String bare =
        url.replaceAll("(?i)(?<=[?&])(user|password)=[^&]*&?", "").replaceAll("[?&]$", "");
    return new DatabaseConfig(bare, role, itsPassword, size);
  }

  /** Everything but the password, wherever it was given. */
  @Override
  public String toString() {
    String shown = url.replaceAll("(?i)(password=)[^&]*", "$1(secret)");
    return "DatabaseConfig[url=" + shown + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
