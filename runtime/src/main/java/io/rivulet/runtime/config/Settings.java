package io.rivulet.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The configuration a process runs with: a properties file, overridden by the environment,
 * overridden by flags. Every key is one of {@link Catalogue#all()} or begins with {@code kafka.},
 * which is handed to the Kafka clients as it is; an unknown key is refused, because a mistyped
 * limit would silently not hold.
 */
public final class Settings {
  private static final String PREFIX = "RIVULET_";
  private static final String KAFKA = "kafka.";

  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads and checks the configuration.
   *
   * @param file a UTF-8 properties file, or empty for none
   * @param environment the process environment; only {@code RIVULET_...} that is not empty is
   *     looked at
   * @param flags key and value pairs from the command line
   * @throws ConfigurationException naming the key, the value and what is accepted
   */
  public static Settings load(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    Map<String, String> merged = new TreeMap<>();
    file.ifPresent(path -> merged.putAll(read(path)));
    merged.putAll(fromEnvironment(environment));
    merged.putAll(flags);
    Settings settings = new Settings(Map.copyOf(merged));
    merged.keySet().forEach(Settings::requireKnown);
    Catalogue.all().stream()
        .filter(setting -> merged.containsKey(setting.name()))
        .forEach(settings::get);
    return settings;
  }

  /** Settings from pairs alone, as tests and the one-process deployment make them. */
  public static Settings of(Map<String, String> pairs) {
    return load(Optional.empty(), Map.of(), pairs);
  }

  /** These settings with some replaced. */
  public Settings with(Map<String, String> pairs) {
    Map<String, String> merged = new TreeMap<>(values);
    merged.putAll(pairs);
    return of(merged);
  }

  /**
   * The value of a setting, or its default.
   *
   * @throws ConfigurationException where it is malformed, or missing without a default
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new ConfigurationException(
                    setting.name()
                        + " is not set; give it in the file, as "
                        + setting.environmentVariable()
                        + " or with --set "
                        + setting.name()
                        + "=..."));
  }

  /** The value of a setting, its default, or empty where it has neither. */
  public <T> Optional<T> find(Setting<T> setting) {
    Optional<String> text =
        Optional.ofNullable(values.get(setting.name())).or(setting::defaultText);
    try {
      return text.map(setting.parser());
    } catch (IllegalArgumentException e) {
      String shown = setting.secret() ? "(secret)" : "\"" + text.orElse("") + "\"";
      throw new ConfigurationException(
          setting.name() + " = " + shown + " " + e.getMessage() + " (" + setting.kind() + ")", e);
    }
  }

  /** What is handed to Kafka clients, without the {@code kafka.} prefix. */
  public Map<String, Object> kafka() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("bootstrap.servers", get(Catalogue.KAFKA_BOOTSTRAP_SERVERS));
    values.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA)) {
            properties.put(key.substring(KAFKA.length()), value);
          }
        });
    return properties;
  }

  private static Map<String, String> read(Path path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException("cannot read configuration file " + path + ": " + e, e);
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    properties.forEach((key, value) -> pairs.put((String) key, (String) value));
    return pairs;
  }

  private static Map<String, String> fromEnvironment(Map<String, String> environment) {
    Map<String, String> pairs = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          // Compose files name variables that are empty where nobody gave a value.
          if (name.startsWith(PREFIX)
              && !value.isEmpty()
              && !Catalogue.RESERVED_ENVIRONMENT.contains(name)
              && !name.startsWith("RIVULET_IT_")) {
            pairs.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return pairs;
  }

  private static void requireKnown(String key) {
    boolean known =
        key.startsWith(KAFKA)
            || Catalogue.all().stream().anyMatch(setting -> setting.name().equals(key));
    if (!known) {
      throw new ConfigurationException(
          "unknown setting \"" + key + "\"; docs/configuration.md lists those there are");
    }
  }

  /**
   * The values that were given, secrets and anything handed to Kafka that may hold one redacted.
   */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(values);
    shown.replaceAll((key, value) -> isSecret(key) ? "(secret)" : value);
    return shown.toString();
  }

  private static boolean isSecret(String key) {
    return key.contains("password")
        || key.contains("jaas")
        || key.contains("secret")
        || key.contains("ssl.keystore.key")
        || Catalogue.all().stream().anyMatch(s -> s.name().equals(key) && s.secret());
  }
}
