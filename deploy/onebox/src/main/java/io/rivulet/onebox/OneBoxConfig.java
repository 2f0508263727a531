package io.rivulet.onebox;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the one-process deployment runs.
 *
 * @param data directory that a second start reuses; empty for a temporary one
 * @param consolePort port of the page, 0 for a free one; empty for no page
 * @param overrides settings that replace the embedded defaults
 */
public record OneBoxConfig(
    Optional<Path> data, Optional<Integer> consolePort, Map<String, String> overrides) {
  /** Copies the map. */
  public OneBoxConfig {
    overrides = Map.copyOf(overrides);
  }
}
