package io.rivulet.console.access.signin;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import java.time.Duration;

/**
 * How long somebody stays signed in.
 *
 * @param idle after the last request, at least a minute
 * @param most after signing in, at least as long as idle
 */
public record SessionLimits(Duration idle, Duration most) {
  /** Refuses limits within which nobody can work. */
  public SessionLimits {
    if (idle.compareTo(Duration.ofMinutes(1)) < 0 || most.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "sessions end after %s without a request and after %s at most: at least PT1M, and the second no shorter"
              .formatted(idle, most));
    }
  }

  /** The settings named {@code console.session.}. */
  public static SessionLimits from(Settings settings) {
    return new SessionLimits(
        settings.get(Catalogue.CONSOLE_SESSION_IDLE), settings.get(Catalogue.CONSOLE_SESSION_MAX));
  }
}
