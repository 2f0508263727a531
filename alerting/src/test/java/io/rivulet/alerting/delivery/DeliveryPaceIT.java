package io.rivulet.alerting.delivery;

import static io.rivulet.alerting.notification.TestNotifications.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.alerting.channel.Channel;
import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.delivery.Receiver.Answer;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.alerting.notification.TestNotifications;
import io.rivulet.alerting.template.SiteZones;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long the outbox takes; prints what it measured. */
class DeliveryPaceIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
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
  @Requirement("NOTIFY-032")
  void aCommitReachesTheReceiverLongBeforeTheNextLook() throws Exception {
    int many = 300;
    Map<String, Long> received = new ConcurrentHashMap<>();
    try (Receiver receiver =
        Receiver.start(
            request -> {
              received.putIfAbsent(request.header("Idempotency-Key"), System.nanoTime());
              return Answer.of(200);
            })) {
      try (Lanes lanes =
          Lanes.start(
              outbox.parts("one", InstantSource.system()),
              channels(TestOutbox.webhook("ward", receiver.url("/"))))) {
        long[] micros = new long[many];
        for (int i = 0; i < many; i++) {
          String id = "n" + i;
          outbox.enqueue(opened(id, "i" + i, "ward"));
          long committedNanos = System.nanoTime();
          lanes.wake();
          await()
              .pollInterval(Duration.ofMillis(2))
              .pollDelay(Duration.ZERO)
              .atMost(LIMIT)
              .until(() -> received.containsKey(id));
          micros[i] = (received.get(id) - committedNanos) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
            "commit to receiver, %d times, idle: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
            many, micros[many / 2] / 1e3, micros[many * 99 / 100] / 1e3, micros[many - 1] / 1e3);
        assertThat(micros[many / 2]).as("p50, us").isLessThan(100_000);
      }
    }
  }

  @Test
  @Requirement("NOTIFY-032")
  void thousandsThatWaitDoNotHoldUpWhatIsUrgent() throws Exception {
    int many = 20_000;
    try (Receiver receiver = Receiver.start(request -> Answer.of(200))) {
      Channel channel = TestOutbox.webhook("ward", receiver.url("/"));
      for (int batch = 0; batch < many; batch += 5_000) {
        List<Notification> notifications = new ArrayList<>();
        for (int i = batch; i < batch + 5_000; i++) {
          notifications.add(
              TestNotifications.of(
                  "low" + i, Reason.OPENED, "i" + i % 500, "ward", AlertPriority.LOW));
        }
        outbox.enqueue(notifications.toArray(Notification[]::new));
      }
      outbox.enqueue(opened("high", "urgent", "ward"));
      try (LaneWork work = outbox.work(channel)) {
        long beganNanos = System.nanoTime();
        Turn turn = work.next();
        long claimMicros = (System.nanoTime() - beganNanos) / 1_000;
        assertThat(((Turn.Send) turn).claim().notification().id()).isEqualTo("high");
        work.record(((Turn.Send) turn).claim(), work.send(((Turn.Send) turn).claim()));
        int few = 500;
        beganNanos = System.nanoTime();
        for (int i = 0; i < few; i++) {
          Turn.Send next = (Turn.Send) work.next();
          work.record(next.claim(), work.send(next.claim()));
        }
        double perSecond = few / ((System.nanoTime() - beganNanos) / 1e9);
        System.out.printf(
            "behind %d that wait: the first urgent claim %.1f ms, one thread delivers %.0f/s%n",
            many, claimMicros / 1e3, perSecond);
        assertThat(receiver.keys().subList(1, 501))
            .isEqualTo(IntStream.range(0, few).mapToObj(i -> "low" + i).toList());
        assertThat(claimMicros).isLessThan(2_000_000);
      }
    }
  }

  private static Channels channels(Channel channel) {
    return new Channels(Map.of(channel.name(), channel), SiteZones.UTC);
  }
}
