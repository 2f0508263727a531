package io.rivulet.console.access.signin;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How browsers reach the console.
 *
 * @param url its address there; empty where it is the one it listens on
 * @param behindProxy whether a proxy says whom it asks for
 */
public record Reached(Optional<URI> url, boolean behindProxy) {
  /** At the address it listens on. */
  public static final Reached DIRECTLY = new Reached(Optional.empty(), false);

  /** Refuses what is no address of a console. */
  public Reached {
    Objects.requireNonNull(url, "url");
    if (url.isPresent()) {
      URI given = url.get();
      boolean web = "https".equals(given.getScheme()) || "http".equals(given.getScheme());
      boolean bare = given.getRawPath() == null || given.getRawPath().matches("/?");
      if (!web || given.getHost() == null || !bare || given.getRawQuery() != null) {
        throw new IllegalArgumentException(
            given + " is not how browsers reach the console, such as https://rivulet.example");
      }
    }
  }

  /** The settings {@code console.url} and {@code console.proxy.trusted}. */
  public static Reached from(Settings settings) {
    try {
      return new Reached(
          settings.find(Catalogue.CONSOLE_URL).map(URI::create),
          settings.get(Catalogue.CONSOLE_PROXY_TRUSTED));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("console.url: " + e.getMessage(), e);
    }
  }

  /** Whether by https. */
  public boolean secure() {
    return url.map(given -> "https".equals(given.getScheme())).orElse(false);
  }
}
