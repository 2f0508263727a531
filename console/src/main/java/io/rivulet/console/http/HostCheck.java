package io.rivulet.console.http;

import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that reached a loopback address under a name from elsewhere: a hostile page can
 * point its own name at 127.0.0.1 and would then read the console through the visitor's browser.
 */
public final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final boolean loopbackOnly;

  /** Checks only where the console listens on loopback; elsewhere a proxy stands before it. */
  public HostCheck(String listensOn) {
    this.loopbackOnly = LOOPBACK.contains(listensOn.toLowerCase(Locale.ROOT));
  }

  /** Whether a request with this name in its Host header may be answered. */
  public boolean accepts(String serverName) {
    return !loopbackOnly || LOOPBACK.contains(serverName.toLowerCase(Locale.ROOT));
  }
}
