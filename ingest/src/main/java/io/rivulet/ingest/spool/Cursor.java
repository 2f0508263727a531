package io.rivulet.ingest.spool;

import io.rivulet.ingest.spool.Spool.Entry;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** A place in the log from which records are read in order, over the segments there are by then. */
final class Cursor implements AutoCloseable {
  private final NavigableMap<Long, Segment> segments;
  private final Damage damage;
  private long position;
  private SegmentReader reader;
  private boolean moved;

  /**
   * Starts at a position.
   *
   * @param segments by base; the owner adds behind and removes in front
   */
  Cursor(NavigableMap<Long, Segment> segments, long position, Damage damage) {
    this.segments = segments;
    this.damage = damage;
    this.position = position;
  }

  /** The end of the last record read, or where it was sent. */
  long position() {
    return position;
  }

  /** The next whole record that was written out. */
  Optional<Entry> next() throws IOException {
    if (moved) {
      close();
      moved = false;
    }
    if (reader == null && !openFirst()) {
      return Optional.empty();
    }
    while (true) {
      Optional<Entry> entry = reader.next();
      if (entry.isPresent()) {
        position = entry.get().end();
        return entry;
      }
      Segment read = reader.segment();
      int damaged = read.length() - reader.wholeEnd();
      if (damaged > 0) {
        damage.skipped(read.path(), read.base() + reader.wholeEnd(), damaged);
      }
      Map.Entry<Long, Segment> following = segments.higherEntry(read.base());
      if (following == null) {
        return Optional.empty();
      }
      open(following.getValue());
    }
  }

  private boolean openFirst() throws IOException {
    Map.Entry<Long, Segment> at = segments.floorEntry(position);
    if (at == null || at.getValue().end() <= position && segments.higherKey(position) != null) {
      at = segments.higherEntry(position);
    }
    if (at == null) {
      return false;
    }
    open(at.getValue());
    return true;
  }

  private void open(Segment segment) throws IOException {
    close();
    reader = new SegmentReader(segment, position, damage);
  }

  /** Goes on from here: the end of a record, or where the log begins. */
  void seek(long position) {
    this.position = position;
    moved = true;
  }

  /** Lets go of a file whose segment is gone. */
  void release() throws IOException {
    if (reader != null && !segments.containsKey(reader.segment().base())) {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
