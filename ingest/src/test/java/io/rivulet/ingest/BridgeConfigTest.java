package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BridgeConfigTest {
  private static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "mqtt.uri", "tcp://127.0.0.1:1883",
              "mqtt.user", "bridge",
              "mqtt.password", "s3cret",
              "kafka.bootstrap.servers", "127.0.0.1:9092"));

  @Test
  void readsItsPartOfTheSettings() {
    BridgeConfig config = BridgeConfig.from(SETTINGS);

    assertThat(config.mqtt().filters())
        .containsExactly("rivulet/v1/+/+/pump", "rivulet/v1/+/+/vitals", "rivulet/v1/+/+/status");
    assertThat(config.mqtt().clientId()).isEqualTo("rivulet-bridge-1");
    assertThat(config.mqtt().sessionExpiry()).isEqualTo(Duration.ofDays(7));
    assertThat(config.carriage().inFlightMax()).isEqualTo(1000);
    assertThat(config.carriage().timeBounds().aheadMax()).isEqualTo(Duration.ofHours(1));
    assertThat(config.carriage().timeBounds().behindMax()).isEqualTo(Duration.ofDays(30));
    assertThat(config.kafka().topicPrefix()).isEqualTo("rivulet.");
  }

  @Test
  void printsWithoutThePassword() {
    assertThat(BridgeConfig.from(SETTINGS).toString())
        .contains("bridge:(secret)")
        .doesNotContain("s3cret");
  }

  @Test
  @Requirement("BRIDGE-014")
  void refusesKafkaPropertiesUnderWhichAcknowledgedMessagesCouldBeLost() {
    assertThatThrownBy(() -> BridgeConfig.from(SETTINGS.with(Map.of("kafka.acks", "1"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.acks = \"1\"");
    assertThatThrownBy(
            () -> BridgeConfig.from(SETTINGS.with(Map.of("kafka.enable.idempotence", "false"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafka.enable.idempotence");
  }

  @Test
  void refusesAnAddressThatNamesNoScheme() {
    assertThatThrownBy(() -> BridgeConfig.from(SETTINGS.with(Map.of("mqtt.uri", "broker:1883"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mqtt.uri = \"broker:1883\"")
        .hasMessageContaining("tcp://");
  }

  @Test
  void refusesAFilterThatIsNone() {
    assertThatThrownBy(
            () -> BridgeConfig.from(SETTINGS.with(Map.of("mqtt.filters", "rivulet/#/pump"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"rivulet/#/pump\" is no topic filter");
  }

  @Test
  void refusesASessionThatTheBrokerWouldForgetAtOnce() {
    assertThatThrownBy(
            () -> BridgeConfig.from(SETTINGS.with(Map.of("mqtt.session.expiry", "PT0S"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mqtt.session.expiry");
  }

  @Test
  void refusesASpoolForcedToTheDiskByNoRuleThereIs() {
    assertThatThrownBy(
            () -> BridgeConfig.from(SETTINGS.with(Map.of("bridge.spool.fsync", "sometimes"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sometimes");
    assertThatThrownBy(() -> BridgeConfig.from(SETTINGS.with(Map.of("bridge.order", "any"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("device or none");
  }

  @Test
  @Requirement("BRIDGE-063")
  void takesOverWhatNeedsNoRestartAndNamesWhatDoes() {
    BridgeConfig running = BridgeConfig.from(SETTINGS);

    running.requireReloadable(
        BridgeConfig.from(
            SETTINGS.with(
                Map.of("mqtt.filters", "rivulet/v1/north/+/+", "bridge.time.ahead.max", "PT5M"))));
    assertThatThrownBy(
            () ->
                running.requireReloadable(
                    BridgeConfig.from(SETTINGS.with(Map.of("mqtt.uri", "tcp://elsewhere:1883")))))
        .hasMessageContaining("mqtt.uri")
        .hasMessageContaining("restart");
    assertThatThrownBy(
            () ->
                running.requireReloadable(
                    BridgeConfig.from(SETTINGS.with(Map.of("bridge.spool.fsync", "never")))))
        .hasMessageContaining("bridge.spool");
    assertThatThrownBy(
            () ->
                running.requireReloadable(
                    BridgeConfig.from(SETTINGS.with(Map.of("bridge.silence.after", "PT2M")))))
        .hasMessageContaining("bridge.silence.after");
    assertThatThrownBy(
            () ->
                running.requireReloadable(
                    BridgeConfig.from(
                        SETTINGS.with(Map.of("mqtt.filters", "$share/g/rivulet/v1/+/+/pump")))))
        .hasMessageContaining("from plain to shared");
  }
}
