package io.rivulet.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.ingest.spool.Spool.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small spools and what is in them. */
final class Spools {
  static final Instant NOW = Instant.parse("2026-11-21T06:00:00.123456Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final SpoolBounds SMALL = new SpoolBounds(64 << 10, 4 << 10, 1000);

  private Spools() {}

  static Spool open(Path directory) throws IOException {
    return Spool.open(directory, SMALL, FsyncPolicy.NEVER, CLOCK);
  }

  static void append(Spool spool, String... records) throws IOException, SpoolFullException {
    for (String record : records) {
      spool.append(record.getBytes(StandardCharsets.UTF_8));
    }
  }

  static List<Entry> readAll(Spool spool) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Optional<Entry> e = spool.read(); e.isPresent(); e = spool.read()) {
      entries.add(e.get());
    }
    return entries;
  }

  static List<String> texts(Spool spool) throws IOException {
    return readAll(spool).stream().map(Spools::text).toList();
  }

  static String text(Entry entry) {
    return new String(entry.record(), StandardCharsets.UTF_8);
  }

  static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    }
  }

  static long bytesOnDisk(Path directory) throws IOException {
    long bytes = 0;
    for (Path segment : segments(directory)) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  static Path onlySegment(Path directory) throws IOException {
    List<Path> segments = segments(directory);
    assertThat(segments).hasSize(1);
    return segments.get(0);
  }
}
