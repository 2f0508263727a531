package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.notification.TestNotifications.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.alerting.audit.AuditEntry;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.channel.AlertmanagerChannel;
import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.channel.Endpoint;
import io.rivulet.alerting.channel.Pace;
import io.rivulet.alerting.delivery.Receiver.Answer;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.DefaultWording;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SeveralInstancesIT {
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
  @Requirement("NOTIFY-010")
  void shareTheWorkSendNothingTwiceAndKeepTheOrderOfAnIncident() throws Exception {
    int many = 200;
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      Channels channels = channels(TestOutbox.webhook("ward", receiver.url("/")));
      for (int i = 0; i < many; i++) {
        outbox.enqueue(opened("n" + i, "i" + i % 10, "ward"));
      }
      try (Lanes one = Lanes.start(outbox.parts("one", InstantSource.system()), channels);
          Lanes two = Lanes.start(outbox.parts("two", InstantSource.system()), channels)) {
        one.wake();
        two.wake();
        await().atMost(LIMIT).until(() -> outbox.count("delivered") == many);
      }
      List<String> keys = receiver.keys();
      assertThat(keys).hasSize(many).doesNotHaveDuplicates();
      for (int incident = 0; incident < 10; incident++) {
        int mine = incident;
        assertThat(keys)
            .containsSubsequence(
                IntStream.range(0, many)
                    .filter(i -> i % 10 == mine)
                    .mapToObj(i -> "n" + i)
                    .toList());
      }
      assertThat(outbox.audit).extracting(AuditEntry::event).containsOnly(AuditEvent.DELIVERED);
      assertThat(outbox.audit).hasSize(many);
    }
  }

  @Test
  @Requirement("NOTIFY-011")
  void whatAKilledInstanceWasSendingIsSentByTheOtherUnderTheSameKey() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      Channel channel = TestOutbox.webhook("ward", receiver.url("/"));
      outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i1", "ward"));
      LaneTable killed = new LaneTable(outbox.parts("killed", InstantSource.system()), channel);
      killed.introduce(InstantSource.system().instant());
      Turn turn = killed.next(InstantSource.system().instant());
      assertThat(turn).isInstanceOf(Turn.Send.class);
      try (Lanes survivor =
          Lanes.start(outbox.parts("survivor", InstantSource.system()), channels(channel))) {
        survivor.wake();
        await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> receiver.keys().isEmpty());
        outbox.alive.remove("killed");
        long beganNanos = System.nanoTime();
        await().atMost(LIMIT).until(() -> outbox.count("delivered") == 2);
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos))
            .as("after the five seconds until it counts as gone")
            .isLessThan(Duration.ofSeconds(5));
      }
      assertThat(receiver.keys()).containsExactly("n1", "n2");
      Claim late = ((Turn.Send) turn).claim();
      assertThat(
              killed.record(late, new Decision.Deliver("late"), InstantSource.system().instant()))
          .as("one that comes back late changes nothing")
          .isEqualTo(Recorded.TAKEN_OVER);
      assertThat(outbox.audit).hasSize(2);
    }
  }

  @Test
  @Requirement("NOTIFY-012")
  void highPrioritiesGoFirstAndTheRateHoldsForAllInstancesTogether() throws Exception {
    Pace slow = new Pace(2, 60, 3, Duration.ofDays(3));
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      Channel channel =
          TestOutbox.webhook(
              "ward", receiver.url("/"), slow, TestOutbox.here(Duration.ofSeconds(2)));
      for (int i = 0; i < 6; i++) {
        outbox.enqueue(
            TestNotifications.of("low" + i, Reason.OPENED, "l" + i, "ward", AlertPriority.LOW));
      }
      outbox.enqueue(opened("high", "h", "ward"));
      try (LaneWork one = outbox.work(channel);
          LaneWork two = outbox.work(channel)) {
        TestOutbox.run(one);
        TestOutbox.run(two);
        assertThat(receiver.keys()).containsExactly("high", "low0", "low1");
        outbox.clock.advance(Duration.ofMillis(1_000));
        TestOutbox.run(two);
        TestOutbox.run(one);
        assertThat(receiver.keys()).containsExactly("high", "low0", "low1", "low2");
        outbox.clock.advance(Duration.ofMinutes(1));
        TestOutbox.run(one);
        assertThat(outbox.count("delivered")).isEqualTo(7);
      }
    }
  }

  @Test
  @Requirement("NOTIFY-013")
  void theSameNotificationIsEnqueuedOnce() {
    Notification one = opened("n1", "i1", "ward");
    assertThat(outbox.enqueue(one, one)).isEqualTo(1);
    assertThat(outbox.enqueue(one)).isZero();
    assertThat(outbox.count("waiting")).isEqualTo(1);
  }

  @Test
  @Requirement("NOTIFY-014")
  void anotherConfigurationTakesOverWithoutDisturbingTheChannelsThatStay() throws Exception {
    try (Receiver before = Receiver.start(request -> Answer.of(200));
        Receiver after = Receiver.start(request -> Answer.of(200));
        Receiver other = Receiver.start(request -> Answer.of(200))) {
      Channel stays = TestOutbox.webhook("stays", other.url("/"));
      try (Lanes lanes =
          Lanes.start(
              outbox.parts("one", InstantSource.system()),
              channels(stays, TestOutbox.webhook("ward", before.url("/"))))) {
        outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i2", "nowhere"));
        lanes.wake();
        await().atMost(LIMIT).until(() -> outbox.count("delivered") == 1);
        lanes.apply(channels(stays, TestOutbox.webhook("ward", after.url("/"))));
        outbox.enqueue(opened("n3", "i1", "ward"), opened("n4", "i1", "stays"));
        lanes.wake();
        await().atMost(LIMIT).until(() -> outbox.count("delivered") == 3);
        assertThat(before.keys()).containsExactly("n1");
        assertThat(after.keys()).containsExactly("n3");
        assertThat(other.keys()).containsExactly("n4");
        await()
            .atMost(LIMIT)
            .untilAsserted(
                () ->
                    assertThat(lanes.status())
                        .anySatisfy(
                            status -> {
                              assertThat(status.channel()).isEqualTo("nowhere");
                              assertThat(status.configured()).isFalse();
                              assertThat(status.waiting()).isEqualTo(1);
                            }));
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("rivulet-lane-ward-"));
    }
  }

  @Test
  @Requirement("NOTIFY-015")
  void anAlertmanagerIsToldAgainWhatIsActiveUntilItIsOver() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      AlertmanagerChannel channel =
          new AlertmanagerChannel(
              "am",
              TestOutbox.PACE,
              DefaultWording.PLAIN,
              new Endpoint(receiver.url("/am/"), TestOutbox.here(Duration.ofSeconds(2))),
              Optional.empty(),
              Duration.ofMinutes(1));
      try (LaneWork work = outbox.work(channel)) {
        outbox.enqueue(opened("n1", "i1", "am"));
        TestOutbox.run(work);
        TestOutbox.run(work);
        assertThat(receiver.keys()).containsExactly("n1");
        outbox.clock.advance(Duration.ofMinutes(1));
        TestOutbox.run(work);
        assertThat(receiver.keys()).containsExactly("n1", "n1");
        assertThat(receiver.requests().get(1).path()).isEqualTo("/am/api/v2/alerts");
        assertThat(receiver.requests().get(1).body())
            .contains("\"endsAt\":\"" + outbox.clock.instant().plus(Duration.ofMinutes(4)));
        outbox.enqueue(TestNotifications.of("n2", Reason.RESOLVED, "i1", "am", AlertPriority.HIGH));
        TestOutbox.run(work);
        outbox.clock.advance(Duration.ofMinutes(5));
        TestOutbox.run(work);
        assertThat(receiver.keys()).containsExactly("n1", "n1", "n2");
      }
    }
  }

  @Test
  @Requirement("NOTIFY-016")
  void newsOfAnIncidentIsNotKeptWaitingByThePauseOfAnOlderOne() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(500));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(TestNotifications.of("n1", Reason.OPENED, "i1", "ward", AlertPriority.LOW));
      TestOutbox.run(work);
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      receiver.answer(request -> Answer.of(200));
      outbox.enqueue(opened("n2", "i1", "ward"));
      TestOutbox.run(work);
      assertThat(receiver.keys()).containsExactly("n1", "n1", "n2");
    }
  }

  @Test
  @Requirement("NOTIFY-013")
  void aRowOfAnotherVersionStopsNoOther() throws Exception {
    try (Receiver receiver = Receiver.start(request -> Answer.of(200));
        LaneWork work = outbox.work(TestOutbox.webhook("ward", receiver.url("/")))) {
      outbox.enqueue(opened("n1", "i1", "ward"), opened("n2", "i2", "ward"));
      outbox.execute(
          "UPDATE rivulet_alerting.outbox SET notification = '{\"id\":\"n1\"}' WHERE id = 'n1'");
      TestOutbox.run(work);
      TestOutbox.run(work);
      assertThat(outbox.state("n2")).isEqualTo("delivered");
      assertThat(outbox.state("n1")).isEqualTo("waiting");
      assertThat(outbox.lastError("n1")).contains("cannot be read by this version");
    }
  }

  private static Channels channels(Channel... channels) {
    return new Channels(
        Arrays.stream(channels).collect(Collectors.toMap(Channel::name, one -> one)),
        SiteZones.UTC);
  }
}
