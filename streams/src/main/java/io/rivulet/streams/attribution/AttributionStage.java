package io.rivulet.streams.attribution;

import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBindingRecord;
import io.rivulet.schemas.record.DeviceBindingsState;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.streams.live.LiveStoreBuilder;
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
   * Samples, statuses and bindings by device in, samples and statuses by session out, and alerts by
   * device.
   *
   * @param config what is kept of a device that no binding covers, and what of it is an alert
   */
  public static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> attribution(
      TopologyConfig config) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new Attribution(
            config.unattributedMax(),
            config.unattributed(),
            config.liveMax(),
            config.urgentCommit());
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
                AvroSerde.of(SessionTelemetryRecord.class)),
            new LiveStoreBuilder<PumpDeliveries>(Attribution.DELIVERIES, config.liveMax()),
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(Attribution.ALERTS),
                Serdes.Bytes(),
                AvroSerde.of(AlertRecord.class)));
      }
    };
  }
}
