package io.rivulet.store.landing;

import static io.rivulet.store.TestRecords.START;
import static io.rivulet.store.TestRecords.pump;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.store.StoreServers;
import io.rivulet.store.TestStore;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeviceStatusIT {
  @RegisterExtension static final StoreServers SERVERS = new StoreServers();

  private static final int ORDERS = 40;

  private TestStore store;
  private int statements;

  @BeforeEach
  void freshStore() {
    store = SERVERS.newStore();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @Requirement("STORE-021")
  void whatABridgeObservedLandsBesideWhatTheDeviceSaid() {
    send(said("pump-1", 10, true).setSince(at(5)).setChangeSeen(true));
    send(observed("pump-1", 20).setClockOffsetMicros(-3_600_000_000L).setClockSpreadMicros(900L));
    send(observed("pump-1", 90).setSilentSince(at(25)));
    send(observed("pump-2", 20).setClockOffsetMicros(7L).setClockSpreadMicros(1L));
    land();

    assertThat(
            count(
                """
                device_status WHERE device = 'pump-1' AND observed AND silent_since = $25
                  AND received_time = $90 AND since IS NULL AND NOT change_seen
                  AND clock_offset_micros IS NULL
                """))
        .isEqualTo(1);
    assertThat(
            count(
                """
                device WHERE device = 'pump-1' AND online AND since = $5 AND change_seen
                  AND model = 'P7' AND battery_percent = 55 AND status_received_time = $10
                  AND clock_offset_micros = -3600000000 AND clock_spread_micros = 900
                  AND clock_stated_time = $20 AND silent_since = $25 AND silence_stated_time = $90
                  AND last_received_time = $25
                """))
        .isEqualTo(1);
    assertThat(
            count(
                """
                device WHERE device = 'pump-2' AND online IS NULL AND since IS NULL
                  AND status_received_time IS NULL AND clock_offset_micros = 7
                  AND silent_since IS NULL AND last_received_time = $20
                """))
        .as("a bridge that never heard a status says nothing of it")
        .isEqualTo(1);
  }

  @Test
  @Requirement("STORE-021")
  void aSilenceEndsWithTheNextMessageAlsoWhereNobodySaysSo() {
    send(observed("pump-1", 90).setSilentSince(at(25)));
    land();
    assertThat(count("device WHERE silent_since = $25")).isEqualTo(1);

    store.send(Topic.PUMP_SAMPLES, "pump-1", sample("pump-1", 26));
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.PUMP_SAMPLES, 1);
    }
    assertThat(count("device WHERE silent_since IS NULL")).isEqualTo(1);
  }

  @Test
  @Requirement("STORE-021")
  void anyOrderAndAnyRepetitionGiveTheSameDevice() {
    Random random = new Random(20261121);
    for (int n = 0; n < ORDERS; n++) {
      String device = "pump-" + n;
      List<SpecificRecord> records = new ArrayList<>(history(device));
      records.addAll(history(device));
      Collections.shuffle(records, random);
      for (SpecificRecord record : records) {
        if (record instanceof DeviceStatusRecord status) {
          store.send(Topic.DEVICE_STATUS, device, status);
          statements++;
        } else {
          store.send(Topic.PUMP_SAMPLES, device, record);
        }
      }
    }
    store.flush();
    try (Sink sink = store.startSink(7)) {
      store.awaitLanded(Topic.DEVICE_STATUS, statements);
      store.awaitLanded(Topic.PUMP_SAMPLES, 4L * ORDERS);
    }

    assertThat(
            count(
                """
                device WHERE NOT online AND since = $50 AND change_seen AND model = 'P7'
                  AND battery_percent IS NULL AND status_received_time = $50
                  AND silent_since = $115 AND silence_stated_time = $175
                  AND clock_offset_micros = 2000000 AND clock_stated_time = $100
                  AND last_received_time = $115
                """))
        .isEqualTo(ORDERS);
  }

  private static List<SpecificRecord> history(String device) {
    return List.of(
        said(device, 10, true).setSince(at(10)).build(),
        observed(device, 20).setClockOffsetMicros(1_000_000L).build(),
        sample(device, 30),
        said(device, 50, false)
            .setSince(at(50))
            .setChangeSeen(true)
            .setClockOffsetMicros(1_500_000L)
            .setBatteryPercent(null)
            .build(),
        observed(device, 95).setSilentSince(at(30)).build(),
        observed(device, 100).setClockOffsetMicros(2_000_000L).build(),
        sample(device, 115),
        observed(device, 175).setSilentSince(at(115)).build());
  }

  private static PumpSampleRecord sample(String device, int second) {
    PumpSampleRecord sample = pump(device, second);
    sample.setReceivedTime(at(second));
    return sample;
  }

  private static DeviceStatusRecord.Builder said(String device, int second, boolean online) {
    return DeviceStatusRecord.newBuilder()
        .setSite("north")
        .setDevice(device)
        .setReceivedTime(at(second))
        .setOnline(online)
        .setModel("P7")
        .setBatteryPercent(55.0);
  }

  private static DeviceStatusRecord.Builder observed(String device, int second) {
    return DeviceStatusRecord.newBuilder()
        .setSite("north")
        .setDevice(device)
        .setReceivedTime(at(second))
        .setOnline(true)
        .setObserved(true);
  }

  private void send(DeviceStatusRecord.Builder record) {
    DeviceStatusRecord built = record.build();
    store.send(Topic.DEVICE_STATUS, built.getDevice(), built);
    statements++;
  }

  private void land() {
    store.flush();
    try (Sink sink = store.startSink()) {
      store.awaitLanded(Topic.DEVICE_STATUS, statements);
    }
  }

  /** Rows of a table and a condition in which {@code $25} is the 25th second. */
  private long count(String rows) {
    return store.number(
        "SELECT count(*) FROM rivulet."
            + rows.replaceAll("\\$(\\d+)", "'" + START + "'::timestamptz + interval '$1 seconds'"));
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
