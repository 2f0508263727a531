package io.rivulet.console.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {
  @Test
  @Requirement("LIVE-001")
  void anIdNamesThePositionInEveryTopic() {
    StreamPosition position =
        StreamPosition.parse("4f2a81c9;overview=17;session:s-17=204").orElseThrow();

    assertThat(position.run()).isEqualTo("4f2a81c9");
    assertThat(position.positions())
        .containsEntry("overview", 17L)
        .containsEntry("session:s-17", 204L);
    assertThat(position).hasToString("4f2a81c9;overview=17;session:s-17=204");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a;b",
        "a;=1",
        "a;b=",
        "a;b=-1",
        "a;b=1e3",
        "a;b=99999999999999999999",
        "a;b=1;"
      })
  void whatIsNoPositionIsNone(String text) {
    assertThat(StreamPosition.parse(text)).isEmpty();
  }

  @Property(tries = 200)
  void whatWasWrittenIsReadBack(
      @ForAll @Size(max = 8)
          Map<
                  @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'z') String,
                  @LongRange(min = 0, max = 999_999_999_999_999_999L) Long>
              positions) {
    StreamPosition position = new StreamPosition("run", new LinkedHashMap<>(positions));

    assertThat(StreamPosition.parse(position.toString())).contains(position);
  }
}
