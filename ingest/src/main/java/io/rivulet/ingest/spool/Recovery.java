package io.rivulet.ingest.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds what a directory holds: reads and checks every record that is not trimmed, cuts the last
 * segment at its last whole record, and removes segments that are trimmed or were never begun.
 */
final class Recovery {
  private final SpoolDirectory directory;
  private final TrimFile trimFile;
  private final Damage damage;
  private final NavigableMap<Long, Segment> segments = new TreeMap<>();
  private boolean removed;
  private long trimmed;

  private Recovery(SpoolDirectory directory, TrimFile trimFile, Damage damage) {
    this.directory = directory;
    this.trimFile = trimFile;
    this.damage = damage;
  }

  /**
   * What is there.
   *
   * @param segments by base, records counted
   * @param trimmed the position from which on it is to be read
   */
  record Found(NavigableMap<Long, Segment> segments, long trimmed) {}

  static Found run(SpoolDirectory directory, TrimFile trimFile, Damage damage) throws IOException {
    return new Recovery(directory, trimFile, damage).run();
  }

  private Found run() throws IOException {
    list();
    removeUnbegun();
    long first = segments.isEmpty() ? 0 : segments.firstKey();
    trimmed = trimFile.found().orElse(first);
    if (trimFile.isDamaged()) {
      damage.file(trimFile.path(), "what it knew as delivered is read again");
    }
    if (trimFile.found().isEmpty()) {
      trimFile.write(trimmed);
      trimFile.write(trimmed);
    }
    trimFile.force();
    removeTrimmed();
    for (Segment segment : segments.values()) {
      check(segment);
    }
    removeTrimmed();
    nameGaps();
    if (removed) {
      directory.force();
    }
    return new Found(segments, trimmed);
  }

  private void list() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory.path())) {
      files = listed.toList();
    }
    for (Path file : files) {
      Optional<Long> base = Segment.base(file);
      if (base.isPresent()) {
        long bytes = Files.size(file);
        if (bytes > Integer.MAX_VALUE) {
          throw new IOException(
              "%s has %d bytes and is no segment: move it away".formatted(file, bytes));
        }
        segments.put(base.get(), new Segment(file, base.get(), (int) bytes));
      }
    }
  }

  /** The process ended between creating a file and writing its header. */
  private void removeUnbegun() throws IOException {
    while (!segments.isEmpty() && segments.lastEntry().getValue().length() < SegmentHeader.BYTES) {
      remove(segments.lastEntry().getValue());
    }
  }

  private void removeTrimmed() throws IOException {
    while (!segments.isEmpty() && segments.firstEntry().getValue().end() <= trimmed) {
      remove(segments.firstEntry().getValue());
    }
  }

  private void remove(Segment segment) throws IOException {
    Files.delete(segment.path());
    segments.remove(segment.base());
    removed = true;
  }

  private void check(Segment segment) throws IOException {
    checkHeader(segment);
    try (SegmentReader reader = new SegmentReader(segment, trimmed, damage)) {
      int records = 0;
      while (reader.next().isPresent()) {
        records++;
      }
      segment.grow(0, records);
      int beyond = segment.length() - reader.wholeEnd();
      if (beyond > 0) {
        settle(segment, reader.wholeEnd(), beyond);
      }
    }
  }

  private void settle(Segment segment, int wholeEnd, int beyond) throws IOException {
    long position = segment.base() + wholeEnd;
    if (segment.base() < segments.lastKey()) {
      damage.skipped(segment.path(), position, beyond);
      return;
    }
    damage.cut(segment.path(), position, beyond);
    try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "rw")) {
      file.setLength(wholeEnd);
      file.getFD().sync();
    }
    segment.cut(wholeEnd);
  }

  private void checkHeader(Segment segment) throws IOException {
    byte[] header = new byte[SegmentHeader.BYTES];
    boolean whole = segment.length() >= header.length;
    if (whole) {
      try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "r")) {
        file.readFully(header);
      }
      whole = SegmentHeader.isWhole(header);
    }
    if (!whole) {
      damage.file(segment.path(), "its header was passed over, its records were read");
    } else if (SegmentHeader.version(header) != SegmentHeader.VERSION) {
      throw new IOException(
          "%s has version %d of the format, this release reads version %d: drain it with the release that wrote it"
              .formatted(segment.path(), SegmentHeader.version(header), SegmentHeader.VERSION));
    }
  }

  private void nameGaps() {
    long expected = trimmed;
    for (Map.Entry<Long, Segment> segment : segments.entrySet()) {
      if (segment.getKey() > expected) {
        damage.missing(expected, segment.getKey());
      }
      expected = segment.getValue().end();
    }
  }
}
