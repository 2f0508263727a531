package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.notification.TestNotifications.opened;
import static io.rivulet.alerting.notification.TestNotifications.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.EmailChannel;
import io.rivulet.alerting.channel.MailRelay;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.channel.SecretName;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.PrivateAuthority;
import io.rivulet.testkit.Requirement;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MailIT {
  @RegisterExtension static final DeliveryServers SERVERS = new DeliveryServers();

  private final GreenMail relay =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private TestOutbox outbox;

  @BeforeEach
  void open() {
    relay.start();
    outbox = new TestOutbox(SERVERS);
  }

  @AfterEach
  void close() {
    relay.stop();
    outbox.close();
  }

  @Test
  @Requirement("NOTIFY-020")
  void aPersonGetsTextAndHtmlUnderAnIdOfTheNotificationsOwn() throws Exception {
    EmailChannel channel = channel(relay.getSmtp().getPort(), List.of());
    try (LaneWork work = outbox.work(channel)) {
      Notification first = to(opened("n1", "i1", "mail"), "Maria <maria@clinic.example>");
      outbox.enqueue(first);
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("delivered");
      Notification over =
          to(
              TestNotifications.of("n2", Reason.RESOLVED, "i1", "mail", AlertPriority.HIGH),
              "maria@clinic.example");
      outbox.enqueue(over);
      TestOutbox.run(work);
      assertThat(outbox.state("n2")).isEqualTo("delivered");
    }
    MimeMessage[] got = relay.getReceivedMessages();
    assertThat(got).hasSize(2);
    MimeMessage first = got[0];
    assertThat(first.getSubject())
        .isEqualTo("HIGH zurich room 4: Pressure excursion 182 mm[Hg] (limit 165), ketamine");
    assertThat(first.getHeader("To", null)).contains("maria@clinic.example");
    assertThat(first.getHeader("Idempotency-Key", null)).isEqualTo("n1");
    assertThat(first.getHeader("Importance", null)).isEqualTo("high");
    assertThat(first.getMessageID()).matches("<notification\\.[0-9a-f]{40}@clinic\\.example>");
    assertThat(first.getHeader("References", null))
        .matches("<incident\\.[0-9a-f]{40}@clinic\\.example>")
        .isEqualTo(got[1].getHeader("References", null));
    assertThat(got[1].getMessageID()).isNotEqualTo(first.getMessageID());
    assertThat(got[1].getHeader("Importance", null)).isNull();
    MimeMultipart parts = (MimeMultipart) first.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString())
        .contains("systolic 182 mm[Hg] against at most 165 mm[Hg] <ART>", "Incident i1");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent().toString()).contains("&lt;ART&gt;");
  }

  @Test
  @Requirement("NOTIFY-020")
  void aRelayThatGoesAwayLosesNothingAndSeesTheSameIdAgain() throws Exception {
    int port = relay.getSmtp().getPort();
    relay.stop();
    try (LaneWork work = outbox.work(channel(port, List.of("night@clinic.example")))) {
      outbox.enqueue(opened("n1", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      assertThat(outbox.lastError("n1")).contains("could not be connected to");
    }
    GreenMail back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    back.start();
    try (LaneWork work = outbox.work(channel(port, List.of("night@clinic.example")))) {
      outbox.clock.advance(Duration.ofMinutes(1));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("delivered");
      assertThat(back.getReceivedMessages()).hasSize(1);
    } finally {
      back.stop();
    }
  }

  @Test
  @Requirement("NOTIFY-021")
  void aRelaysRefusalIsGivenUpAndItsBusyToneTriedAgain() throws Exception {
    try (ScriptedRelay scripted = ScriptedRelay.start(Map.of("RCPT", "550 5.1.1 no such user"));
        LaneWork work = outbox.work(channel(scripted.port(), List.of("gone@clinic.example")))) {
      outbox.enqueue(opened("n1", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("dead");
      assertThat(outbox.lastError("n1")).contains("550 5.1.1 no such user");
    }
    try (ScriptedRelay scripted = ScriptedRelay.start(Map.of("RCPT", "451 4.7.1 greylisted"));
        LaneWork work = outbox.work(channel(scripted.port(), List.of("late@clinic.example")))) {
      outbox.enqueue(opened("n2", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n2")).isEqualTo("waiting");
      assertThat(outbox.lastError("n2")).contains("451 4.7.1 greylisted");
    }
    try (ScriptedRelay scripted = ScriptedRelay.start(Map.of("MAIL", "552 5.3.4 too much"));
        LaneWork work = outbox.work(channel(scripted.port(), List.of("full@clinic.example")))) {
      outbox.enqueue(opened("n3", "i3", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n3")).isEqualTo("dead");
    }
    try (ScriptedRelay scripted = ScriptedRelay.start(Map.of("greeting", "554 not for you"));
        LaneWork work = outbox.work(channel(scripted.port(), List.of("any@clinic.example")))) {
      outbox.enqueue(opened("n4", "i4", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n4")).as("about the relay, not the mail").isEqualTo("waiting");
    }
  }

  @Test
  @Requirement("NOTIFY-021")
  void aRelayThatDoesNotOfferTlsGetsNoMailWhereTlsIsWanted() throws Exception {
    MailRelay strict =
        new MailRelay(
            "127.0.0.1",
            relay.getSmtp().getPort(),
            MailRelay.Security.STARTTLS,
            Optional.empty(),
            Optional.empty(),
            TestOutbox.here(Duration.ofSeconds(2)));
    try (LaneWork work = outbox.work(channel(strict, List.of("night@clinic.example")))) {
      outbox.enqueue(opened("n1", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      assertThat(outbox.lastError("n1")).contains("STARTTLS");
      assertThat(relay.getReceivedMessages()).isEmpty();
    }
  }

  @Test
  @Requirement("NOTIFY-021")
  void aLoginOverTlsNeedsACertificateThatIsTrusted(@TempDir Path directory) throws Exception {
    GreenMail tls = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    Path password = Files.writeString(directory.resolve("password"), "right\n");
    tls.setUser("rivulet@clinic.example", "rivulet", "right");
    tls.start();
    MailRelay secure =
        new MailRelay(
            "127.0.0.1",
            tls.getSmtps().getPort(),
            MailRelay.Security.TLS,
            Optional.of("rivulet"),
            Optional.of(new SecretName(SecretName.Source.FILE, password.toString())),
            new Network(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                List.of(AddressRange.parse("127.0.0.1")),
                Optional.empty()));
    try (LaneWork work = outbox.work(channel(secure, List.of("night@clinic.example")))) {
      outbox.enqueue(opened("n1", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      assertThat(outbox.lastError("n1")).contains("certificate").doesNotContain("right");
    } finally {
      tls.stop();
    }
  }

  @Test
  @Requirement("NOTIFY-021")
  void aLoginAfterStarttlsUsesThePasswordAsItIsInItsFileNow(@TempDir Path directory)
      throws Exception {
    PrivateAuthority authority = PrivateAuthority.create(directory.resolve("ca"));
    Path password = Files.writeString(directory.resolve("password"), "wrong\n");
    try (StarttlsRelay starttls =
        StarttlsRelay.start(TestTls.context(authority.issue("relay", "ip:127.0.0.1")), "right")) {
      MailRelay strict =
          new MailRelay(
              "127.0.0.1",
              starttls.port(),
              MailRelay.Security.STARTTLS,
              Optional.of("rivulet"),
              Optional.of(new SecretName(SecretName.Source.FILE, password.toString())),
              new Network(
                  Duration.ofSeconds(2),
                  Duration.ofSeconds(2),
                  List.of(AddressRange.parse("127.0.0.1")),
                  Optional.of(authority.certificate())));
      try (LaneWork work = outbox.work(channel(strict, List.of("night@clinic.example")))) {
        outbox.enqueue(opened("n1", "i1", "mail"));
        TestOutbox.run(work);
        assertThat(outbox.lastError("n1"))
            .contains("does not take user and password")
            .doesNotContain("wrong");
        Files.writeString(password, "right\n");
        outbox.clock.advance(Duration.ofMinutes(1));
        TestOutbox.run(work);
        assertThat(outbox.state("n1")).isEqualTo("delivered");
      }
      assertThat(starttls.mails()).hasSize(1);
    }
  }

  @Test
  @Requirement("NOTIFY-009")
  void mailGoesToNoAddressThatIsNotAllowed() throws Exception {
    MailRelay local =
        new MailRelay(
            "localhost",
            relay.getSmtp().getPort(),
            MailRelay.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            Network.DEFAULT);
    try (LaneWork work = outbox.work(channel(local, List.of("night@clinic.example")))) {
      outbox.enqueue(opened("n1", "i1", "mail"));
      TestOutbox.run(work);
      assertThat(outbox.lastError("n1")).contains("nothing is sent there", "allowAddresses");
      assertThat(relay.getReceivedMessages()).isEmpty();
    }
  }

  private static EmailChannel channel(int port, List<String> to) {
    return channel(
        new MailRelay(
            "127.0.0.1",
            port,
            MailRelay.Security.NONE,
            Optional.empty(),
            Optional.empty(),
            TestOutbox.here(Duration.ofSeconds(2))),
        to);
  }

  private static EmailChannel channel(MailRelay relay, List<String> to) {
    return new EmailChannel(
        "mail",
        TestOutbox.PACE,
        DefaultWording.MAIL,
        relay,
        "Rivulet <rivulet@clinic.example>",
        to);
  }

  /** A relay that says what it is told to commands that begin with a word, and 250 otherwise. */
  private record ScriptedRelay(ServerSocket server, Map<String, String> answers)
      implements AutoCloseable {
    static ScriptedRelay start(Map<String, String> answers) throws IOException {
      ScriptedRelay relay =
          new ScriptedRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
      Thread thread = new Thread(relay::serve, "scripted-relay");
      thread.setDaemon(true);
      thread.start();
      return relay;
    }

    private void serve() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept();
            BufferedReader in =
                new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
          say(socket, answers.getOrDefault("greeting", "220 here"));
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
            say(socket, answers.getOrDefault(word, "250 fine"));
          }
        } catch (IOException ended) {
          continue;
        }
      }
    }

    private static void say(Socket socket, String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
