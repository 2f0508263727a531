package io.rivulet.alerting.http;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.http.Tokens;
import java.util.Objects;

/**
 * Where alerting's API listens, and who may use it.
 *
 * @param host address it listens on
 * @param port 0 for a free one
 * @param tokens who may use it
 */
public record ApiConfig(String host, int port, Tokens tokens) {
  /** Refuses missing parts. */
  public ApiConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(tokens, "tokens");
  }

  /**
   * The settings named {@code alerting.host}, {@code alerting.port} and {@code alerting.tokens}.
   */
  public static ApiConfig from(Settings settings) {
    return new ApiConfig(
        settings.get(Catalogue.ALERTING_HOST),
        settings.get(Catalogue.ALERTING_PORT),
        tokens(settings));
  }

  /** Who may act, here and on the console's page. */
  public static Tokens tokens(Settings settings) {
    return Tokens.parse(
        Catalogue.ALERTING_TOKENS.name(), settings.find(Catalogue.ALERTING_TOKENS).orElse(""));
  }
}
