package io.rivulet.ingest.quarantine;

import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Quarantine records as the bridge and the session rules write them. */
final class Refusals {
  static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  static {
    TrustedRecords.declare();
  }

  private Refusals() {}

  static QuarantineRecord.Builder bridge(String id, String device) {
    byte[] payload = "{ not a sample".getBytes(StandardCharsets.UTF_8);
    return QuarantineRecord.newBuilder()
        .setId(id)
        .setStage("bridge")
        .setReason("MALFORMED")
        .setDetail("not JSON at byte 3")
        .setOrigin("rivulet/v1/north/" + device + "/pump")
        .setDevice(device)
        .setReceivedTime(START)
        .setPayload(ByteBuffer.wrap(payload))
        .setPayloadBytes(payload.length);
  }

  static QuarantineRecord.Builder sessionRules(String id) {
    return QuarantineRecord.newBuilder()
        .setId(id)
        .setStage("session-rules")
        .setReason("IMPLAUSIBLE_PRESSURE")
        .setDetail("systolic 11647 mmHg is outside 40 to 300")
        .setOrigin("rivulet.vitals.samples")
        .setDevice("monitor-1")
        .setSession("session-7")
        .setReceivedTime(START);
  }

  static QuarantineRecord mark(QuarantineRecord refused, String by, Instant time) {
    return QuarantineRecord.newBuilder(refused)
        .setRedrivenTime(time)
        .setRedrivenBy(by)
        .setRedrivenTo("rivulet.pump.samples")
        .setRedrivenCorrected(false)
        .build();
  }

  static Position at(long offset) {
    return new Position(0, offset);
  }

  static Entry entry(QuarantineRecord record) {
    return Entry.of(record, at(0));
  }
}
