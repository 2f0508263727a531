package io.rivulet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.Examples;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {
  private static final AvroSerde<AlertRecord> ALERTS = AvroSerde.of(AlertRecord.class);

  @Test
  void aRecordThatNeverChangedHasNoEarlierSchema() {
    assertThat(EarlierSchemas.of(PumpSampleRecord.getClassSchema())).isEmpty();
  }

  @Requirement("CONTRACT-010")
  @Test
  void whatAnEarlierReleaseWroteIsRead() throws IOException {
    Schema earlier = EarlierSchemas.of(LimitsProfileRecord.getClassSchema()).get(0);
    var written =
        new GenericRecordBuilder(earlier)
            .set("profile", "icu")
            .set("author", "somebody")
            .set("version", 3)
            .set("from", 1_795_253_400_123_456L)
            .set("json", "{}")
            .build();
    byte[] bytes =
        new BinaryMessageEncoder<>(new GenericData(), earlier).encode(written).array().clone();
    assertThat(AvroSerde.of(LimitsProfileRecord.class).decode(bytes))
        .isEqualTo(
            new LimitsProfileRecord("icu", 3, Instant.parse("2026-11-21T09:30:00.123456Z"), "{}"));
  }

  @Requirement("CONTRACT-010")
  @Test
  void aQuarantineRecordFromBeforeThereWereRedrivesIsReadAsNotRedriven() throws IOException {
    QuarantineRecord now = (QuarantineRecord) Examples.of(Topic.QUARANTINE);
    Schema earlier = EarlierSchemas.of(QuarantineRecord.getClassSchema()).get(0);
    var encoder =
        new BinaryMessageEncoder<QuarantineRecord>(
            SpecificData.getForClass(QuarantineRecord.class), earlier);
    byte[] bytes = encoder.encode(now).array().clone();
    QuarantineRecord read = AvroSerde.of(QuarantineRecord.class).decode(bytes);
    assertThat(read)
        .isEqualTo(
            QuarantineRecord.newBuilder(now)
                .clearRedrivenTime()
                .clearRedrivenBy()
                .clearRedrivenTo()
                .clearRedrivenCorrected()
                .build());
  }

  @Test
  void bytesThatAreNoSuchRecordAreSaidToBeSo() {
    byte[] other = AvroSerde.of(LimitsProfileRecord.class).encode(limits());
    for (byte[] bad : new byte[][] {{}, {(byte) 0xC3}, other}) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> ALERTS.deserializer().deserialize("alerts", bad));
    }
  }

  @Test
  void nothingStaysNothing() {
    assertThat(ALERTS.serializer().serialize("alerts", null)).isNull();
    assertThat(ALERTS.deserializer().deserialize("alerts", null)).isNull();
  }

  private static LimitsProfileRecord limits() {
    return (LimitsProfileRecord) Examples.of(Topic.LIMITS);
  }
}
