package io.rivulet.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path directory;

  @Test
  @Requirement("CONFIG-001")
  void flagsOverrideTheEnvironmentWhichOverridesTheFile() throws IOException {
    Path file = directory.resolve("rivulet.properties");
    Files.writeString(file, "topic.prefix=file.\ntopic.partitions=2\nsink.batch.max=7\n");

    Settings settings =
        Settings.load(
            Optional.of(file),
            Map.of(
                "RIVULET_TOPIC_PREFIX", "env.",
                "RIVULET_TOPIC_PARTITIONS", "3",
                "RIVULET_SINK_BATCH_MAX", "",
                "PATH", "/bin"),
            Map.of("topic.prefix", "flag."));

    assertThat(settings.get(Catalogue.TOPIC_PREFIX)).isEqualTo("flag.");
    assertThat(settings.get(Catalogue.TOPIC_PARTITIONS)).isEqualTo(3);
    assertThat(settings.get(Catalogue.SINK_BATCH_MAX)).isEqualTo(7);
    assertThat(settings.get(Catalogue.MQTT_KEEP_ALIVE)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  @Requirement("CONFIG-002")
  void anUnknownKeyAMalformedValueAndAMissingOneAreRefusedByName() {
    assertThatThrownBy(() -> Settings.of(Map.of("sink.batch.maximum", "1")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sink.batch.maximum");
    assertThatThrownBy(() -> Settings.of(Map.of("sink.batch.max", "many")))
        .hasMessageContaining("sink.batch.max = \"many\" is not a whole number");
    assertThatThrownBy(() -> Settings.of(Map.of("mqtt.keep.alive", "-PT1S")))
        .hasMessageContaining("is negative");
    assertThatThrownBy(() -> Settings.of(Map.of()).get(Catalogue.DATABASE_URL))
        .hasMessageContaining("RIVULET_DATABASE_URL");
    assertThatThrownBy(
            () -> Settings.load(Optional.of(directory.resolve("none")), Map.of(), Map.of()))
        .hasMessageContaining("none");
  }

  @Test
  @Requirement("CONFIG-003")
  void secretsAreNeverShown() {
    Settings settings =
        Settings.of(
            Map.of(
                "database.password", "hunter2",
                "mqtt.password", "hunter2",
                "kafka.ssl.keystore.password", "hunter2",
                "kafka.sasl.jaas.config", "hunter2"));

    assertThat(settings.toString()).doesNotContain("hunter2").contains("(secret)");
  }

  @Test
  @Requirement("CONFIG-004")
  void kafkaClientsGetTheirOwnSettingsAsTheyAre() {
    Settings settings =
        Settings.of(
            Map.of("kafka.bootstrap.servers", "a:1", "kafka.security.protocol", "SASL_SSL"));

    assertThat(settings.kafka())
        .containsEntry("bootstrap.servers", "a:1")
        .containsEntry("security.protocol", "SASL_SSL");
  }

  @Test
  @Requirement("CONFIG-005")
  void theDocumentationListsEverySettingWithItsDefault() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/configuration.md"))) {
      root = root.getParent();
      assertThat(root).as("docs/configuration.md above the working directory").isNotNull();
    }
    String text = Files.readString(root.resolve("docs/configuration.md"));
    for (Setting<?> setting : Catalogue.all()) {
      assertThat(text).contains(ConfigurationTable.row(setting));
    }
  }
}
