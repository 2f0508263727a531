package io.rivulet.onebox.system;

import io.rivulet.testkit.RecordedTraces;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Traces to replay: one of invented data that is always there, and the recorded ones where they
 * are.
 *
 * @param files the traces
 * @param limits the profile their expected results were worked out with
 */
record Traces(List<Path> files, Path limits) {
  static Traces synthetic() {
    try {
      Path folder = Path.of(Traces.class.getResource("/traces").toURI());
      return new Traces(
          List.of(folder.resolve("synthetic_stay_900001.csv")), folder.resolve("limits.json"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Optional<Traces> recorded() {
    return RecordedTraces.folder().map(Traces::in);
  }

  private static Traces in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new Traces(
          files
              .filter(f -> f.getFileName().toString().matches("mimic_stay_\\d+\\.csv"))
              .sorted()
              .toList(),
          folder.resolve("limits-icu.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Traces only(String number) {
    return new Traces(files.stream().filter(f -> f.toString().contains(number)).toList(), limits);
  }
}
