package io.rivulet.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configuration file of a running role, by its content, and hands over what it says
 * after a change. What cannot be used is refused with the reason, and the role goes on as it was.
 */
public final class SettingsWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);

  private final Path file;
  private final Supplier<Settings> load;
  private final Consumer<Settings> take;
  private final Consumer<String> refused;
  private final FileWatch watch;

  private SettingsWatch(
      Path file,
      Supplier<Settings> load,
      Consumer<Settings> take,
      Consumer<String> refused,
      Duration interval) {
    this.file = Objects.requireNonNull(file, "file");
    this.load = Objects.requireNonNull(load, "load");
    this.take = Objects.requireNonNull(take, "take");
    this.refused = Objects.requireNonNull(refused, "refused");
    this.watch = FileWatch.start(file, FileWatch.read(file), content -> changed(), interval);
  }

  /**
   * Begins to watch.
   *
   * @param file what is watched
   * @param load reads and checks all settings anew, or throws {@link ConfigurationException}
   * @param take takes changed settings over, or throws {@link IllegalArgumentException} with the
   *     reason why it does not
   * @param refused told the reason where a change was not taken over
   * @param interval between looks at the file, 1 ms or more
   */
  public static SettingsWatch start(
      Path file,
      Supplier<Settings> load,
      Consumer<Settings> take,
      Consumer<String> refused,
      Duration interval) {
    return new SettingsWatch(file, load, take, refused, interval);
  }

  private void changed() {
    try {
      take.accept(load.get());
      LOG.info("The changed configuration in {} holds from now on", file);
    } catch (RuntimeException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      LOG.error("The changed configuration in {} was refused, the old one stays: {}", file, reason);
      refused.accept(reason);
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
