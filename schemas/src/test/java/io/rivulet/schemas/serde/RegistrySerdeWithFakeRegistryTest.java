package io.rivulet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.Examples;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.topic.Topic;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Confluent wire format against a fake registry; RegistrySerdeIT has a real one. */
class RegistrySerdeWithFakeRegistryTest {
  private static final String TOPIC = "rivulet.pump.samples";
  private static final PumpSampleRecord PUMP = (PumpSampleRecord) Examples.of(Topic.PUMP_SAMPLES);

  private FakeRegistry registry;
  private Serde<PumpSampleRecord> serde;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
    serde = new SerdeFactory(Optional.of(registry.url())).serde(PumpSampleRecord.class);
  }

  @AfterEach
  void stop() {
    serde.close();
    registry.close();
  }

  @Requirement("CONTRACT-012")
  @Test
  void everyTopicsValueSurvivesTheWireFormat() {
    RegistryScenario.everyTopicsValueSurvives(registry.url(), "rivulet.");
    assertThat(registry.artifacts())
        .containsExactly(
            Arrays.stream(Topic.values())
                .map(topic -> topic.kafkaName("rivulet.") + "-value")
                .toArray(String[]::new));
  }

  @Requirement("CONTRACT-012")
  @Test
  void theHeaderIsAZeroByteAndTheIdBigEndian() {
    byte[] bytes = serde.serializer().serialize(TOPIC, PUMP);
    assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void theRegistryIsAskedOncePerSchemaNotOncePerRecord() {
    for (int i = 0; i < 100; i++) {
      serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, PUMP));
    }
    assertThat(registry.requests()).isLessThanOrEqualTo(3);
  }

  @Requirement("CONTRACT-013")
  @Test
  void bytesThatAreNoRecordAreSaidToBeSo() {
    byte[] good = serde.serializer().serialize(TOPIC, PUMP);
    for (byte[] bad :
        new byte[][] {
          {},
          {0, 0, 0},
          AvroSerde.of(PumpSampleRecord.class).encode(PUMP),
          Arrays.copyOf(good, good.length - 3)
        }) {
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.deserializer().deserialize(TOPIC, bad));
    }
  }

  @Test
  void aRecordOfAnotherKindIsNotReadIntoThisOne() {
    try (Serde<DeviceStatusRecord> other =
        RegistrySerde.of(
            DeviceStatusRecord.class, Map.of("apicurio.registry.url", registry.url()))) {
      byte[] bytes =
          other
              .serializer()
              .serialize(
                  "rivulet.device.status", (DeviceStatusRecord) Examples.of(Topic.DEVICE_STATUS));
      assertThatExceptionOfType(SerializationException.class)
          .isThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
          .withMessageContaining("DeviceStatusRecord");
    }
  }

  @Requirement("CONTRACT-013")
  @Test
  void aRegistryThatIsAwayIsNotTakenForABadRecord() {
    byte[] bytes = serde.serializer().serialize(TOPIC, PUMP);
    registry.close();
    assertThat(catchThrowable(() -> serde.deserializer().deserialize(TOPIC, bytes)))
        .isNotNull()
        .isNotInstanceOf(SerializationException.class);
  }

  @Test
  void whatIsKnownStaysKnownWhileTheRegistryIsAway() {
    byte[] bytes = serde.serializer().serialize(TOPIC, PUMP);
    serde.deserializer().deserialize(TOPIC, bytes);
    registry.close();
    byte[] again = serde.serializer().serialize(TOPIC, PUMP);
    assertThat(serde.deserializer().deserialize(TOPIC, again)).isEqualTo(PUMP);
  }

  @Test
  void withoutARegistryRecordsAreInSingleObjectEncoding() {
    try (Serde<PumpSampleRecord> plain =
        new SerdeFactory(Optional.empty()).serde(PumpSampleRecord.class)) {
      assertThat(plain.serializer().serialize(TOPIC, PUMP)).startsWith(0xC3, 0x01);
      assertThat(plain.serializer().serialize(TOPIC, null)).isNull();
      assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
      assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }
  }
}
