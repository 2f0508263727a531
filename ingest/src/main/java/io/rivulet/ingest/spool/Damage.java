package io.rivulet.ingest.spool;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was cut, skipped or missing, in words. Each place counts once, however often it is read. */
final class Damage {
  private static final int LISTED = 20;

  private final Map<String, String> places = new LinkedHashMap<>();
  private long unlisted;
  private volatile String words;

  /** The end of the last segment was no whole record. */
  void cut(Path segment, long position, int bytes) {
    add(
        "cut " + position,
        "cut %d bytes of a torn record from the end of %s, at position %d"
            .formatted(bytes, segment.getFileName(), position));
  }

  /** Bytes before further records were none. */
  void skipped(Path segment, long position, int bytes) {
    add(
        "skipped " + position,
        "skipped %d damaged bytes in %s, at position %d"
            .formatted(bytes, segment.getFileName(), position));
  }

  /** A segment is not there. */
  void missing(long from, long to) {
    add(
        "missing " + from,
        "positions %d to %d are missing: a segment was taken away or lost".formatted(from, to));
  }

  /** A file's header, or a file beside the segments, is damaged. */
  void file(Path path, String consequence) {
    add("file " + path, "%s is damaged: %s".formatted(path.getFileName(), consequence));
  }

  private void add(String place, String what) {
    if (places.containsKey(place)) {
      return;
    }
    if (places.size() == LISTED) {
      unlisted++;
    } else {
      places.put(place, what);
    }
    String listed = String.join("; ", places.values());
    words = unlisted == 0 ? listed : listed + "; and more, " + unlisted + " times";
  }

  Optional<String> words() {
    return Optional.ofNullable(words);
  }
}
