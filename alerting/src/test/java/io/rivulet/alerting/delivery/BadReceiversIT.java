package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.notification.TestNotifications.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.channel.AddressRange;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.channel.Network;
import io.rivulet.alerting.delivery.Receiver.Answer;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.testkit.PrivateAuthority;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BadReceiversIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  @RegisterExtension static final DeliveryServers SERVERS = new DeliveryServers();

  private TestOutbox outbox;

  @BeforeEach
  void open() {
    outbox = new TestOutbox(SERVERS);
  }

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  @Requirement("NOTIFY-001")
  void nothingIsLostOfAnHourOfServerErrors() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(500, "broken"));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/hook")))) {
      for (int i = 0; i < 20; i++) {
        outbox.enqueue(opened("n" + i, "incident" + i % 4, "ward"));
      }
      for (int second = 0; second < 3_600; second += 5) {
        TestOutbox.run(work);
        outbox.clock.advance(Duration.ofSeconds(5));
      }
      assertThat(outbox.count("waiting")).isEqualTo(20);
      assertThat(outbox.lastError("n0")).contains("HTTP 500", "broken");
      int probes = receiver.requests().size();
      assertThat(probes).as("one at a time, every 15 s at most").isBetween(100, 300);

      receiver.answer(request -> Answer.of(200));
      outbox.clock.advance(Duration.ofMinutes(1));
      TestOutbox.run(work);

      assertThat(outbox.count("delivered")).isEqualTo(20);
      List<String> taken = receiver.keys().subList(probes, receiver.keys().size());
      assertThat(taken).hasSize(20).doesNotHaveDuplicates();
      for (int incident = 0; incident < 4; incident++) {
        int mine = incident;
        assertThat(taken)
            .as("in order within an incident")
            .containsSubsequence(
                IntStream.range(0, 20).filter(i -> i % 4 == mine).mapToObj(i -> "n" + i).toList());
      }
    }
  }

  @Test
  @Requirement("NOTIFY-002")
  void aReceiverThatHangsDelaysNoOther() throws Exception {
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Receiver good = Receiver.start(request -> Answer.of(204))) {
      Channel bad = TestOutbox.webhook("bad", url(hanging));
      Channel well = TestOutbox.webhook("good", good.url("/"));
      try (Lanes lanes =
          Lanes.start(outbox.parts("one", InstantSource.system()), channels(bad, well))) {
        for (int i = 0; i < 10; i++) {
          outbox.enqueue(opened("b" + i, "i" + i, "bad"), opened("g" + i, "i" + i, "good"));
        }
        long beganNanos = System.nanoTime();
        lanes.wake();
        await().atMost(LIMIT).until(() -> outbox.count("delivered") == 10);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
            .as("less than one time-out of the other")
            .isLessThan(Duration.ofSeconds(2));
        await().atMost(LIMIT).until(() -> outbox.lastError("b0") != null);
        assertThat(outbox.lastError("b0")).contains("did not answer");
        assertThat(outbox.count("delivered")).isEqualTo(10);
      }
    }
  }

  @Test
  @Requirement("NOTIFY-003")
  void anAnswerThatNeverEndsIsCutOffInTime() throws Exception {
    try (RawServer drip =
            RawServer.start("HTTP/1.1 500 Oops\r\nContent-Length: 1000000000\r\n\r\n", true);
        LaneWork work =
            outbox.work(
                TestOutbox.webhook(
                    "drip",
                    drip.url(),
                    TestOutbox.PACE,
                    TestOutbox.here(Duration.ofMillis(500))))) {
      outbox.enqueue(opened("n1", "i1", "drip"));
      long beganNanos = System.nanoTime();
      TestOutbox.run(work);
      assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
          .isLessThan(Duration.ofSeconds(3));
      assertThat(outbox.state("n1")).isEqualTo("waiting");
    }
  }

  @Test
  @Requirement("NOTIFY-001")
  void aConnectionThatClosesInTheMiddleIsTriedAgain() throws Exception {
    try (RawServer closing = RawServer.start("HTTP/1.1 2", false);
        LaneWork work = outbox.work(TestOutbox.webhook("closing", closing.url()))) {
      outbox.enqueue(opened("n1", "i1", "closing"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      assertThat(outbox.lastError("n1")).contains("the connection to the receiver broke");
    }
  }

  @Test
  @Requirement("NOTIFY-004")
  void redirectsAreNotFollowedAndTheNotificationIsGivenUpWithTheReason() throws Exception {
    try (Receiver other = Receiver.start(request -> Answer.of(200));
        Receiver receiver =
            Receiver.start(
                request -> Answer.of(307).with("Location", other.url("/elsewhere").toString()));
        LaneWork work = outbox.work(TestOutbox.webhook("moved", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "moved"), opened("n2", "i1", "moved"));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("dead");
      assertThat(outbox.state("n2")).as("the next one was tried").isEqualTo("dead");
      assertThat(outbox.lastError("n1")).contains("HTTP 307", "/elsewhere", "never followed");
      assertThat(other.requests()).isEmpty();
      assertThat(outbox.audit).extracting(AuditEntry::event).containsOnly(AuditEvent.DEAD_LETTERED);
    }
  }

  @Test
  @Requirement("NOTIFY-005")
  void aBadCertificateIsSaidAndAPrivateAuthorityIsTrustedWhereItIsNamed(@TempDir Path directory)
      throws Exception {
    PrivateAuthority authority = PrivateAuthority.create(directory.resolve("ca"));
    try (Receiver receiver =
        Receiver.startTls(
            TestTls.context(authority.issue("receiver", "ip:127.0.0.1")),
            request -> Answer.of(200))) {
      URI url = receiver.url("/");
      try (LaneWork work = outbox.work(TestOutbox.webhook("untrusted", url))) {
        outbox.enqueue(opened("n1", "i1", "untrusted"));
        TestOutbox.run(work);
        assertThat(outbox.state("n1")).isEqualTo("waiting");
        assertThat(outbox.lastError("n1")).contains("not signed by an authority that is trusted");
        assertThat(receiver.requests()).isEmpty();
      }
      Network trusting = trusting(authority.certificate());
      try (LaneWork work =
          outbox.work(TestOutbox.webhook("trusted", url, TestOutbox.PACE, trusting))) {
        outbox.enqueue(opened("n2", "i1", "trusted"));
        TestOutbox.run(work);
        assertThat(outbox.state("n2")).isEqualTo("delivered");
      }
    }
    try (Receiver receiver =
            Receiver.startTls(
                TestTls.context(authority.issue("other", "dns:other.example")),
                request -> Answer.of(200));
        LaneWork work =
            outbox.work(
                TestOutbox.webhook(
                    "misnamed",
                    receiver.url("/"),
                    TestOutbox.PACE,
                    trusting(authority.certificate())))) {
      outbox.enqueue(opened("n3", "i1", "misnamed"));
      TestOutbox.run(work);
      assertThat(outbox.lastError("n3")).contains("not for its name");
    }
    try (Receiver receiver =
            Receiver.startTls(
                TestTls.context(authority.issue("old", "ip:127.0.0.1", "-30d", 10)),
                request -> Answer.of(200));
        LaneWork work =
            outbox.work(
                TestOutbox.webhook(
                    "expired",
                    receiver.url("/"),
                    TestOutbox.PACE,
                    trusting(authority.certificate())))) {
      outbox.enqueue(opened("n4", "i1", "expired"));
      TestOutbox.run(work);
      assertThat(outbox.lastError("n4")).contains("has expired");
    }
  }

  @Test
  @Requirement("NOTIFY-006")
  void goneDisablesTheChannelUntilSomebodyEnablesIt() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(410, "no more"));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i2", "ward"));
      TestOutbox.run(work);
      outbox.clock.advance(Duration.ofDays(1));
      TestOutbox.run(work);
      assertThat(receiver.requests()).hasSize(1);
      assertThat(outbox.count("waiting")).isEqualTo(2);
      assertThat(outbox.audit)
          .extracting(AuditEntry::event)
          .containsExactly(AuditEvent.CHANNEL_DISABLED);

      receiver.answer(request -> Answer.of(200));
      Replays replays = new Replays((connection, entries) -> outbox.audit.addAll(entries));
      assertThat(
              outbox.<Boolean>on(
                  connection ->
                      replays.enable(connection, "ward", "maria", outbox.clock.instant())))
          .isTrue();
      TestOutbox.run(work);
      assertThat(outbox.count("delivered")).isEqualTo(2);
    }
  }

  @Test
  @Requirement("NOTIFY-006")
  void anotherConfigurationEnablesAChannelToo() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(410));
        Receiver moved = Receiver.start(request -> Answer.of(200))) {
      outbox.enqueue(opened("n1", "i1", "ward"));
      try (LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
        TestOutbox.run(work);
      }
      try (LaneWork same = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
        TestOutbox.run(same);
      }
      assertThat(receiver.requests()).hasSize(1);
      try (LaneWork other = outbox.work(TestOutbox.webhook("ward", moved.url("/new")))) {
        TestOutbox.run(other);
      }
      assertThat(outbox.state("n1")).isEqualTo("delivered");
    }
  }

  @Test
  @Requirement("NOTIFY-007")
  void aReceiverThatAsksToBeLeftAloneIsLeftAlone() throws Exception {
    try (Receiver receiver =
            Receiver.start(request -> Answer.of(429, "slow down").with("Retry-After", "120"));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i2", "ward"));
      TestOutbox.run(work);
      outbox.clock.advance(Duration.ofSeconds(119));
      TestOutbox.run(work);
      assertThat(receiver.requests()).hasSize(1);
      receiver.answer(request -> Answer.of(200));
      outbox.clock.advance(Duration.ofSeconds(1));
      TestOutbox.run(work);
      assertThat(outbox.count("delivered")).isEqualTo(2);
    }
  }

  @Test
  @Requirement("NOTIFY-008")
  void whatIsRefusedIsGivenUpWithWhatTheReceiverSaidAndCanBeReplayed() throws Exception {
    String said = "unknown field ".repeat(500);
    try (Receiver receiver = Receiver.start(request -> Answer.of(422, said));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i1", "ward"));
      TestOutbox.run(work);
      assertThat(outbox.count("dead")).isEqualTo(2);
      assertThat(outbox.lastError("n1"))
          .contains("HTTP 422", "unknown field")
          .hasSizeLessThan(1_500);

      receiver.answer(request -> Answer.of(200));
      assertThat(replay("n1")).isTrue();
      assertThat(replay("n1")).as("is no more dead").isFalse();
      assertThat(replay("there is none")).isFalse();
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("delivered");
      assertThat(outbox.state("n2")).isEqualTo("dead");
      assertThat(receiver.keys()).containsExactly("n1", "n2", "n1");

      Replays replays = new Replays((connection, entries) -> outbox.audit.addAll(entries));
      assertThat(
              outbox.<Integer>on(
                  connection ->
                      replays.replayAll(
                          connection,
                          "ward",
                          outbox.clock.instant().minusSeconds(60),
                          "maria",
                          outbox.clock.instant())))
          .isEqualTo(1);
      TestOutbox.run(work);
      assertThat(outbox.count("delivered")).isEqualTo(2);
      assertThat(outbox.audit)
          .extracting(AuditEntry::event)
          .containsExactly(
              AuditEvent.DEAD_LETTERED,
              AuditEvent.DEAD_LETTERED,
              AuditEvent.REPLAYED,
              AuditEvent.DELIVERED,
              AuditEvent.REPLAYED,
              AuditEvent.DELIVERED);
      assertThat(outbox.audit.get(2).actor()).isEqualTo("maria");
    }
  }

  @Test
  @Requirement("NOTIFY-001")
  void afterDaysItIsGivenUp() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(503));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "ward"));
      for (int minute = 0; minute < 3 * 24 * 60 - 2; minute += 10) {
        TestOutbox.run(work);
        outbox.clock.advance(Duration.ofMinutes(10));
      }
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      outbox.clock.advance(Duration.ofMinutes(10));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("dead");
      assertThat(outbox.lastError("n1")).contains("given up after", "PT72H", "HTTP 503");
    }
  }

  @Test
  @Requirement("NOTIFY-009")
  void nothingIsSentToAddressesThatAreNotAllowed() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      URI byName = URI.create("http://localhost:" + receiver.port() + "/");
      try (LaneWork work =
          outbox.work(TestOutbox.webhook("metadata", byName, TestOutbox.PACE, Network.DEFAULT))) {
        outbox.enqueue(opened("n1", "i1", "metadata"));
        TestOutbox.run(work);
        assertThat(outbox.state("n1")).isEqualTo("waiting");
        assertThat(outbox.lastError("n1"))
            .contains("nothing is sent there", "localhost", "this machine", "allowAddresses");
        assertThat(receiver.requests()).isEmpty();
      }
    }
  }

  private boolean replay(String id) throws SQLException {
    Replays replays = new Replays((connection, entries) -> outbox.audit.addAll(entries));
    return outbox.<Boolean>on(
        connection -> replays.replay(connection, id, "maria", outbox.clock.instant()));
  }

  private static Network trusting(Path ca) {
    Duration timeout = Duration.ofSeconds(2);
    return new Network(timeout, timeout, List.of(AddressRange.parse("127.0.0.1")), Optional.of(ca));
  }

  private static Channels channels(Channel one, Channel other) {
    return new Channels(Map.of(one.name(), one, other.name(), other), SiteZones.UTC);
  }

  private static URI url(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** Says a few bytes to everybody, then goes, or goes on without end. */
  private record RawServer(ServerSocket server) implements AutoCloseable {
    static RawServer start(String bytes, boolean endless) throws IOException {
      RawServer raw = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread thread = new Thread(() -> raw.serve(bytes, endless), "raw-server");
      thread.setDaemon(true);
      thread.start();
      return raw;
    }

    private void serve(String bytes, boolean endless) {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          int first = socket.getInputStream().read();
          assertThat(first).isNotNegative();
          OutputStream out = socket.getOutputStream();
          out.write(bytes.getBytes(StandardCharsets.US_ASCII));
          out.flush();
          if (endless) {
            // Nothing more comes: what reads waits for what was announced.
            while (socket.getInputStream().read() >= 0) {
              continue;
            }
          }
        } catch (IOException ended) {
          continue;
        }
      }
    }

    URI url() {
      return BadReceiversIT.url(server);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
