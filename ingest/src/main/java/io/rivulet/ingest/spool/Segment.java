package io.rivulet.ingest.spool;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the log: the positions from its base on, one for each byte, header included. */
final class Segment {
  private static final Pattern NAME = Pattern.compile("([0-9]{19})\\.segment");

  private final Path path;
  private final long base;
  private int length;
  private int records;

  /**
   * A file that is known.
   *
   * @param length bytes that hold whole records
   */
  Segment(Path path, long base, int length) {
    this.path = path;
    this.base = base;
    this.length = length;
  }

  static Path path(Path directory, long base) {
    return directory.resolve(String.format(Locale.ROOT, "%019d.segment", base));
  }

  /** The base that a file's name states; empty where the file is no segment. */
  static Optional<Long> base(Path path) {
    Matcher matcher = NAME.matcher(path.getFileName().toString());
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  Path path() {
    return path;
  }

  long base() {
    return base;
  }

  /** The position behind its last byte. */
  long end() {
    return base + length;
  }

  int length() {
    return length;
  }

  /** Records in it that are not trimmed. */
  int records() {
    return records;
  }

  void grow(int bytes, int added) {
    length += bytes;
    records += added;
  }

  void cut(int toLength) {
    length = toLength;
  }

  void trim(int count) {
    records -= count;
  }
}
