package io.rivulet.onebox.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder that is removed with all it holds.
 *
 * @param path where it is
 */
record StateFolder(Path path) implements AutoCloseable {
  static StateFolder temporary() {
    try {
      return new StateFolder(Files.createTempDirectory("rivulet-backtest-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for state: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> found = Files.walk(path)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + path + ": " + e.getMessage(), e);
    }
  }
}
