package io.rivulet.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** A message that waited on disk is the message that came. */
@Requirement("BRIDGE-060")
class PublicationBytesProperties {
  @Property(tries = 200)
  void comeBackAsTheyWere(
      @ForAll @StringLength(min = 1, max = 200) String topic,
      @ForAll @Size(max = 2000) byte[] payload,
      @ForAll boolean duplicate,
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999_999L) long micros)
      throws IOException {
    Instant received = Instant.EPOCH.plusNanos(micros % 1_000_000 * 1000).plusMillis(micros / 1000);
    Publication before = new Publication(topic, payload, duplicate, received);

    Publication after = PublicationBytes.read(PublicationBytes.of(before));

    // Lone surrogates cannot stand in a topic: MQTT refuses them before they get here.
    if (topic.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      assertThat(after.topic()).isEqualTo(topic);
      assertThat(after.id()).isEqualTo(before.id());
    }
    assertThat(after.payload()).isEqualTo(payload);
    assertThat(after.duplicate()).isEqualTo(duplicate);
    assertThat(after.received()).isEqualTo(received);
    assertThat(after.payloadBytes()).isEqualTo(payload.length);
  }

  @Property(tries = 20)
  void keepTheIdAndLengthOfAnOversizedPayload(@ForAll @LongRange(min = 1, max = 100_000) long more)
      throws IOException {
    byte[] payload = new byte[PayloadCodec.MAX_BYTES + (int) more];
    Arrays.fill(payload, (byte) 7);
    Publication before = new Publication("a/b", payload, false, Instant.EPOCH);

    byte[] bytes = PublicationBytes.of(before);
    Publication after = PublicationBytes.read(bytes);

    assertThat(bytes).hasSizeLessThan(PublicationBytes.MAX_BYTES);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.payloadBytes()).isEqualTo(payload.length);
    assertThat(after.oversized()).isTrue();
  }

  @Property(tries = 300)
  void neverReadRubbishAsAMessageWithoutSayingSo(@ForAll @Size(max = 300) byte[] rubbish) {
    byte[] bytes = rubbish.clone();
    if (bytes.length > 0) {
      bytes[0] = 9;
    }

    assertThatThrownBy(() -> PublicationBytes.read(bytes)).isInstanceOf(IOException.class);
  }
}
