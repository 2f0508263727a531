package io.rivulet.streams.session;

import io.rivulet.schemas.record.DoseLedgerState;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.schemas.record.PressureMonitorState;
import io.rivulet.schemas.record.PressureReadingState;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.QuarantineRecord;
import io.rivulet.schemas.record.SessionState;
import io.rivulet.schemas.serde.AvroSerde;
import java.time.Duration;
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
  static final String PUMP_TIMELINE = "pump-timeline";
  static final String DOSE_LEDGERS = "dose-ledgers";
  static final String PRESSURE_TIMELINE = "pressure-timeline";
  static final String PRESSURE_MONITORS = "pressure-monitors";
  static final String EXCURSIONS = "stated-excursions";
  static final String REJECTED = "rejected-readings";

  private SessionStores() {}

  /**
   * Session events and samples by session in, results out.
   *
   * @param latenessHorizon how long after its closing a session takes samples
   * @param topicPrefix prefix of topic names
   */
  public static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> rules(
      Duration latenessHorizon, String topicPrefix) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SpecificRecord, String, SpecificRecord> get() {
        return new SessionRules(latenessHorizon, topicPrefix);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            store(SESSIONS, Serdes.String(), SessionState.class),
            store(PUMP_TIMELINE, Serdes.Bytes(), PumpSampleRecord.class),
            store(DOSE_LEDGERS, Serdes.Bytes(), DoseLedgerState.class),
            store(PRESSURE_TIMELINE, Serdes.Bytes(), PressureReadingState.class),
            store(PRESSURE_MONITORS, Serdes.Bytes(), PressureMonitorState.class),
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
