package io.rivulet.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken and half-broken messages by the thousand; the seed is in the failure's description. */
class PayloadFuzzTest {
  private static final int ROUNDS = 6_000;
  private static final Instant RECEIVED = Instant.parse("2026-11-21T09:30:01Z");
  private static final AvroSerde<PumpSampleRecord> PUMPS = AvroSerde.of(PumpSampleRecord.class);
  private static final AvroSerde<VitalsSampleRecord> VITALS =
      AvroSerde.of(VitalsSampleRecord.class);
  private static final AvroSerde<DeviceStatusRecord> STATUS =
      AvroSerde.of(DeviceStatusRecord.class);
  private static final List<String> FRAGMENTS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "-0.0",
          "1e308",
          "1e-320",
          "9223372036854775807",
          "{}",
          "[]",
          "\"\"",
          "\"mL/h\"",
          "\"mm[Hg]\"",
          "\"%\"",
          "\"L/min\"",
          "\"ng/uL\"",
          "\"g\"",
          "\"kPa\"",
          "\"1970-01-01T00:00:00Z\"",
          "\"9999-12-31T23:59:59.999999999Z\"",
          "\"RUN\"",
          "NaN",
          "{\"value\":1e7,\"unit\":\"mL\"}",
          "{\"systolic\":1e6}",
          "{\"value\":100,\"unit\":\"%\"}",
          "\"\\ud83d\\ude00\"",
          "\"\\u0000\"",
          "[[[[[[[[[[",
          "1e99999999999",
          "\"İı\"");

  @Requirement("CONTRACT-008")
  @ParameterizedTest
  @EnumSource(PayloadKind.class)
  void brokenBytesAreRefusedOrMapToTheDomain(PayloadKind kind) {
    byte[] json = PayloadCodec.json(Payloads.of(kind));
    byte[] avro = PayloadCodec.avro(Payloads.of(kind));
    int taken = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes =
          switch (seed % 3) {
            case 0 -> withBytesChanged(random, json, 0);
            case 1 -> withBytesChanged(random, avro, 10);
            default -> withValueReplaced(random, json);
          };
      taken += takenOrRefused(kind, bytes, seed) ? 1 : 0;
    }
    assertThat(taken).as("messages that stayed good").isBetween(ROUNDS / 100, ROUNDS * 3 / 4);
  }

  @Requirement("CONTRACT-008")
  @Test
  void anAvroLengthBeyondThePayloadAllocatesNothing() {
    byte[] avro = PayloadCodec.avro(Payloads.pump());
    for (int at = 10; at < avro.length; at++) {
      byte[] bytes = Arrays.copyOf(avro, avro.length + 8);
      // A zigzag long of about two thousand million: the largest length an array could have.
      byte[] huge = {(byte) 0xEE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
      System.arraycopy(huge, 0, bytes, at, Math.min(huge.length, bytes.length - at));
      takenOrRefused(PayloadKind.PUMP, bytes, at);
    }
  }

  private static boolean takenOrRefused(PayloadKind kind, byte[] bytes, int seed) {
    try {
      requireUsable(kind, PayloadCodec.decode(kind, bytes));
      return true;
    } catch (RefusedPayloadException e) {
      assertThat(e.reason()).as("seed %d", seed).isNotNull();
      assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(kind + " seed " + seed + ": " + e, e);
    }
  }

  /** What was decoded can be written again; what was mapped can be stored and read. */
  private static void requireUsable(PayloadKind kind, SpecificRecord payload)
      throws RefusedPayloadException {
    assertThat(PayloadCodec.decode(kind, PayloadCodec.json(payload))).isEqualTo(payload);
    assertThat(PayloadCodec.decode(kind, PayloadCodec.avro(payload))).isNotNull();
    switch (kind) {
      case PUMP -> {
        PumpSampleRecord record = PayloadMapping.pump((PumpPayload) payload, RECEIVED, false);
        assertThat(PUMPS.decode(PUMPS.encode(record))).isEqualTo(record);
        assertThat(ReadingMapping.pump(record).origin().time()).isEqualTo(record.getDeviceTime());
      }
      case VITALS -> {
        VitalsSampleRecord record = PayloadMapping.vitals((VitalsPayload) payload, RECEIVED, false);
        assertThat(VITALS.decode(VITALS.encode(record))).isEqualTo(record);
        assertThat(ReadingMapping.vitals(record).origin().time()).isEqualTo(record.getDeviceTime());
      }
      case STATUS -> {
        DeviceStatusRecord record = PayloadMapping.status((StatusPayload) payload, RECEIVED);
        assertThat(STATUS.decode(STATUS.encode(record))).isEqualTo(record);
      }
    }
  }

  private static byte[] withBytesChanged(Random random, byte[] good, int from) {
    byte[] bytes = good.clone();
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = from + random.nextInt(bytes.length - from);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(from + 1, at));
        default -> {
          int length = random.nextInt(bytes.length - at);
          System.arraycopy(bytes, from, bytes, at, Math.min(length, bytes.length - at));
        }
      }
    }
    return bytes;
  }

  private static byte[] withValueReplaced(Random random, byte[] good) {
    String json = new String(good, StandardCharsets.UTF_8);
    int colon = json.indexOf(':', random.nextInt(json.lastIndexOf(':')));
    int end = colon + 1;
    while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
      end++;
    }
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return (json.substring(0, colon + 1) + fragment + json.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }
}
