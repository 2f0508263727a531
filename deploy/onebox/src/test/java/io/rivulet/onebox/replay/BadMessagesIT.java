package io.rivulet.onebox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import io.rivulet.store.read.LandedCounts;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a device may send wrong, on its way to the store. */
@Requirement("ONEBOX-015")
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BadMessagesIT {
  private static final String DEVICE = "pump-astray";

  @TempDir Path data;

  @Test
  void whatCannotBeTakenIsQuarantinedWithItsReasonAndTheNextMessageLands() throws Exception {
    InstantSource clock = InstantSource.system();
    Instant now = clock.instant();
    String malformed = "{\"site\":\"bad\",";
    String unknownUnit = pump(now, 1, "furlong/h");
    String ahead = pump(now.plus(Duration.ofDays(400)), 2, "mL/h");
    try (OneBox box =
        OneBox.start(
            new OneBoxConfig(Optional.of(data), Optional.empty(), Replays.SETTINGS),
            clock,
            line -> {})) {
      publish(box, List.of(malformed, unknownUnit, ahead, pump(now, 3, "mL/h")));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                LandedCounts counts = box.reads().landedCounts(List.of(DEVICE));
                assertThat(counts.pumpSamples()).isEqualTo(1);
                assertThat(counts.quarantined()).isEqualTo(3);
              });
      try (HikariDataSource database =
          ConnectionPool.open(DatabaseConfig.from(box.settings()), "rivulet-bad-messages")) {
        assertThat(quarantined(database, "MALFORMED")).isEqualTo(malformed);
        assertThat(quarantined(database, "UNKNOWN_UNIT")).isEqualTo(unknownUnit);
        assertThat(quarantined(database, "TIME_AHEAD")).isEqualTo(ahead);
      }
    }
  }

  private static String pump(Instant time, int sequence, String rateUnit) {
    return """
        {"site": "bad", "device": "%s", "time": "%s", "sequence": %d, "drug": "Ketamine",
         "state": "RUN", "rate": {"value": 5, "unit": "%s"},
         "volume": {"value": 1, "unit": "mL"}}"""
        .formatted(DEVICE, time, sequence, rateUnit);
  }

  private static void publish(OneBox box, List<String> payloads) throws Exception {
    MqttClient device =
        new MqttClient(
            box.settings().get(Catalogue.MQTT_URI), "bad-messages", new MemoryPersistence());
    device.setTimeToWait(10_000);
    try {
      device.connect();
      for (String payload : payloads) {
        device.publish("rivulet/v1/bad/" + DEVICE + "/pump", payload.getBytes(UTF_8), 1, false);
      }
      device.disconnect();
    } finally {
      device.close();
    }
  }

  /** The payload of the one message that was refused for this reason. */
  private static String quarantined(HikariDataSource database, String reason) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT payload, detail FROM rivulet.quarantine WHERE reason = ? AND device = ?")) {
      statement.setString(1, reason);
      statement.setString(2, DEVICE);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).as(reason).isTrue();
        assertThat(rows.getString(2)).as("detail of %s", reason).isNotBlank();
        String payload = new String(rows.getBytes(1), UTF_8);
        assertThat(rows.next()).as("a second %s", reason).isFalse();
        return payload;
      }
    }
  }
}
