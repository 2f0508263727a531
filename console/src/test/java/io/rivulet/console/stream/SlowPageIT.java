package io.rivulet.console.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rivulet.console.access.Caller;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that falls behind, through a real server and real sockets that hold next to nothing. */
class SlowPageIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int RING_BYTES = 128 * 1024;
  private static final int SEND_BYTES = 4_096;
  private static final String TOPIC = "session:s-1";
  private static final Caller CALLER = new Caller("ada", "Ada", List.of());

  private final Map<Long, Integer> numberAt = new HashMap<>();
  private MeterRegistry registry;
  private LiveStream stream;
  private RingChannel ring;
  private Javalin server;
  private int sent;

  @BeforeEach
  void start() {
    start(StreamLimits.DEFAULT);
  }

  private void start(StreamLimits limits) {
    registry = new SimpleMeterRegistry();
    stream = new LiveStream(InstantSource.system(), limits, registry);
    ring = new RingChannel(TOPIC, stream::nextPosition);
    stream.add(
        new TopicSource() {
          @Override
          public String kind() {
            return "session";
          }

          @Override
          public Optional<Channel> find(String name, Caller caller) {
            return Optional.of(ring);
          }
        });
    server =
        Javalin.create(
                javalin -> {
                  javalin.startup.showJavalinBanner = false;
                  javalin.jetty.addConnector(
                      (jetty, http) -> {
                        ServerConnector connector =
                            new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
                        connector.setHost("127.0.0.1");
                        connector.setAcceptedSendBufferSize(SEND_BYTES);
                        return connector;
                      });
                  javalin.routes.get("/stream", this::open);
                })
            .start();
  }

  private void open(Context context) throws IOException {
    Opening opening =
        stream.open(
            new Listener(CALLER, () -> Optional.of(CALLER)),
            List.of(TOPIC),
            StreamPosition.parse(context.header("Last-Event-ID")),
            context.req(),
            context.res());
    context.future(((Opening.Streaming) opening)::ended);
  }

  @AfterEach
  void stop() {
    stream.close();
    server.stop();
  }

  @Test
  @Requirement("LIVE-016")
  void aPageThatReadsAgainWhileTheRingHasWhatItMissedGetsEveryEvent() throws Exception {
    try (SlowPage page = SlowPage.open(server.port(), beginning())) {
      await().atMost(LIMIT).until(() -> stream.size() == 1);
      for (int i = 0; i < 100; i++) {
        add(1_200);
      }
      assertThat(ring.keptBytes()).as("all of it is in the ring").isGreaterThan(120_000);
      await("it takes no more").atMost(LIMIT).until(() -> behind() == 1);

      takeUpTo(100, page);

      assertThat(page.events().stream().map(SlowPage.Event::number))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
      assertThat(page.resets()).isZero();
      await("it has caught up").atMost(LIMIT).until(() -> behind() == 0);
    }
  }

  @Test
  @Requirement("LIVE-016")
  void aPageThatMissedMoreGetsOneResetAndThenWhatCameAfterIt() throws Exception {
    try (SlowPage page = SlowPage.open(server.port(), beginning())) {
      await().atMost(LIMIT).until(() -> stream.size() == 1);
      // More than sockets and ring hold together, however fast either is.
      for (int i = 0; i < 4_000; i++) {
        add(1_000);
        assertThat(ring.keptBytes()).isLessThanOrEqualTo(RING_BYTES);
      }
      takeUpTo(4_000, page);
      add(10);
      add(10);
      takeUpTo(4_002, page);

      assertThat(page.resets()).isEqualTo(1);
      withoutAGap(page.events());
    }
  }

  @Test
  @Requirement("LIVE-016")
  void aPageThatReadsAsItLikesAndIsCutAsItComesNeverHasAGap() throws Exception {
    long seed = System.nanoTime();
    System.out.println("SlowPageIT: seed " + seed);
    Random random = new Random(seed);
    SlowPage page = SlowPage.open(server.port(), beginning());
    try {
      await().atMost(LIMIT).until(() -> stream.size() == 1);
      for (int step = 0; step < 60; step++) {
        int events = random.nextInt(random.nextInt(8) == 0 ? 800 : 40);
        for (int i = 0; i < events; i++) {
          add(random.nextInt(2_000));
        }
        assertThat(ring.keptBytes()).isLessThanOrEqualTo(RING_BYTES);
        page.take(1 + random.nextInt(60_000));
        if (random.nextInt(5) == 0) {
          page = page.cutAndOpen(server.port());
        }
      }
      add(10);
      takeUpTo(sent, page);
    } finally {
      page.close();
    }
    assertThat(page.events()).as("seed %d", seed).hasSizeGreaterThan(10);
    withoutAGap(page.events());
  }

  @Test
  @Requirement("LIVE-016")
  void aPageThatTakesNothingForTooLongIsDroppedAndGoesOnWhenItComesBack() throws Exception {
    stop();
    start(
        new StreamLimits(10, Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofMillis(200)));
    SlowPage page = SlowPage.open(server.port(), beginning());
    try {
      await().atMost(LIMIT).until(() -> stream.size() == 1);
      for (int i = 0; i < 100; i++) {
        add(1_200);
      }
      await("it is dropped").atMost(LIMIT).until(() -> stream.size() == 0);
      assertThat(registry.get("rivulet.console.streams.dropped").counter().count()).isOne();
      page.take(8_000);

      page = page.cutAndOpen(server.port());
      takeUpTo(100, page);

      assertThat(page.resets()).isZero();
      withoutAGap(page.events());
    } finally {
      page.close();
    }
  }

  private String beginning() {
    return stream.run() + ";" + TOPIC + "=" + ring.beginning();
  }

  private double behind() {
    return registry.get("rivulet.console.streams.behind").gauge().value();
  }

  private void add(int bytes) {
    sent++;
    numberAt.put(ring.add("{\"n\":%d,\"filler\":\"%s\"}".formatted(sent, "x".repeat(bytes))), sent);
  }

  /** Reads until an event has come, whole. */
  private void takeUpTo(int number, SlowPage page) {
    await("event " + number)
        .atMost(LIMIT)
        .until(
            () -> {
              page.take(100_000);
              return page.events().stream().anyMatch(event -> reached(event) >= number);
            });
  }

  /** The number up to which a page knows everything once it has this event. */
  private int reached(SlowPage.Event event) {
    return event.reset() ? numberAt.getOrDefault(event.position(), 0) : event.number();
  }

  /** After each event comes the next, and after a reset what came after what it has read anew. */
  private void withoutAGap(List<SlowPage.Event> events) {
    int known = 0;
    for (SlowPage.Event event : events) {
      if (event.reset()) {
        assertThat(reached(event)).as("a reset goes on").isGreaterThan(known);
      } else {
        assertThat(event.number()).isEqualTo(known + 1);
      }
      known = reached(event);
    }
    assertThat(known).isEqualTo(sent);
  }
}
