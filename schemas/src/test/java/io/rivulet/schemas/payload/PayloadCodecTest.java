package io.rivulet.schemas.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.StatusPayload;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadCodecTest {
  private static final String PUMP =
      """
      {"site":"demo","device":"p1","time":"2026-11-21T15:00:00+05:30","sequence":3,
       "drug":"Ketamine","state":"RUN","rate":{"value":7.5,"unit":"mL/h"}}""";

  @Requirement("CONTRACT-001")
  @ParameterizedTest
  @EnumSource(PayloadKind.class)
  void everyMessageSurvivesItsJson(PayloadKind kind) throws Exception {
    SpecificRecord payload = Payloads.of(kind);
    assertThat(PayloadCodec.decode(kind, PayloadCodec.json(payload))).isEqualTo(payload);
  }

  @Requirement("CONTRACT-001")
  @ParameterizedTest
  @EnumSource(PayloadKind.class)
  void everyMessageSurvivesItsAvro(PayloadKind kind) throws Exception {
    SpecificRecord payload = Payloads.of(kind);
    byte[] bytes = PayloadCodec.avro(payload);
    assertThat(bytes[0]).isEqualTo((byte) 0xC3);
    assertThat(PayloadCodec.decode(kind, bytes)).isEqualTo(payload);
  }

  @Test
  void threadsShareTheCodec() {
    byte[] avro = PayloadCodec.avro(Payloads.pump());
    byte[] json = PayloadCodec.json(Payloads.pump());
    long good =
        IntStream.range(0, 20_000)
            .parallel()
            .filter(i -> decoded(i % 2 == 0 ? avro : json).equals(Payloads.pump()))
            .count();
    assertThat(good).isEqualTo(20_000);
  }

  private static SpecificRecord decoded(byte[] bytes) {
    try {
      return PayloadCodec.decode(PayloadKind.PUMP, bytes);
    } catch (RefusedPayloadException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTimeWithAnyOffsetIsRead() throws Exception {
    assertThat(pump(PUMP).getTime()).isEqualTo(Instant.parse("2026-11-21T09:30:00Z"));
  }

  @Test
  void optionalFieldsMayBeAbsentOrNull() throws Exception {
    PumpPayload payload =
        pump(PUMP.replace("\"rate\":{\"value\":7.5,", "\"volume\":null,\"rate\":{\"value\":7,"));
    assertThat(payload.getVolume()).isNull();
    assertThat(payload.getConcentration()).isNull();
    assertThat(payload.getRate().getValue()).isEqualTo(7.0);
    assertThat(payload.getAlarms()).isEmpty();
  }

  @Test
  void defaultsAreNotSharedBetweenMessages() throws Exception {
    pump(PUMP).getAlarms().add("DOOR");
    assertThat(pump(PUMP).getAlarms()).isEmpty();
  }

  @Test
  void aPressureWithoutUnitIsInMillimetresOfMercury() throws Exception {
    VitalsPayload payload =
        (VitalsPayload)
            decode(
                PayloadKind.VITALS,
                """
                {"site":"s","device":"m","time":"2026-11-21T09:30:00Z","sequence":0,
                 "nibp":{"systolic":120}}""");
    assertThat(payload.getNibp().getUnit()).isEqualTo("mm[Hg]");
    assertThat(payload.getNibp().getMean()).isNull();
  }

  @Test
  void aLastWillHasNoTime() throws Exception {
    StatusPayload payload =
        (StatusPayload)
            decode(PayloadKind.STATUS, "{\"site\":\"s\",\"device\":\"d\",\"online\":false}");
    assertThat(payload.getTime()).isNull();
    assertThat(payload.getOnline()).isFalse();
  }

  @Requirement("CONTRACT-002")
  @Test
  void fieldsThatNobodyKnowsArePassedOver() throws Exception {
    String more =
        "{\"vendor\":{\"a\":[1,{\"b\":null}],\"c\":\"x\"},\"lot\":17," + PUMP.substring(1);
    assertThat(pump(more)).isEqualTo(pump(PUMP));
  }

  @Requirement("CONTRACT-003")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"sequence\":3        | \"sequence\":\"3\"     | sequence is the string \"3\", not a whole number",
        "\"sequence\":3        | \"sequence\":3.0       | sequence is 3.0, not a whole number",
        "\"sequence\":3        | \"sequence\":null      | sequence is null, not a whole number",
        "\"sequence\":3,       | `                    ` | sequence is missing",
        "\"value\":7.5         | \"value\":\"7.5\"      | rate.value is the string \"7.5\", not a number",
        "\"value\":7.5         | \"value\":[7.5]        | rate.value is a list, not a number",
        "\"value\":7.5,        | `                    ` | rate.value is missing",
        "\"value\":7.5         | \"value\":NaN          | not JSON: Non-standard token 'NaN'",
        "\"value\":7.5         | \"value\":-Infinity    | not JSON: Non-standard token '-Infinity'",
        "\"value\":7.5         | \"value\":07.5         | not JSON: Invalid numeric value",
        "\"drug\":\"Ketamine\" | \"drug\":7             | drug is 7, not a string",
        "\"drug\":\"Ketamine\" | \"drug\":\"a\\u0000b\" | drug holds a control character or half a character at index 1",
        "\"drug\":\"Ketamine\" | \"drug\":\"\\ud800\"   | drug holds a control character or half a character at index 0",
        "2026-11-21T15:00:00   | 2026-11-21T25:00:00    | time \"2026-11-21T25:00:00+05:30\" is not an ISO-8601 time with offset",
        "+05:30                | ``                     | time \"2026-11-21T15:00:00\" is not an ISO-8601 time with offset",
        "\"device\":\"p1\"     | \"device\":{}          | device is an object, not a string",
        "\"device\":\"p1\"     | \"device\":\"p1\",\"device\":\"p2\" | not JSON: Duplicate field 'device'",
        "\"site\":             | site:                  | not JSON: Unexpected character ('s'",
        "\"rate\":{            | \"alarms\":[\"END\",1],\"rate\":{ | alarms is 1, not a string",
        "\"rate\":{            | \"x\":[[[[[[[[0]]]]]]]],\"rate\":{ | not JSON: Document nesting depth (9) exceeds",
      })
  void whatIsNotExactlyRightIsMalformedAndNamed(String found, String instead, String detail) {
    assertThat(PUMP).contains(found);
    RefusedPayloadException refusal = refusal(PayloadKind.PUMP, PUMP.replace(found, instead));
    assertThat(refusal).hasMessageStartingWith(detail);
    assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED);
  }

  @Requirement("CONTRACT-004")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"value\":7.5 | \"value\":1e999 | rate.value Infinity is not a finite number",
        "\"sequence\":3 | \"sequence\":9223372036854775808 | sequence 9223372036854775808 is outside 0 to",
        "2026-11-21T15 | 1969-11-21T15 | time 1969-11-21T09:30:00Z is outside 1970-01-01T00:00:00Z to",
        "2026-11-21T15 | +10000-11-21T15 | time +10000-11-21T09:30:00Z is outside",
        "2026-11-21T15 | +999999999-11-21T15 | time +999999999-11-21T09:30:00Z is outside",
      })
  void whatCannotBeHeldIsOutOfRange(String found, String instead, String detail) {
    RefusedPayloadException refusal = refusal(PayloadKind.PUMP, PUMP.replace(found, instead));
    assertThat(refusal).hasMessageStartingWith(detail);
    assertThat(refusal.reason()).isEqualTo(RefusalReason.OUT_OF_RANGE);
  }

  @Test
  void bytesAfterTheMessageAreRefusedInJsonAndInAvro() {
    assertThat(refusal(PayloadKind.PUMP, PUMP + " {}")).hasMessageStartingWith("more JSON follows");
    byte[] avro = PayloadCodec.avro(Payloads.pump());
    assertThat(refusal(PayloadKind.PUMP, Arrays.copyOf(avro, avro.length + 1)))
        .hasMessage("bytes follow the Avro record");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin = PUMP.replace("Ketamine", "Käthamin").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refusal(PayloadKind.PUMP, latin)).hasMessageStartingWith("not JSON: Invalid UTF-8");
  }

  @Requirement("CONTRACT-005")
  @Test
  void aPayloadBeyondTheLimitIsNotReadAtAll() {
    RefusedPayloadException refusal =
        refusal(PayloadKind.PUMP, new byte[PayloadCodec.MAX_BYTES + 1]);
    assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_LARGE);
    assertThat(refusal).hasMessage("payload has 65537 bytes; at most 65536 are taken");
  }

  @Requirement("CONTRACT-005")
  @Test
  void stringsAndListsAreBoundedAlikeInBothForms() {
    PumpPayload longName = Payloads.pump();
    longName.setDrug("k".repeat(257));
    PumpPayload manyAlarms = Payloads.pump();
    manyAlarms.setAlarms(Collections.nCopies(65, "END"));
    for (PumpPayload payload : List.of(longName, manyAlarms)) {
      for (byte[] bytes : List.of(PayloadCodec.json(payload), PayloadCodec.avro(payload))) {
        assertThat(refusal(PayloadKind.PUMP, bytes).reason()).isEqualTo(RefusalReason.MALFORMED);
      }
    }
  }

  @Test
  void anAvroMessageOfAnotherSchemaIsNamedByItsFingerprint() {
    RefusedPayloadException refusal =
        refusal(PayloadKind.VITALS, PayloadCodec.avro(Payloads.pump()));
    assertThat(refusal.reason()).isEqualTo(RefusalReason.MALFORMED);
    assertThat(refusal).hasMessageMatching("Avro schema [0-9a-f]{16} is none of VitalsPayload");
  }

  @Test
  void aNumberThatIsNoneIsRefusedInAvroToo() {
    PumpPayload payload = Payloads.pump();
    payload.getRate().setValue(Double.NaN);
    assertThat(refusal(PayloadKind.PUMP, PayloadCodec.avro(payload)))
        .hasMessage("rate.value NaN is not a finite number");
  }

  @Test
  void anEmptyPayloadIsMalformed() {
    assertThat(refusal(PayloadKind.STATUS, new byte[0])).hasMessageStartingWith("payload is empty");
  }

  @Test
  void aRefusalIsShortAndPrintableWhateverThePayloadHeld() {
    String message =
        new RefusedPayloadException(RefusalReason.MALFORMED, "\0\n\ud800" + "x".repeat(999))
            .getMessage();
    assertThat(message).startsWith("???xxx").hasSize(RefusedPayloadException.MAX_DETAIL_CHARACTERS);
  }

  private static PumpPayload pump(String json) throws RefusedPayloadException {
    return (PumpPayload) decode(PayloadKind.PUMP, json);
  }

  private static SpecificRecord decode(PayloadKind kind, String json)
      throws RefusedPayloadException {
    return PayloadCodec.decode(kind, json.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedPayloadException refusal(PayloadKind kind, String json) {
    return refusal(kind, json.getBytes(StandardCharsets.UTF_8));
  }

  private static RefusedPayloadException refusal(PayloadKind kind, byte[] bytes) {
    return catchThrowableOfType(
        RefusedPayloadException.class, () -> PayloadCodec.decode(kind, bytes));
  }
}
