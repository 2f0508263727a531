package io.rivulet.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches a file by its content and hands over what it holds after a change. */
public final class FileWatch implements AutoCloseable {
  /** The most bytes that are read; what a longer file has beyond them is not seen. */
  public static final int MOST_BYTES = 8 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final long CLOSE_MILLIS = 10_000;

  private final Path file;
  private final Consumer<byte[]> changed;
  private final long intervalMillis;
  private final Thread thread;
  private byte[] content;

  private FileWatch(Path file, byte[] content, Consumer<byte[]> changed, Duration interval) {
    this.file = Objects.requireNonNull(file, "file");
    this.content = content.clone();
    this.changed = Objects.requireNonNull(changed, "changed");
    this.intervalMillis = interval.toMillis();
    this.thread = new Thread(this::run, "rivulet-watch-" + file.getFileName());
    this.thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param file what is watched
   * @param content what is known of it: {@link #read} at a time before
   * @param changed told the content after each change; the file that is empty or not there for a
   *     moment, as while an editor writes it, is no change
   * @param interval between looks at the file, 1 ms or more
   */
  public static FileWatch start(
      Path file, byte[] content, Consumer<byte[]> changed, Duration interval) {
    FileWatch watch = new FileWatch(file, content, changed, interval);
    watch.thread.start();
    return watch;
  }

  /** The file's first {@value #MOST_BYTES} bytes; none where it cannot be read. */
  public static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      LOG.debug("Cannot read {} now: {}", file, e.toString());
      return new byte[0];
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(intervalMillis);
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("No more watching {}", file);
    }
  }

  private void look() {
    byte[] now = read(file);
    if (now.length == 0 || Arrays.equals(now, content)) {
      return;
    }
    content = now;
    try {
      changed.accept(now.clone());
    } catch (RuntimeException e) {
      LOG.error("What {} holds now was not taken", file, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
