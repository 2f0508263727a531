package io.rivulet.alerting.template;

import java.util.Objects;
import java.util.Optional;

/**
 * How a channel's notifications are worded.
 *
 * @param title one line: a subject, a summary
 * @param text the whole
 * @param html the whole in HTML, where the channel takes it
 */
public record Wording(Text title, Text text, Optional<Text> html) {
  /** Refuses missing parts. */
  public Wording {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(html, "html");
  }
}
