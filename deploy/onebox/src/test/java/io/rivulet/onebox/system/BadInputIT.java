package io.rivulet.onebox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.onebox.OneBox;
import io.rivulet.onebox.OneBoxConfig;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.mqtt.PublisherConfig;
import io.rivulet.store.database.ConnectionPool;
import io.rivulet.store.database.DatabaseConfig;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What devices send wrong, through the whole pipeline on embedded servers. */
@Timeout(180)
class BadInputIT {
  private static final DeviceId PUMP = new DeviceId("pump-1");

  private static String pump(long sequence, Instant time, String rateUnit) {
    return """
        {"site": "clinic", "device": "pump-1", "time": "%s", "sequence": %d, "drug": "Ketamine",
         "state": "RUN", "rate": {"value": 10, "unit": "%s"}, "volume": {"value": 1, "unit": "mL"},
         "concentration": {"value": 2, "unit": "mg/mL"}}
        """
        .formatted(time, sequence, rateUnit);
  }

  @Test
  @Requirement("SYSTEM-005")
  void badMessagesAreQuarantinedWithTheirReasonAndTheNextOneLands()
      throws InterruptedException, SQLException {
    Instant now = InstantSource.system().instant();
    try (OneBox box =
            OneBox.start(
                new OneBoxConfig(Optional.empty(), Optional.empty(), Map.of()),
                InstantSource.system(),
                line -> {});
        DevicePublisher publisher =
            DevicePublisher.connect(PublisherConfig.from(box.settings(), "bad-input"));
        HikariDataSource pool =
            ConnectionPool.open(DatabaseConfig.from(box.settings()), "bad-input")) {
      List<String> payloads =
          List.of(
              "{\"site\": \"clinic\", \"device\": ",
              pump(2, now, "ml/hour"),
              pump(3, now.plus(Duration.ofDays(2)), "mL/h"),
              pump(4, now, "mL/h").replace("pump-1", "pump-2"),
              pump(5, now, "mL/h"));
      for (String payload : payloads) {
        publisher.publish(
            new DeviceMessage(
                "clinic", PUMP, PayloadKind.PUMP, payload.getBytes(StandardCharsets.UTF_8), false));
      }
      publisher.awaitAcknowledged(Duration.ofSeconds(60));
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  quarantined(pool).size() == 4
                      && box.reads().landedCounts(List.of("pump-1")).pumpSamples() == 1);

      Map<String, String> found = quarantined(pool);
      assertThat(found.keySet())
          .containsExactly("MALFORMED", "TIME_AHEAD", "TOPIC_MISMATCH", "UNKNOWN_UNIT");
      assertThat(found.get("UNKNOWN_UNIT")).isEqualTo(payloads.get(1));
      assertThat(found.get("MALFORMED")).isEqualTo(payloads.get(0));
      assertThat(box.health().ready()).as(box.health().detail()).isTrue();
    }
  }

  private static Map<String, String> quarantined(HikariDataSource pool) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select reason, payload from rivulet.quarantine")) {
      while (rows.next()) {
        found.put(rows.getString(1), new String(rows.getBytes(2), StandardCharsets.UTF_8));
      }
    }
    return found;
  }
}
