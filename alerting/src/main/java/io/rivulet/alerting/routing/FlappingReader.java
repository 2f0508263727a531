package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code flapping}: {@code count}, {@code window}, {@code quiet} and {@code summary}. */
public final class FlappingReader {
  private FlappingReader() {}

  /**
   * Reads the key {@code flapping} of the whole file; what is not there is as in {@link
   * Flapping#DEFAULT}.
   *
   * @param file the whole file
   */
  public static Flapping read(Section file) {
    Optional<Section> found = file.find("flapping");
    if (found.isEmpty()) {
      return Flapping.DEFAULT;
    }
    Section section = found.get();
    Flapping base = Flapping.DEFAULT;
    int count = section.findInteger("count", 2, Flapping.MOST_COUNT).orElse(base.count());
    Duration window = section.findDuration("window").orElse(base.window());
    Duration quiet = section.findDuration("quiet").orElse(base.quiet());
    Duration summary = section.findDuration("summary").orElse(base.summary());
    section.end();
    return section.make(() -> new Flapping(count, window, quiet, summary)).orElse(base);
  }
}
