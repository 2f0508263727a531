package io.rivulet.streams.live;

import io.rivulet.domain.course.Held;
import io.rivulet.domain.reading.Origin;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Elements held as bytes, in chunks of about {@link #CHUNK}: a twentieth of what objects take. An
 * element at the end is added to the last chunk; one in between has its chunk written anew. Chunks
 * that did not change are not saved again.
 */
public final class ChunkedHeld<E> implements Held<E> {
  /** Elements in a chunk; after late ones up to twice as many. */
  static final int CHUNK = 64;

  private final Function<? super E, Origin> originOf;
  private final Supplier<ElementCoder<E>> coders;
  private final List<ElementChunk<E>> chunks = new ArrayList<>();
  private final TreeSet<Long> unsaved = new TreeSet<>();
  private final TreeSet<Long> dropped = new TreeSet<>();
  private long firstNumber;
  private int size;

  /**
   * Holds nothing yet.
   *
   * @param originOf where an element came from
   * @param coders a coder for each chunk
   */
  public ChunkedHeld(Function<? super E, Origin> originOf, Supplier<ElementCoder<E>> coders) {
    this.originOf = originOf;
    this.coders = coders;
  }

  /** Holds what was saved. */
  public static <E> ChunkedHeld<E> load(
      Function<? super E, Origin> originOf, Supplier<ElementCoder<E>> coders, Parts parts) {
    ChunkedHeld<E> held = new ChunkedHeld<>(originOf, coders);
    for (Parts.Chunk stored : parts.chunks()) {
      if (held.chunks.isEmpty()) {
        held.firstNumber = stored.number();
      }
      ElementChunk<E> chunk = ElementChunk.stored(originOf, coders, stored.bytes());
      held.chunks.add(chunk);
      held.size += chunk.count();
    }
    return held;
  }

  /** Writes the chunks that changed since they were loaded or last saved. */
  public void save(Parts parts) {
    dropped.forEach(parts::deleteChunk);
    dropped.clear();
    for (long number : unsaved) {
      parts.chunk(number, chunks.get((int) (number - firstNumber)).toBytes());
    }
    unsaved.clear();
  }

  /** Lets go of everything. */
  public void dropAll() {
    for (int i = 0; i < chunks.size(); i++) {
      dropped.add(firstNumber + i);
    }
    firstNumber += chunks.size();
    chunks.clear();
    unsaved.clear();
    size = 0;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<Origin> latest() {
    return chunks.isEmpty()
        ? Optional.empty()
        : Optional.of(chunks.get(chunks.size() - 1).latest());
  }

  @Override
  public void append(E element) {
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).count() >= CHUNK) {
      if (!chunks.isEmpty()) {
        chunks.get(chunks.size() - 1).close();
      }
      chunks.add(new ElementChunk<>(originOf, coders));
    }
    chunks.get(chunks.size() - 1).append(element);
    unsaved.add(firstNumber + chunks.size() - 1);
    size++;
  }

  @Override
  public boolean insert(E element) {
    Origin origin = originOf.apply(element);
    int index = chunkOf(origin);
    List<E> elements = chunks.get(index).elements();
    int place = 0;
    while (originOf.apply(elements.get(place)).compareTo(origin) < 0) {
      place++;
    }
    if (originOf.apply(elements.get(place)).compareTo(origin) == 0) {
      return false;
    }
    elements.add(place, element);
    size++;
    if (elements.size() <= 2 * CHUNK) {
      chunks.set(index, ElementChunk.of(originOf, coders, elements));
      unsaved.add(firstNumber + index);
    } else {
      chunks.set(index, ElementChunk.of(originOf, coders, elements.subList(0, CHUNK)));
      chunks.add(
          index + 1, ElementChunk.of(originOf, coders, elements.subList(CHUNK, elements.size())));
      for (int i = index; i < chunks.size(); i++) {
        unsaved.add(firstNumber + i);
      }
    }
    return true;
  }

  /** The first chunk whose last element is not before an origin; there is one. */
  private int chunkOf(Origin origin) {
    int index = chunks.size() - 1;
    while (index > 0 && chunks.get(index - 1).latest().compareTo(origin) >= 0) {
      index--;
    }
    return index;
  }

  @Override
  public List<E> takeOldest(Instant before, int keeping) {
    if (chunks.isEmpty()) {
      return List.of();
    }
    ElementChunk<E> oldest = chunks.get(0);
    if (size - oldest.count() < keeping || !oldest.latest().time().isBefore(before)) {
      return List.of();
    }
    chunks.remove(0);
    unsaved.remove(firstNumber);
    dropped.add(firstNumber);
    firstNumber++;
    size -= oldest.count();
    return oldest.elements();
  }

  @Override
  public Iterator<E> iterator() {
    return over(new ArrayDeque<>(chunks));
  }

  @Override
  public Iterable<E> after(Origin origin) {
    List<E> found = new ArrayList<>();
    int index = chunks.size();
    while (index > 0 && chunks.get(index - 1).latest().compareTo(origin) > 0) {
      index--;
    }
    for (ElementChunk<E> chunk : chunks.subList(index, chunks.size())) {
      for (E element : chunk.elements()) {
        if (originOf.apply(element).compareTo(origin) > 0) {
          found.add(element);
        }
      }
    }
    return found;
  }

  private static <E> Iterator<E> over(ArrayDeque<ElementChunk<E>> rest) {
    return new Iterator<>() {
      private Iterator<E> within = java.util.Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!within.hasNext() && !rest.isEmpty()) {
          within = rest.removeFirst().elements().iterator();
        }
        return within.hasNext();
      }

      @Override
      public E next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no element is left");
        }
        return within.next();
      }
    };
  }
}
