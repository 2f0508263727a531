package io.rivulet.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class TopicLevelProperties {
  private static final String FORM = "[A-Za-z0-9._-]{1,64}";

  @Property
  void takesWhatThePatternTakes(@ForAll @StringLength(max = 70) String text) {
    assertThat(TopicLevel.isLevel(text)).isEqualTo(text.matches(FORM));
  }

  @Property
  void judgesEveryCharacterAsThePatternDoes(@ForAll char c) {
    String text = "a" + c + "z";

    assertThat(TopicLevel.isLevel(text)).isEqualTo(text.matches(FORM));
  }

  @Example
  void boundsTheLength() {
    assertThat(TopicLevel.isLevel(null)).isFalse();
    assertThat(TopicLevel.isLevel("")).isFalse();
    assertThat(TopicLevel.isLevel("x".repeat(64))).isTrue();
    assertThat(TopicLevel.isLevel("x".repeat(65))).isFalse();
  }
}
