package io.rivulet.streams.live;

/**
 * Writes, or reads, elements one after another, each by what is different from the one before. A
 * coder begins with a chunk, goes one way, and is confined to one thread.
 */
public interface ElementCoder<E> {
  /** Writes the next element. */
  void write(E element, CompactWriter to);

  /** Reads the next element. */
  E read(CompactReader from);
}
