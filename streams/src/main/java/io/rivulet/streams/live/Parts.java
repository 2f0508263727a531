package io.rivulet.streams.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where one live object lies in its store: a head, and numbered chunks of which only those that
 * changed are written.
 */
public final class Parts {
  private static final byte HEAD = 'h';
  private static final byte CHUNK = 'c';

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte[] owner;

  Parts(KeyValueStore<Bytes, byte[]> store, String owner) {
    this.store = store;
    this.owner = owner.getBytes(StandardCharsets.UTF_8);
  }

  /** A numbered chunk. */
  public record Chunk(long number, byte[] bytes) {}

  /** The head, null where there is none. */
  public byte[] head() {
    return store.get(headKey(owner));
  }

  /** Writes the head. */
  public void head(byte[] bytes) {
    store.put(headKey(owner), bytes);
  }

  /** Writes a chunk. */
  public void chunk(long number, byte[] bytes) {
    store.put(chunkKey(number), bytes);
  }

  /** Lets go of a chunk. */
  public void deleteChunk(long number) {
    store.delete(chunkKey(number));
  }

  /** The chunks, by number. */
  public List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        store.range(chunkKey(0), chunkKey(Long.MAX_VALUE))) {
      while (found.hasNext()) {
        KeyValue<Bytes, byte[]> entry = found.next();
        byte[] key = entry.key.get();
        chunks.add(new Chunk(ByteBuffer.wrap(key).getLong(key.length - Long.BYTES), entry.value));
      }
    }
    return chunks;
  }

  /** Lets go of all. */
  void delete() {
    chunks().forEach(chunk -> deleteChunk(chunk.number()));
    store.delete(headKey(owner));
  }

  private Bytes chunkKey(long number) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + owner.length + Long.BYTES)
            .put(CHUNK)
            .put(owner)
            .putLong(number)
            .array());
  }

  private static Bytes headKey(byte[] owner) {
    return Bytes.wrap(ByteBuffer.allocate(1 + owner.length).put(HEAD).put(owner).array());
  }

  /** The owners whose names begin so, in order. */
  static List<String> owners(KeyValueStore<Bytes, byte[]> store, String prefix) {
    List<String> owners = new ArrayList<>();
    heads(store, prefix, (owner, head) -> owners.add(owner));
    return owners;
  }

  /** The heads of the owners whose names begin so, in order. */
  static void heads(
      KeyValueStore<Bytes, byte[]> store, String prefix, BiConsumer<String, byte[]> visitor) {
    byte[] begin = prefix.getBytes(StandardCharsets.UTF_8);
    byte[] end = ByteBuffer.allocate(begin.length + 1).put(begin).put((byte) 0xff).array();
    try (KeyValueIterator<Bytes, byte[]> heads = store.range(headKey(begin), headKey(end))) {
      while (heads.hasNext()) {
        KeyValue<Bytes, byte[]> entry = heads.next();
        byte[] key = entry.key.get();
        visitor.accept(new String(key, 1, key.length - 1, StandardCharsets.UTF_8), entry.value);
      }
    }
  }
}
