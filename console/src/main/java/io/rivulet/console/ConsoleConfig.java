package io.rivulet.console;

import io.rivulet.console.frame.SiteZones;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;

/**
 * Where the console listens. It has no sign-in, so anything but a loopback address belongs behind a
 * proxy that has one.
 *
 * @param host address or name to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param zones in which the times of sites are shown
 */
public record ConsoleConfig(String host, int port, SiteZones zones) {
  /** Shows times in the browser's zone. */
  public ConsoleConfig(String host, int port) {
    this(host, port, SiteZones.NONE);
  }

  /** Refuses a missing host and a port out of range. */
  public ConsoleConfig {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("console host is empty: give an address to listen on");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("console port " + port + " is not 0 to 65535");
    }
  }

  /** The settings named {@code console.}. */
  public static ConsoleConfig from(Settings settings) {
    return new ConsoleConfig(
        settings.get(Catalogue.CONSOLE_HOST),
        settings.get(Catalogue.CONSOLE_PORT),
        settings.find(Catalogue.CONSOLE_ZONES).map(SiteZones::parse).orElse(SiteZones.NONE));
  }
}
