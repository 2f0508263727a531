package io.rivulet.streams.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Objects kept in memory over a store with a changelog. A change costs no write: the task writes
 * what changed just before it commits, so that what is stored, what was produced and the offsets
 * agree. At most a number of objects is in memory; those used least recently are written and let
 * go, and loaded again when they are asked for.
 *
 * <p>The hook is {@link CachedStateStore#flushCache()}, which Kafka Streams calls while it prepares
 * a commit. It is the only thing taken from Kafka's internals. Confined to the task's thread.
 */
public final class LiveStore<V> implements StateStore, CachedStateStore<Bytes, byte[]> {
  private final KeyValueStore<Bytes, byte[]> store;
  private final int most;
  private final Map<String, V> live = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, V> changed = new LinkedHashMap<>();
  private LiveCodec<V> codec;

  LiveStore(KeyValueStore<Bytes, byte[]> store, int most) {
    this.store = store;
    this.most = most;
  }

  /** Says how objects are read and written; before anything else. */
  public void use(LiveCodec<V> how) {
    codec = how;
  }

  /** The object of an owner, null where there is none. */
  public V get(String owner) {
    V found = live.get(owner);
    if (found == null) {
      found = codec.load(owner, new Parts(store, owner));
      if (found != null) {
        keep(owner, found);
      }
    }
    return found;
  }

  /** Keeps an object that is new or has changed. */
  public void changed(String owner, V object) {
    changed.put(owner, object);
    if (live.get(owner) != object) {
      keep(owner, object);
    }
  }

  /** Lets go of an object, in memory and in the store. */
  public void remove(String owner) {
    live.remove(owner);
    changed.remove(owner);
    new Parts(store, owner).delete();
  }

  /** Owners whose names begin so, in order of their names. */
  public List<String> owners(String prefix) {
    flushCache();
    return Parts.owners(store, prefix);
  }

  /** Shows the head of every object as it is stored, without loading any. */
  public void eachHead(BiConsumer<String, byte[]> visitor) {
    flushCache();
    Parts.heads(store, "", visitor);
  }

  /** What is stored: heads and chunks, all changes written. */
  public KeyValueStore<Bytes, byte[]> stored() {
    flushCache();
    return store;
  }

  /** Objects in memory. */
  public int inMemory() {
    return live.size();
  }

  private void keep(String owner, V object) {
    live.put(owner, object);
    while (live.size() > most) {
      Map.Entry<String, V> eldest = live.entrySet().iterator().next();
      if (changed.remove(eldest.getKey()) != null) {
        codec.save(eldest.getValue(), new Parts(store, eldest.getKey()));
      }
      live.remove(eldest.getKey());
    }
  }

  @Override
  public void flushCache() {
    changed.forEach((owner, object) -> codec.save(object, new Parts(store, owner)));
    changed.clear();
  }

  @Override
  public void clearCache() {
    live.clear();
    changed.clear();
  }

  @Override
  public boolean setFlushListener(
      org.apache.kafka.streams.state.internals.CacheFlushListener<Bytes, byte[]> listener,
      boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    store.init(context, root);
  }

  @Override
  public void commit(Map<org.apache.kafka.common.TopicPartition, Long> changelogOffsets) {
    store.commit(changelogOffsets);
  }

  @Override
  public Long committedOffset(org.apache.kafka.common.TopicPartition partition) {
    return store.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation")
  public boolean managesOffsets() {
    return store.managesOffsets();
  }

  @Override
  public void close() {
    clearCache();
    store.close();
  }

  @Override
  public boolean persistent() {
    return store.persistent();
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }

  @Override
  public Position getPosition() {
    return store.getPosition();
  }
}
