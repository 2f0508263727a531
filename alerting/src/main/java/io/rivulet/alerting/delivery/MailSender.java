package io.rivulet.alerting.delivery;

import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.payload.MailMessage;
import io.rivulet.alerting.payload.Payloads;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Hands mails to a relay, each over a connection of its own. */
final class MailSender implements Sender {
  /**
   * Answers of a relay that one mail waits for: greeting, EHLO, STARTTLS, login, MAIL, RCPT, DATA.
   */
  private static final int ANSWERS = 4;

  private final EmailChannel channel;
  private final Payloads payloads;
  private final ScheduledExecutorService deadlines;
  private final MailConnection connection;

  MailSender(EmailChannel channel, Payloads payloads, ScheduledExecutorService deadlines) {
    this.channel = channel;
    this.payloads = payloads;
    this.deadlines = deadlines;
    this.connection = new MailConnection(channel.relay(), payloads.secrets());
  }

  @Override
  public Outcome send(Notification notification) {
    MailMessage mail;
    try {
      mail = payloads.of(channel, notification);
    } catch (IOException e) {
      return new Outcome.Refused(String.valueOf(e.getMessage()));
    }
    try {
      Session session = connection.session();
      MimeMessage message = MimeMail.of(session, mail, notification.created());
      try (Socket socket = connection.open()) {
        return send(session, message, socket);
      }
    } catch (MessagingException e) {
      return SmtpAnswer.outcome(e);
    } catch (IOException e) {
      return Outcome.failed(NetworkFailure.words(e));
    }
  }

  private Outcome send(Session session, MimeMessage message, Socket socket)
      throws MessagingException {
    long totalMillis = channel.relay().network().answerTimeout().multipliedBy(ANSWERS).toMillis();
    ScheduledFuture<?> deadline =
        deadlines.schedule(() -> cut(socket), totalMillis, TimeUnit.MILLISECONDS);
    try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
      transport.connect(socket);
      try {
        transport.sendMessage(message, message.getAllRecipients());
      } catch (MessagingException e) {
        return SmtpAnswer.outcome(e);
      }
      return new Outcome.Taken(String.valueOf(transport.getLastServerResponse()).strip());
    } finally {
      deadline.cancel(false);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAnyway) {
      return;
    }
  }
}
