package io.rivulet.streams.attribution;

import io.rivulet.schemas.record.DeviceBindingRecord;
import io.rivulet.schemas.record.DeviceBindingsState;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.serde.AvroSerde;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The processors of attribution and the stores they own, by name. */
public final class AttributionStage {
  private AttributionStage() {}

  /** Session events in, bindings by device out. */
  public static ProcessorSupplier<String, SessionEventRecord, String, DeviceBindingRecord>
      bindingsByDevice() {
    return BindingsByDevice::new;
  }

  /**
   * Samples and bindings by device in, samples by session out.
   *
   * @param unattributedMax samples kept for a device that no binding covers
   */
  public static ProcessorSupplier<String, SpecificRecord, String, SessionTelemetryRecord>
      attribution(int unattributedMax) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SpecificRecord, String, SessionTelemetryRecord> get() {
        return new Attribution(unattributedMax);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Attribution.BINDINGS),
                Serdes.String(),
                AvroSerde.of(DeviceBindingsState.class)),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Attribution.UNATTRIBUTED),
                Serdes.Bytes(),
                AvroSerde.of(SessionTelemetryRecord.class)));
      }
    };
  }
}
