package io.rivulet.console.stream;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * One server-sent event, ready to be written.
 *
 * @param kind the event's name; a client that is behind gets only the newest of each
 * @param bytes its lines, with the empty one that ends it; not to be changed
 */
record ServerEvent(Kind kind, byte[] bytes) {
  /** What an event says. */
  enum Kind {
    /** The overview, whole. */
    OVERVIEW("overview"),
    /** There is no overview now, and why. */
    TROUBLE("trouble"),
    /** Nothing new; the stream is alive. */
    BEAT("beat");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  ServerEvent {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(bytes, "bytes");
  }

  /**
   * Writes it down.
   *
   * @param id what a client that comes back names; none for events that are not worth resuming
   * @param json one line
   */
  static ServerEvent of(Kind kind, Optional<String> id, String json) {
    String idLine = id.map(text -> "id: " + text + "\n").orElse("");
    String lines = "event: " + kind.text + "\n" + idLine + "data: " + json + "\n\n";
    return new ServerEvent(kind, lines.getBytes(StandardCharsets.UTF_8));
  }
}
