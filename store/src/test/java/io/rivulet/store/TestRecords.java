package io.rivulet.store;

import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.OriginalQuantity;
import io.rivulet.schemas.record.PressureRecord;
import io.rivulet.schemas.record.PressureTallyRecord;
import io.rivulet.schemas.record.PumpAlarmRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records as the other roles would write them. */
public final class TestRecords {
  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  static {
    TrustedRecords.declare();
  }

  private TestRecords() {}

  /** The n-th sample of a pump that sends one each second. */
  public static PumpSampleRecord pump(String device, int n) {
    return PumpSampleRecord.newBuilder()
        .setSite("north")
        .setDevice(device)
        .setSequence(n)
        .setDeviceTime(START.plusSeconds(n))
        .setReceivedTime(START.plusSeconds(n).plusMillis(250))
        .setDrug("Ketamine")
        .setState(PumpStateRecord.RUN)
        .setRateMlPerHour(5.25)
        .setDeliveredNanolitres(n * 1_458L)
        .setConcentrationPerMl(10.0)
        .setConcentrationUnit("mg")
        .setProgrammedWeightKg(70.0)
        .setAlarms(List.of())
        .setOriginal(
            List.of(
                new OriginalQuantity("rate", 5.25, "mL/h"),
                new OriginalQuantity("concentration", 10_000.0, "ug/mL")))
        .build();
  }

  public static PumpSampleRecord occluded(String device, int n) {
    return PumpSampleRecord.newBuilder(pump(device, n))
        .setState(PumpStateRecord.HOLD)
        .setAlarms(List.of(PumpAlarmRecord.OCCLUSION, PumpAlarmRecord.BATTERY))
        .build();
  }

  public static VitalsSampleRecord vitals(String device, int n, double systolic) {
    return VitalsSampleRecord.newBuilder()
        .setSite("north")
        .setDevice(device)
        .setSequence(n)
        .setDeviceTime(START.plusSeconds(60L * n))
        .setReceivedTime(START.plusSeconds(60L * n + 1))
        .setPressures(List.of(pressure("NIBP", systolic, 80.0, 95.0)))
        .setHeartRatePerMinute(72.0)
        .setSpo2Percent(97.0)
        .build();
  }

  public static PressureRecord pressure(String source, Double systolic, Double dia, Double mean) {
    return new PressureRecord(source, systolic, dia, mean);
  }

  public static SessionEventRecord event(
      String session, String id, Instant recorded, Object event) {
    return SessionEventRecord.newBuilder()
        .setSession(session)
        .setEventId(id)
        .setRecordedTime(recorded)
        .setRecordedBy("test")
        .setEvent(event)
        .build();
  }

  public static DoseUpdateRecord dose(String session, String device, long revision, double amount) {
    return DoseUpdateRecord.newBuilder()
        .setSession(session)
        .setDevice(device)
        .setDrug("Ketamine")
        .setRevision(revision)
        .setAsOf(START.plusSeconds(revision))
        .setVolumeNanolitres(Math.round(amount * 100_000))
        .setAmount(amount)
        .setUnit("mg")
        .setAmountPerKg(amount / 70)
        .setSamples(revision)
        .setState(PumpStateRecord.RUN)
        .setRateMlPerHour(5.25)
        .setRatePerKgPerHour(0.75)
        .setSegments(1)
        .build();
  }

  public static ExcursionRecord.Builder excursion(String id, String session, long revision) {
    return ExcursionRecord.newBuilder()
        .setId(id)
        .setSession(session)
        .setSource("NIBP")
        .setComponent("systolic")
        .setDirection("high")
        .setSeverity("warning")
        .setStart(START.plusSeconds(600))
        .setPeak(160 + revision)
        .setReadings((int) revision + 1)
        .setRevision(revision)
        .setProfile("icu")
        .setProfileVersion(1);
  }

  public static PressureTallyRecord tally(String session, long revision) {
    return PressureTallyRecord.newBuilder()
        .setSession(session)
        .setSource("NIBP")
        .setRevision(revision)
        .setReadings(revision)
        .setRejected(1)
        .setUnconfirmed(2)
        .setLatestTime(START.plusSeconds(60 * revision))
        .setLatest(pressure("NIBP", 128.0, null, 95.0))
        .build();
  }

  public static QuarantineRecord.Builder malformed(String id, String origin) {
    return QuarantineRecord.newBuilder()
        .setId(id)
        .setStage("bridge")
        .setReason("MALFORMED")
        .setDetail("not JSON")
        .setOrigin(origin)
        .setReceivedTime(START)
        .setPayload(ByteBuffer.wrap("{".getBytes(StandardCharsets.UTF_8)))
        .setPayloadBytes(1);
  }

  public static QuarantineRecord.Builder implausible(String session, String device, int n) {
    return QuarantineRecord.newBuilder()
        .setId(session + "-" + device + "-" + n)
        .setStage("session-rules")
        .setReason("IMPLAUSIBLE_PRESSURE")
        .setDetail("systolic 11647 mmHg is outside 40 to 300")
        .setOrigin("rivulet.vitals.samples")
        .setDevice(device)
        .setSession(session)
        .setPressure(pressure("NIBP", 11647.0, null, null))
        .setDeviceTime(START.plusSeconds(60L * n))
        .setReceivedTime(START.plusSeconds(60L * n + 1));
  }
}
