package io.rivulet.schemas.serde;

import io.apicurio.registry.resolver.SchemaResolverConfig;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Picks how records are encoded: in Confluent wire format where a schema registry is configured, in
 * Avro single-object encoding otherwise. All roles of an installation must be configured alike; one
 * encoding does not read the other.
 */
public final class SerdeFactory {
  private final Optional<String> registryUrl;

  /**
   * For a registry, or without one.
   *
   * @param registryUrl the registry's address, such as {@code http://registry:8080}
   */
  public SerdeFactory(Optional<String> registryUrl) {
    this.registryUrl = registryUrl;
  }

  /** The serde of one record class; to be closed by whoever uses it. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> recordClass) {
    return registryUrl.isPresent()
        ? RegistrySerde.of(
            recordClass, Map.of(SchemaResolverConfig.REGISTRY_URL, registryUrl.get()))
        : AvroSerde.of(recordClass);
  }
}
