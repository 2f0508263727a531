package io.rivulet.streams.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Requirement("STREAM-018")
class LooksTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final Looks looks = new Looks(Duration.ofMillis(800));

  @Test
  void whatChangesIsLookedAtAtTheNextBeat() {
    looks.changed("s-1");
    looks.changed("s-2");
    looks.changed("s-1");

    assertThat(at(0)).containsExactly("s-1", "s-2");
    assertThat(at(100)).isEmpty();
  }

  @Test
  void itIsLookedAtAgainOnceItHasRestedAndOnlyIfItChanged() {
    looks.changed("s-1");
    looks.changed("s-2");
    at(0);
    looks.changed("s-1");

    assertThat(at(700)).isEmpty();
    assertThat(at(800)).containsExactly("s-1");
    assertThat(at(5_000)).isEmpty();
  }

  @Test
  void aSampleEverySecondIsLookedAtEveryTimeAtTheNextBeat() {
    List<Integer> seen = new ArrayList<>();
    for (int beat = 0; beat < 300; beat++) {
      // A sample every 0.9 and 1.1 s in turn.
      if (beat % 10 == 3 + beat / 10 % 2) {
        looks.changed("s-1");
        seen.add(beat);
      }
      assertThat(at(100L * beat)).hasSize(seen.contains(beat) ? 1 : 0);
    }
    assertThat(seen).hasSize(30);
  }

  @Test
  void whatChangesAllTheTimeIsLookedAtOnceARest() {
    int times = 0;
    for (int beat = 0; beat < 80; beat++) {
      looks.changed("s-1");
      times += at(100L * beat).size();
    }
    assertThat(times).isEqualTo(10);
  }

  @Test
  void whatChangesMuchDoesNotRest() {
    looks.changed("s-1");
    at(0);
    looks.changed("s-1");
    looks.changedMuch("s-1");

    assertThat(at(100)).containsExactly("s-1");
    assertThat(at(900)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyResting() {
    looks.changed("s-1");
    at(3_600_000);
    looks.changed("s-1");

    assertThat(at(0)).containsExactly("s-1");
  }

  @Test
  void beforeSessionsAreSettledNobodyRests() {
    looks.changed("s-1");
    at(0);
    looks.changed("s-1");
    looks.changed("s-2");
    List<String> seen = new ArrayList<>();

    looks.all(seen::add);

    assertThat(seen).containsExactly("s-2", "s-1");
    assertThat(at(800)).isEmpty();
  }

  private List<String> at(long millis) {
    List<String> seen = new ArrayList<>();
    looks.each(START.plusMillis(millis), seen::add);
    return seen;
  }
}
