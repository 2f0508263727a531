package io.rivulet.schemas.serde;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.apicurio.registry.serde.avro.AvroKafkaSerdeConfig;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Lets the registry's library read into Rivulet's records: into the one class the serde is for,
 * never into a class that a schema from outside names, and with that class's conversions, so that
 * optional times are instants too. The library makes it by its class name, hence public.
 */
public final class RecordDatumProvider<T extends SpecificRecord> implements AvroDatumProvider<T> {
  static final String RECORD_CLASS = "rivulet.record.class";

  private Schema expected;
  private SpecificData data;

  /** To be configured before use. */
  public RecordDatumProvider() {}

  @Override
  public void configure(AvroKafkaSerdeConfig config) {
    Class<?> recordClass = (Class<?>) config.originals().get(RECORD_CLASS);
    data = SpecificData.getForClass(recordClass);
    expected = data.getSchema(recordClass);
  }

  @Override
  public DatumWriter<T> createDatumWriter(T record, Schema schema) {
    return new SpecificDatumWriter<>(expected, data);
  }

  @Override
  public DatumReader<T> createDatumReader(Schema written) {
    return new Reader<>(new SpecificDatumReader<>(written, expected, data), written.getFullName());
  }

  @Override
  public Schema toSchema(T record) {
    return record.getSchema();
  }

  /** Tells bytes that cannot be read, which stay so, from a registry that is away for a while. */
  private record Reader<T>(SpecificDatumReader<T> reader, String name) implements DatumReader<T> {
    @Override
    public void setSchema(Schema schema) {
      reader.setSchema(schema);
    }

    @Override
    public T read(T reuse, Decoder in) {
      try {
        return reader.read(reuse, in);
      } catch (IOException | RuntimeException e) {
        throw new SerializationException("cannot read a record written as " + name + ": " + e, e);
      }
    }
  }
}
