package io.rivulet.console.stream;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One event, encoded once for everybody who gets it; the id of each page goes before it.
 *
 * @param position of its topic; {@link #NO_POSITION} where nobody resumes after it
 * @param bytes its lines, with the empty one that ends it; not to be changed
 */
public record Frame(long position, byte[] bytes) {
  /** Of what moves no page on. */
  public static final long NO_POSITION = -1;

  /** Refuses missing lines. */
  public Frame {
    Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * Writes an event down.
   *
   * @param event its name, of one line
   * @param json its data, of one line
   */
  public static Frame of(long position, String event, String json) {
    String lines = "event: " + event + "\ndata: " + json + "\n\n";
    return new Frame(position, lines.getBytes(StandardCharsets.UTF_8));
  }
}
