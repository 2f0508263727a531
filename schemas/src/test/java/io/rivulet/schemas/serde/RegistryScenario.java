package io.rivulet.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.schemas.record.Examples;
import io.rivulet.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** What holds against any registry: what one process writes in Confluent format, another reads. */
final class RegistryScenario {
  private RegistryScenario() {}

  static void everyTopicsValueSurvives(String url, String prefix) {
    for (Topic topic : Topic.values()) {
      survives(url, topic.kafkaName(prefix), Examples.of(topic));
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> void survives(String url, String topic, T record) {
    SerdeFactory factory = new SerdeFactory(Optional.of(url));
    try (Serde<T> writer = factory.serde((Class<T>) record.getClass());
        Serde<T> reader = factory.serde((Class<T>) record.getClass())) {
      byte[] bytes = writer.serializer().serialize(topic, record);
      assertThat(bytes[0]).isZero();
      assertThat(ByteBuffer.wrap(bytes).getInt(1)).isPositive();
      assertThat(reader.deserializer().deserialize(topic, bytes)).isEqualTo(record);
    }
  }
}
