package io.rivulet.console.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses requests that reached the console under a name that is not its own: a hostile page can
 * point its own name at the console and would then read it through the visitor's browser.
 */
public final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final boolean known;
  private final Optional<String> own;

  /**
   * Checks where the names are known: of a console that listens on loopback, or that was told how
   * browsers reach it.
   */
  public HostCheck(String listensOn, Optional<URI> url) {
    this.own = url.map(given -> given.getHost().toLowerCase(Locale.ROOT));
    this.known = own.isPresent() || LOOPBACK.contains(listensOn.toLowerCase(Locale.ROOT));
  }

  /** Whether a request with this name in its Host header may be answered. */
  public boolean accepts(String serverName) {
    String name = serverName.toLowerCase(Locale.ROOT);
    return !known || LOOPBACK.contains(name) || own.map(name::equals).orElse(false);
  }
}
