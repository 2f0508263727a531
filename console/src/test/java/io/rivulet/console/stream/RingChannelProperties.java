package io.rivulet.console.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RingChannelProperties {
  private final AtomicLong positions = new AtomicLong();
  private final RingChannel ring = new RingChannel("session:s-1", positions::incrementAndGet);

  /** A page that is cut off at any moment, in the middle of an event or not. */
  @Property(tries = 300)
  @Requirement("LIVE-002")
  void aPageThatIsCutOffAgainAndAgainHasEveryEventOnceAndInOrder(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 3) Integer> steps) {
    AtomicLong counter = new AtomicLong();
    RingChannel topic = new RingChannel("session:s-1", counter::incrementAndGet);
    long saved = topic.beginning();
    long inFlight = saved;
    List<String> sent = new ArrayList<>();
    List<String> had = new ArrayList<>();
    int next = 0;
    for (int step : steps) {
      switch (step) {
        case 0 -> {
          sent.add("{\"n\":" + next + "}");
          topic.add("{\"n\":" + next++ + "}");
        }
        case 1 -> {
          Optional<Frame> frame = topic.after(saved);
          if (frame.isPresent()) {
            had.add(data(frame.get()));
            saved = frame.get().position();
            inFlight = saved;
          }
        }
        case 2 -> {
          // Written, and lost on the way: the page still names what it had.
          inFlight = topic.after(inFlight).map(Frame::position).orElse(inFlight);
        }
        default -> inFlight = saved;
      }
    }
    for (Optional<Frame> frame = topic.after(saved);
        frame.isPresent();
        frame = topic.after(saved)) {
      had.add(data(frame.get()));
      saved = frame.get().position();
    }

    assertThat(had).isEqualTo(sent);
  }

  @Example
  @Requirement("LIVE-003")
  void aPageThatMissedMoreThanTheRingHasIsToldToReadAnew() {
    long start = ring.beginning();
    for (int i = 0; i < 700; i++) {
      ring.add("{}");
    }

    Frame told = ring.after(start).orElseThrow();
    assertThat(text(told)).contains("event: reset", "\"overrun\"", "session:s-1");
    assertThat(ring.after(told.position())).isEmpty();
  }

  @Example
  @Requirement("LIVE-003")
  void aRingKeepsOnlySoManyBytes() {
    for (int i = 0; i < 100; i++) {
      ring.add("{\"x\":\"" + "y".repeat(10_000) + "\"}");
    }

    assertThat(ring.keptBytes()).isBetween(100_000, 128 * 1024);
  }

  @Example
  @Requirement("LIVE-004")
  void aPositionOfAnotherConsoleHasThePageReadAnew() {
    ring.add("{}");

    assertThat(text(ring.after(0).orElseThrow())).contains("event: reset", "\"restarted\"");
    assertThat(text(ring.after(1_000_000).orElseThrow())).contains("\"restarted\"");
  }

  @Example
  void aPageThatNamesNoPositionBeginsWithWhatComesNext() {
    ring.add("{\"n\":1}");
    long start = ring.beginning();
    ring.add("{\"n\":2}");

    assertThat(data(ring.after(start).orElseThrow())).isEqualTo("{\"n\":2}");
  }

  private static String text(Frame frame) {
    return new String(frame.bytes(), StandardCharsets.UTF_8);
  }

  private static String data(Frame frame) {
    return text(frame)
        .lines()
        .filter(line -> line.startsWith("data: "))
        .findFirst()
        .orElseThrow()
        .substring(6);
  }
}
