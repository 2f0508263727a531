package io.rivulet.onebox;

import io.rivulet.console.access.signin.Demo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the one-process deployment runs.
 *
 * @param data directory that a second start reuses; empty for a temporary one
 * @param consolePort port of the page, 0 for a free one; empty for no page
 * @param overrides settings that replace the embedded defaults
 * @param demo whether everybody is let in with one click; the page is reached from this machine
 *     only
 */
public record OneBoxConfig(
    Optional<Path> data,
    Optional<Integer> consolePort,
    Map<String, String> overrides,
    boolean demo) {
  static final String CONSOLE_HOST = "127.0.0.1";

  /** Copies the map. */
  public OneBoxConfig {
    overrides = Map.copyOf(overrides);
  }

  /** No demo. */
  public OneBoxConfig(
      Optional<Path> data, Optional<Integer> consolePort, Map<String, String> overrides) {
    this(data, consolePort, overrides, false);
  }

  /** The same, as a demo. */
  public OneBoxConfig asDemo() {
    return new OneBoxConfig(data, consolePort, overrides, true);
  }

  Demo access() {
    return demo ? Demo.onLoopback(CONSOLE_HOST) : Demo.OFF;
  }
}
