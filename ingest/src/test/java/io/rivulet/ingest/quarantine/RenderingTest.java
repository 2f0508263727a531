package io.rivulet.ingest.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.testkit.Requirement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static final Culprit NONE = new Culprit(Set.of(), OptionalLong.empty());

  @Test
  @Requirement("BRIDGE-041")
  void theTableHasALineForEachAndIdsAsShortAsTellsThemApart() {
    List<String> lines =
        new EntryTable(0)
            .lines(
                List.of(
                    Refusals.entry(Refusals.bridge("0123456789abcdef", "pump-1").build()),
                    Refusals.entry(Refusals.bridge("012345678fabcdef", "pump-2").build())));

    assertThat(lines)
        .containsExactly(
            "ID          RECEIVED              TIMES  DEVICE  REASON     STATE  DETAIL",
            "0123456789  2026-11-21T10:00:00Z  1      pump-1  MALFORMED  open   not JSON at byte 3",
            "012345678f  2026-11-21T10:00:00Z  1      pump-2  MALFORMED  open   not JSON at byte 3");
    assertThat(new EntryTable(80).lines(List.of())).isEmpty();
  }

  @Test
  @Requirement("BRIDGE-041")
  void linesAreCutToTheTerminalAndHoldNothingThatMovesItsCursor() {
    Entry entry =
        Refusals.entry(
            Refusals.bridge("0123456789", "p")
                .setDevice(null)
                .setOrigin("a/\u001b[2J\u202eb")
                .setDetail("x".repeat(900))
                .build());

    assertThat(new EntryTable(100).lines(List.of(entry)).get(1))
        .hasSize(100)
        .contains("a/?[2J?b: xxx")
        .endsWith("..");
    assertThat(entry.detail()).hasSize(400);
  }

  @Test
  @Requirement("BRIDGE-041")
  void aRedriveSaysWhenByWhomAndWhereTo() {
    Entry entry =
        Refusals.entry(Refusals.bridge("a", "pump-1").build())
            .withState(
                new EntryState.Redriven(
                    Refusals.START.plusMillis(1), "anna", "rivulet.pump.samples", true));

    assertThat(new EntryTable(0).lines(List.of(entry)).get(1))
        .contains("redriven")
        .endsWith(
            "2026-11-21T10:00:00Z by anna to rivulet.pump.samples, corrected; was: not JSON at byte 3");
    assertThat(EntryJson.line(entry))
        .isEqualTo(
            """
            {"id":"a","stage":"bridge","reason":"MALFORMED","detail":"not JSON at byte 3",\
            "origin":"rivulet/v1/north/pump-1/pump","site":"north","device":"pump-1",\
            "firstReceived":"2026-11-21T10:00:00Z","lastReceived":"2026-11-21T10:00:00Z",\
            "deliveries":1,"payloadBytes":14,"keptBytes":14,"state":"redriven",\
            "redrivenTime":"2026-11-21T10:00:00.001Z","redrivenBy":"anna",\
            "redrivenTo":"rivulet.pump.samples","redrivenCorrected":true}""");
  }

  @Test
  @Requirement("BRIDGE-042")
  void jsonIsLaidOutAsItCameWithAnArrowAtWhatWasRefused() {
    String json =
        "{\"site\":\"n\",\"site\":\"m\",\"rate\":{\"value\":1.500e0,\"unit\":\"ML/\\u001bH\"},\"alarms\":[1,true]}";

    assertThat(
            PayloadText.lines(
                json.getBytes(StandardCharsets.UTF_8),
                Culprit.of("UNKNOWN_UNIT", "rate: rate has unit \"ML/H\"")))
        .containsExactly(
            "{",
            "  \"site\": \"n\",",
            "  \"site\": \"m\",",
            "  \"rate\": {   <-- refused",
            "    \"value\": 1.500e0,",
            "    \"unit\": \"ML/\\u001BH\"",
            "  },",
            "  \"alarms\": [",
            "    1,",
            "    true",
            "  ]",
            "}");
    assertThat(
            PayloadText.lines(
                "{\"a\":1,\"time\":2,\"b\":3}".getBytes(StandardCharsets.UTF_8),
                Culprit.of("TIME_AHEAD", "device time 2026 is more than PT1H ahead")))
        .containsExactly("{", "  \"a\": 1,", "  \"time\": 2,   <-- refused", "  \"b\": 3", "}");
  }

  @Test
  @Requirement("BRIDGE-042")
  void whatIsNoJsonIsDumpedWithOffsetsAndAnArrowWhereReadingStopped() {
    byte[] payload = "{ not a sample, \u0007not at all".getBytes(StandardCharsets.UTF_8);

    assertThat(PayloadText.lines(payload, Culprit.of("MALFORMED", "not JSON: odd at byte 17")))
        .containsExactly(
            "00000000  7b 20 6e 6f 74 20 61 20  73 61 6d 70 6c 65 2c 20  |{ not a sample, |",
            "00000010  07 6e 6f 74 20 61 74 20  61 6c 6c                 |.not at all|   <-- reading stopped at byte 17");
    assertThat(PayloadText.lines(new byte[] {(byte) 0xC3, 1}, NONE))
        .singleElement()
        .asString()
        .startsWith("00000000  c3 01 ");
    assertThat(PayloadText.lines("{} {}".getBytes(StandardCharsets.UTF_8), NONE)).hasSize(1);
    assertThat(PayloadText.lines("[".repeat(60_000).getBytes(StandardCharsets.UTF_8), NONE))
        .hasSize(257)
        .last()
        .isEqualTo("55904 bytes more; --raw writes all that are kept");
  }

  @Test
  @Requirement("BRIDGE-042")
  void thePageHasEveryField() {
    QuarantineRecord truncated =
        Refusals.bridge("a", "pump-1")
            .setPayload(ByteBuffer.wrap(new byte[] {1}))
            .setPayloadBytes(70_000)
            .build();

    assertThat(EntryPage.lines(Refusals.entry(truncated), truncated))
        .contains(
            "id           a",
            "reason       MALFORMED",
            "origin       rivulet/v1/north/pump-1/pump",
            "site         north",
            "deliveries   1",
            "state        open",
            "kept at      partition 0, offset 0",
            "payload      the first 1 of 70000 bytes");
  }

  @Test
  @Requirement("BRIDGE-041")
  void timesAreGivenAsTheyAreOrAsHowLongAgo() {
    Instant now = Refusals.START;

    assertThat(TimeArgument.parse("2026-11-21T12:00:00+02:00", now)).isEqualTo(now);
    assertThat(TimeArgument.parse("PT2H", now)).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThatThrownBy(() -> TimeArgument.parse("yesterday", now))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"yesterday\" is no time");
  }
}
