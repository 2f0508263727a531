package io.rivulet.schemas.serde;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Picks how records are encoded. */
public final class SerdeFactory {
  /** For a registry, or without one. */
  public SerdeFactory(Optional<String> registryUrl) {
    registryUrl.ifPresent(
        url -> {
          throw new IllegalStateException("no registry serde");
        });
  }

  /** The serde of one record class. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> recordClass) {
    return AvroSerde.of(recordClass);
  }
}
