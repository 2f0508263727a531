package io.rivulet.streams.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Samples of many owners in a store, each owner's in the order in which rules see them. */
public final class Timeline<V> {
  private final KeyValueStore<Bytes, V> store;

  /** Over a store whose keys are made by {@link TimelineKey}. */
  public Timeline(KeyValueStore<Bytes, V> store) {
    this.store = store;
  }

  /** Whether a sample is there already. */
  public boolean contains(Bytes key) {
    return store.get(key) != null;
  }

  /** Puts a sample in its place. */
  public void put(Bytes key, V value) {
    store.put(key, value);
  }

  /** The owner's sample just before a key that is not there. */
  public Optional<V> before(byte[] owner, Bytes key) {
    try (KeyValueIterator<Bytes, V> values = store.reverseRange(TimelineKey.first(owner), key)) {
      return firstOther(values, key);
    }
  }

  /** The owner's sample just after a key that is not there. */
  public Optional<V> after(byte[] owner, Bytes key) {
    try (KeyValueIterator<Bytes, V> values = store.range(key, TimelineKey.last(owner))) {
      return firstOther(values, key);
    }
  }

  private Optional<V> firstOther(KeyValueIterator<Bytes, V> values, Bytes key) {
    while (values.hasNext()) {
      KeyValue<Bytes, V> next = values.next();
      if (!next.key.equals(key)) {
        return Optional.of(next.value);
      }
    }
    return Optional.empty();
  }

  /** Every sample of an owner, in order. */
  public List<V> all(byte[] owner) {
    List<V> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, V> values =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      values.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }

  /** Lets go of every sample of an owner. */
  public void clear(byte[] owner) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, V> values =
        store.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      values.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }
}
