package io.rivulet.alerting.payload;

import java.util.List;
import java.util.Objects;

/**
 * A mail, ready to be sent.
 *
 * @param id what its Message-ID is made of: the same for each attempt
 * @param thread what all mails about one incident refer to
 * @param from the sender
 * @param to the receivers, at least one
 * @param subject one line
 * @param text the whole
 * @param html the whole in HTML
 * @param urgent whether mail programs should show it as important
 */
public record MailMessage(
    String id,
    String thread,
    String from,
    List<String> to,
    String subject,
    String text,
    String html,
    boolean urgent) {
  /** Refuses missing parts, and a mail to nobody. */
  public MailMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(html, "html");
    to = List.copyOf(to);
    if (to.isEmpty()) {
      throw new IllegalArgumentException("the mail " + id + " is to nobody");
    }
  }
}
