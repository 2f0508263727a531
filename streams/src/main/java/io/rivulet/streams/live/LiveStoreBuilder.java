package io.rivulet.streams.live;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link LiveStore} over a persistent store with a changelog. */
public final class LiveStoreBuilder<V> implements StoreBuilder<LiveStore<V>> {
  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> stored;
  private final int most;

  /**
   * A store of a task.
   *
   * @param name which must not change
   * @param most objects in memory, 1 or more; beyond it those used least recently are written
   */
  public LiveStoreBuilder(String name, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(name + " keeps " + most + " objects; at least 1");
    }
    this.most = most;
    this.stored =
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }

  @Override
  public StoreBuilder<LiveStore<V>> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<LiveStore<V>> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<LiveStore<V>> withLoggingEnabled(Map<String, String> config) {
    stored.withLoggingEnabled(config);
    return this;
  }

  @Override
  public StoreBuilder<LiveStore<V>> withLoggingDisabled() {
    stored.withLoggingDisabled();
    return this;
  }

  @Override
  public LiveStore<V> build() {
    return new LiveStore<>(stored.build(), most);
  }

  @Override
  public Map<String, String> logConfig() {
    return stored.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return stored.loggingEnabled();
  }

  @Override
  public String name() {
    return stored.name();
  }
}
