package io.rivulet.console.access.signin;

import java.net.URI;
import java.util.Optional;

/** Where somebody wanted to go before they had to sign in. */
public final class WayBack {
  private static final int MAX_LENGTH = 1_000;

  private WayBack() {}

  /**
   * The path, where it is one of this console: whoever sends links must not decide where people go
   * after they signed in.
   */
  public static Optional<String> of(String to) {
    if (to == null
        || to.length() > MAX_LENGTH
        || !to.startsWith("/")
        || to.startsWith("//")
        || to.startsWith("/api/")
        || to.chars().anyMatch(c -> c <= ' ' || c == '\\' || c > '~')) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(to);
      return uri.getScheme() == null && uri.getRawAuthority() == null
          ? Optional.of(to)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
