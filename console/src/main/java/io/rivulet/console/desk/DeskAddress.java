package io.rivulet.console.desk;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the session desk is, and the token by which it knows the console.
 *
 * @param root such as {@code http://127.0.0.1:8090}
 * @param token a secret; must have the right to act for others
 */
public record DeskAddress(URI root, String token) {
  /** Refuses missing parts and addresses that are none. */
  public DeskAddress {
    Objects.requireNonNull(token, "token");
    String scheme = root.getScheme();
    if (scheme == null || !scheme.matches("https?") || root.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + root + "\" is no http or https address such as http://127.0.0.1:8090");
    }
  }

  /**
   * By {@code console.desk.url} and {@code console.desk.token}; empty where neither is set.
   *
   * @throws ConfigurationException where one is missing or the address is none
   */
  public static Optional<DeskAddress> from(Settings settings) {
    Optional<String> url = settings.find(Catalogue.CONSOLE_DESK_URL);
    Optional<String> token = settings.find(Catalogue.CONSOLE_DESK_TOKEN);
    if (url.isEmpty() && token.isEmpty()) {
      return Optional.empty();
    }
    if (url.isEmpty() || token.isEmpty()) {
      throw new ConfigurationException("console.desk.url and console.desk.token go together");
    }
    try {
      return Optional.of(new DeskAddress(URI.create(url.get()), token.get()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("console.desk.url: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "DeskAddress[" + root + "]";
  }
}
