package io.rivulet.store.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.store.read.BindingSpan.Recorded;
import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BindingSpanTest {
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @Test
  @Requirement("STORE-022")
  void aLaterRecordedBindingTakesItsStretchAndGivesTheRestBack() {
    List<BindingSpan> spans =
        BindingSpan.resolve(
            List.of(recorded("b", 2, span("s2", 10, 20)), recorded("a", 1, open("s1", 0))));

    assertThat(spans).containsExactly(span("s1", 0, 10), span("s2", 10, 20), open("s1", 20));
  }

  @Test
  @Requirement("STORE-022")
  void betweenTwoBindingsTheDeviceServedNobody() {
    List<BindingSpan> spans =
        BindingSpan.resolve(
            List.of(recorded("a", 1, span("s1", 0, 10)), recorded("b", 2, span("s2", 15, 20))));

    assertThat(spans).containsExactly(span("s1", 0, 10), span("s2", 15, 20));
  }

  @Test
  @Requirement("STORE-022")
  void ofTwoRecordedAtOnceTheGreaterEventIdHolds() {
    List<BindingSpan> spans =
        BindingSpan.resolve(
            List.of(recorded("b", 1, open("s2", 0)), recorded("a", 1, open("s1", 0))));

    assertThat(spans).containsExactly(open("s2", 0));
  }

  private static Recorded recorded(String eventId, int minute, BindingSpan span) {
    return new Recorded(eventId, at(minute), span);
  }

  private static BindingSpan span(String session, int from, int to) {
    return new BindingSpan(session, "pump-1", at(from), Optional.of(at(to)));
  }

  private static BindingSpan open(String session, int from) {
    return new BindingSpan(session, "pump-1", at(from), Optional.empty());
  }

  private static Instant at(int minute) {
    return NINE.plusSeconds(60L * minute);
  }
}
