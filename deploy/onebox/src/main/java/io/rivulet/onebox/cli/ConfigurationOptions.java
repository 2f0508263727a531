package io.rivulet.onebox.cli;

import io.rivulet.runtime.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How every command learns where it runs: a file, then the environment, then flags. */
final class ConfigurationOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "properties file; docs/configuration.md lists the keys")
  Optional<Path> file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, stronger than file and environment; may be repeated")
  Map<String, String> flags = new LinkedHashMap<>();

  Settings settings() {
    return Settings.load(file, System.getenv(), flags);
  }

  /** Whether servers elsewhere are meant, rather than embedded ones. */
  boolean isExternal() {
    return file.isPresent()
        || settings().find(io.rivulet.runtime.config.Catalogue.MQTT_URI).isPresent();
  }
}
