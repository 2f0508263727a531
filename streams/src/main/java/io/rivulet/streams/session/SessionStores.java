package io.rivulet.streams.session;

import io.rivulet.domain.watch.SessionWatch;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionState;
import io.rivulet.schemas.serde.AvroSerde;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.streams.live.LiveStoreBuilder;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The session rules' processor and the stores it owns, by name. */
public final class SessionStores {
  /** Every version of every limits profile; global, filled from the limits topic. */
  public static final String LIMITS = "limits-profiles";

  static final String SESSIONS = "session-events";
  static final String PUMPS = "pump-courses";
  static final String VITALS = "vital-courses";
  static final String EXCURSIONS = "stated-excursions";
  static final String REJECTED = "rejected-readings";
  static final String WATCHES = "session-watches";
  static final String TOTALS = "session-totals";
  static final String ALERTS = "stated-alerts";

  private SessionStores() {}

  /**
   * Session events and samples by session in, results out.
   *
   * @param config the horizon, and what is kept in memory
   */
  public static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> rules(
      TopologyConfig config) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new SessionRules(config);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            store(SESSIONS, Serdes.String(), SessionState.class),
            new LiveStoreBuilder<PumpCourse>(PUMPS, config.liveMax()),
            new LiveStoreBuilder<VitalCourse>(VITALS, config.liveMax()),
            new LiveStoreBuilder<SessionWatch>(WATCHES, config.liveMax()),
            new LiveStoreBuilder<SessionTotals>(TOTALS, config.liveMax()),
            store(ALERTS, Serdes.Bytes(), AlertRecord.class),
            store(EXCURSIONS, Serdes.Bytes(), ExcursionRecord.class),
            store(REJECTED, Serdes.Bytes(), QuarantineRecord.class));
      }
    };
  }

  private static <K, V extends SpecificRecord> StoreBuilder<?> store(
      String name, Serde<K> keys, Class<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), keys, AvroSerde.of(values));
  }
}
