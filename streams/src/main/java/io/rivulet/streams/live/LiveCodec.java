package io.rivulet.streams.live;

/** How a live object lies in a store. */
public interface LiveCodec<V> {
  /**
   * The object as it was last saved.
   *
   * @param owner its name
   * @return null where none was saved
   */
  V load(String owner, Parts parts);

  /** Writes what changed since the object was loaded or last saved. */
  void save(V live, Parts parts);
}
