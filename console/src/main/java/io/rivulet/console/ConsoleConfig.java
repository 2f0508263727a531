package io.rivulet.console;

import io.rivulet.console.access.signin.Reached;
import io.rivulet.console.frame.Lag;
import io.rivulet.console.frame.SiteZones;
import io.rivulet.console.live.LiveConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the console listens, and how browsers reach it.
 *
 * @param host address or name to listen on
 * @param port 0 to 65535; 0 takes a free one
 * @param zones in which the times of sites are shown
 * @param lag when pages say that the pipeline lags
 * @param reached how browsers reach it
 * @param live where live data come from; empty where pages show only what has landed
 */
public record ConsoleConfig(
    String host, int port, SiteZones zones, Lag lag, Reached reached, Optional<LiveConfig> live) {
  /** Refuses a missing host and a port out of range. */
  public ConsoleConfig {
    Objects.requireNonNull(zones, "zones");
    Objects.requireNonNull(lag, "lag");
    Objects.requireNonNull(reached, "reached");
    Objects.requireNonNull(live, "live");
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("console host is empty: give an address to listen on");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("console port " + port + " is not 0 to 65535");
    }
  }

  /**
   * Shows times in the browser's zone and what has landed, and is reached at the address it listens
   * on.
   */
  public ConsoleConfig(String host, int port) {
    this(host, port, SiteZones.NONE, Lag.USUAL, Reached.DIRECTLY, Optional.empty());
  }

  /** The settings named {@code console.}. */
  public static ConsoleConfig from(Settings settings) {
    return new ConsoleConfig(
        settings.get(Catalogue.CONSOLE_HOST),
        settings.get(Catalogue.CONSOLE_PORT),
        settings.find(Catalogue.CONSOLE_ZONES).map(SiteZones::parse).orElse(SiteZones.NONE),
        new Lag(settings.get(Catalogue.CONSOLE_LAG_AFTER)),
        Reached.from(settings),
        settings.get(Catalogue.CONSOLE_LIVE)
            ? Optional.of(LiveConfig.from(settings))
            : Optional.empty());
  }

  /** The same, listening there. */
  public ConsoleConfig on(String otherHost, int otherPort) {
    return new ConsoleConfig(otherHost, otherPort, zones, lag, reached, live);
  }
}
