package io.rivulet.streams.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<String, Slot<V>> live = new LinkedHashMap<>(64, 0.75f, true);
  private final Set<Slot<V>> changed = new LinkedHashSet<>();
  private LiveCodec<V> codec;

  /** The slot used last: several rules ask for one object while they look at one sample. */
  private Slot<V> last;

  LiveStore(KeyValueStore<Bytes, byte[]> store, int most) {
    this.store = store;
    this.most = most;
  }

  /** One object in memory; it equals itself only. */
  private static final class Slot<V> {
    private final String owner;
    private V object;
    private boolean changed;

    Slot(String owner, V object) {
      this.owner = owner;
      this.object = object;
    }
  }

  /** Says how objects are read and written; before anything else. */
  public void use(LiveCodec<V> how) {
    codec = how;
  }

  /** The object of an owner, null where there is none. */
  public V get(String owner) {
    Slot<V> found = slot(owner);
    if (found != null) {
      return found.object;
    }
    V loaded = codec.load(owner, new Parts(store, owner));
    if (loaded != null) {
      keep(owner, loaded);
    }
    return loaded;
  }

  /** Keeps an object that is new or has changed. */
  public void changed(String owner, V object) {
    Slot<V> found = slot(owner);
    Slot<V> slot = found == null ? keep(owner, object) : found;
    slot.object = object;
    if (!slot.changed) {
      slot.changed = true;
      changed.add(slot);
    }
  }

  /** Lets go of an object, in memory and in the store. */
  public void remove(String owner) {
    Slot<V> gone = live.remove(owner);
    if (gone != null) {
      changed.remove(gone);
    }
    last = null;
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

  private Slot<V> slot(String owner) {
    if (last == null || !last.owner.equals(owner)) {
      last = live.get(owner);
    }
    return last;
  }

  private Slot<V> keep(String owner, V object) {
    Slot<V> slot = new Slot<>(owner, object);
    live.put(owner, slot);
    last = slot;
    while (live.size() > most) {
      Slot<V> eldest = live.values().iterator().next();
      if (changed.remove(eldest)) {
        save(eldest);
      }
      live.remove(eldest.owner);
    }
    return slot;
  }

  private void save(Slot<V> slot) {
    codec.save(slot.object, new Parts(store, slot.owner));
    slot.changed = false;
  }

  @Override
  public void flushCache() {
    changed.forEach(this::save);
    changed.clear();
  }

  @Override
  public void clearCache() {
    live.clear();
    changed.clear();
    last = null;
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
