package io.rivulet.ingest.device;

import io.rivulet.ingest.admission.Outcome;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Admitted messages, as a watch sees them. Times are in seconds after {@link #START}. */
final class Heard {
  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  static final Duration SILENCE = Duration.ofSeconds(60);

  private Heard() {}

  static DeviceWatchConfig config(int maxDevices) {
    return DeviceWatchConfig.of(maxDevices, Optional.of(SILENCE), Duration.ofSeconds(1));
  }

  static Instant at(double seconds) {
    return START.plusNanos(Math.round(seconds * 1e6) * 1_000);
  }

  static Outcome pump(String device, long sequence, Instant time) {
    PumpSampleRecord record =
        PumpSampleRecord.newBuilder()
            .setSite("north")
            .setDevice(device)
            .setSequence(sequence)
            .setDeviceTime(time)
            .setReceivedTime(time)
            .setDrug("Ketamine")
            .setState(PumpStateRecord.RUN)
            .setAlarms(List.of())
            .setOriginal(List.of())
            .build();
    return new Outcome.Bridged(Topic.PUMP_SAMPLES, device, record);
  }

  static Outcome vitals(String device, long sequence, Instant time) {
    VitalsSampleRecord record =
        VitalsSampleRecord.newBuilder()
            .setSite("north")
            .setDevice(device)
            .setSequence(sequence)
            .setDeviceTime(time)
            .setReceivedTime(time)
            .setPressures(List.of())
            .setHeartRatePerMinute(72.0)
            .setOriginal(List.of())
            .build();
    return new Outcome.Bridged(Topic.VITALS_SAMPLES, device, record);
  }

  static Outcome status(String device, boolean online, Instant received) {
    DeviceStatusRecord record =
        DeviceStatusRecord.newBuilder()
            .setSite("north")
            .setDevice(device)
            .setReceivedTime(received)
            .setOnline(online)
            .setModel("Volumat 7")
            .setBatteryPercent(87.0)
            .build();
    return new Outcome.Bridged(Topic.DEVICE_STATUS, device, record);
  }

  static Outcome refused(String device, Instant deviceTime, Instant received) {
    return new Outcome.Refused(
        QuarantineRecord.newBuilder()
            .setId("id")
            .setStage("bridge")
            .setReason("TIME_BEHIND")
            .setDetail("")
            .setOrigin("rivulet/v1/north/" + device + "/pump")
            .setDevice(device)
            .setDeviceTime(deviceTime)
            .setReceivedTime(received)
            .build());
  }
}
