package io.rivulet.console;

import io.rivulet.console.access.signin.Reached;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.util.Objects;

/**
 * Where the console listens, and how browsers reach it.
 *
 * @param host address or name to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param reached how browsers reach it
 */
public record ConsoleConfig(String host, int port, Reached reached) {
  /** Refuses a missing host and a port out of range. */
  public ConsoleConfig {
    Objects.requireNonNull(reached, "reached");
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("console host is empty: give an address to listen on");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("console port " + port + " is not 0 to 65535");
    }
  }

  /** Reached at the address it listens on. */
  public ConsoleConfig(String host, int port) {
    this(host, port, Reached.DIRECTLY);
  }

  /** The settings named {@code console.}. */
  public static ConsoleConfig from(Settings settings) {
    return new ConsoleConfig(
        settings.get(Catalogue.CONSOLE_HOST),
        settings.get(Catalogue.CONSOLE_PORT),
        Reached.from(settings));
  }
}
