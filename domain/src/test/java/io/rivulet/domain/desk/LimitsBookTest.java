package io.rivulet.domain.desk;

import static io.rivulet.domain.desk.DeskUnderTest.T0;
import static io.rivulet.domain.desk.DeskUnderTest.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitsBookTest {
  private final LimitsBook book = new LimitsBook(DeskRules.DEFAULT);

  private String publish(int version, Instant from, String json) {
    Decision<LimitsBook.Published> decision = book.publish("day", version, from, json, T0);
    if (decision instanceof Decision.Refused<LimitsBook.Published> refused) {
      return refused.why() + ": " + refused.detail();
    }
    Decision.Accepted<LimitsBook.Published> accepted =
        (Decision.Accepted<LimitsBook.Published>) decision;
    book.add("day", version, from, json);
    return accepted.repeated() ? "repeated" : "published";
  }

  @Test
  @Requirement("DESK-008")
  void versionsCountUpAndTheSameOneTwiceIsOne() {
    assertThat(publish(1, at(0), "{1}")).isEqualTo("published");
    assertThat(publish(1, at(0), "{1}")).isEqualTo("repeated");
    assertThat(publish(1, at(0), "{2}"))
        .isEqualTo("CONFLICT: limits profile day has 1 versions; the next one is 2, not 1");
    assertThat(publish(3, at(60), "{3}")).contains("the next one is 2, not 3");
    assertThat(publish(2, at(60), "{2}")).isEqualTo("published");
    assertThat(book.versions("day")).hasSize(2);
    assertThat(book.profiles()).containsExactly("day");
    assertThat(book.versions("night")).isEmpty();
  }

  @Test
  @Requirement("DESK-008")
  void aVersionHoldsFromALaterTimeThanTheOneBefore() {
    assertThat(publish(1, at(0), "{1}")).isEqualTo("published");
    assertThat(publish(2, at(0), "{2}")).contains("has to hold from a later time than");
    assertThat(publish(2, Instant.parse("9999-01-01T00:00:00Z"), "{2}"))
        .startsWith("INVALID: start of the limits 9999-01-01T00:00:00Z is more than PT8784H after");
    assertThat(publish(1, Instant.EPOCH, "{1}")).contains("the next one is 2");
  }
}
