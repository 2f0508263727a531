package io.rivulet.alerting.delivery;

import io.rivulet.alerting.payload.MailMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;

/** A mail as it goes over the wire: text and HTML, always under the same Message-ID. */
final class MimeMail extends MimeMessage {
  private static final String CHARSET = StandardCharsets.UTF_8.name();
  private static final int ID_BYTES = 20;

  private final String messageId;

  private MimeMail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static MimeMail of(Session session, MailMessage mail, Instant created) throws MessagingException {
    InternetAddress from = new InternetAddress(mail.from(), true);
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    MimeMail message = new MimeMail(session, id("notification", mail.id(), domain));
    message.setFrom(from);
    for (String to : mail.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    message.setSubject(mail.subject(), CHARSET);
    message.setSentDate(Date.from(created));
    String thread = id("incident", mail.thread(), domain);
    message.setHeader("In-Reply-To", thread);
    message.setHeader("References", thread);
    message.setHeader("Idempotency-Key", mail.id());
    message.setHeader("Auto-Submitted", "auto-generated");
    if (mail.urgent()) {
      message.setHeader("Importance", "high");
      message.setHeader("X-Priority", "1");
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), CHARSET, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), CHARSET, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    return message;
  }

  /** The library would make one of its own for each attempt. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  private static String id(String kind, String key, String domain) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "<%s.%s@%s>".formatted(kind, HexFormat.of().formatHex(hash, 0, ID_BYTES), domain);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
