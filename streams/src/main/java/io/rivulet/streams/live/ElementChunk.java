package io.rivulet.streams.live;

import io.rivulet.domain.reading.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Some consecutive elements as bytes; the last chunk of a course is open and takes more. */
final class ElementChunk<E> {
  private final Function<? super E, Origin> originOf;
  private final Supplier<ElementCoder<E>> coders;
  private byte[] closed;
  private CompactWriter open;
  private ElementCoder<E> coder;
  private int count;
  private Origin latest;

  ElementChunk(Function<? super E, Origin> originOf, Supplier<ElementCoder<E>> coders) {
    this.originOf = originOf;
    this.coders = coders;
  }

  static <E> ElementChunk<E> of(
      Function<? super E, Origin> originOf, Supplier<ElementCoder<E>> coders, List<E> elements) {
    ElementChunk<E> chunk = new ElementChunk<>(originOf, coders);
    elements.forEach(chunk::append);
    chunk.close();
    return chunk;
  }

  static <E> ElementChunk<E> stored(
      Function<? super E, Origin> originOf, Supplier<ElementCoder<E>> coders, byte[] bytes) {
    ElementChunk<E> chunk = new ElementChunk<>(originOf, coders);
    CompactReader reader = new CompactReader(bytes);
    chunk.count = Math.toIntExact(reader.count());
    chunk.closed = CompactWriter.after(bytes, reader.position()).toBytes();
    List<E> elements = chunk.elements();
    chunk.latest = originOf.apply(elements.get(elements.size() - 1));
    return chunk;
  }

  int count() {
    return count;
  }

  Origin latest() {
    return latest;
  }

  /** Adds an element at the end. */
  void append(E element) {
    if (open == null) {
      reopen();
    }
    coder.write(element, open);
    count++;
    latest = originOf.apply(element);
  }

  /** Goes on after what was written, whose coder is gone: what was written is written again. */
  private void reopen() {
    List<E> before = count == 0 ? List.of() : elements();
    open = new CompactWriter();
    coder = coders.get();
    before.forEach(element -> coder.write(element, open));
    closed = null;
  }

  /** Keeps no more than the bytes. */
  void close() {
    if (open != null) {
      closed = open.toBytes();
      open = null;
      coder = null;
    }
  }

  List<E> elements() {
    byte[] bytes = open == null ? closed : open.toBytes();
    CompactReader reader = new CompactReader(bytes);
    ElementCoder<E> reading = coders.get();
    List<E> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(reading.read(reader));
    }
    return elements;
  }

  byte[] toBytes() {
    if (open != null) {
      return open.toBytesAfter(count);
    }
    return CompactWriter.after(closed, 0).toBytesAfter(count);
  }
}
