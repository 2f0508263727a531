package io.rivulet.ingest.mqtt;

import java.util.Objects;

/**
 * A user name and password. Prints without the password.
 *
 * @param user user name
 * @param password password, may be empty
 */
public record Credentials(String user, String password) {
  /** Refuses a missing part. */
  public Credentials {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return user + ":(secret)";
  }
}
