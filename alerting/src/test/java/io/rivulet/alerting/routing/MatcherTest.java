package io.rivulet.alerting.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
  private static final Labels LABELS =
      new Labels(Map.of(Label.SITE, "zurich", Label.CATEGORY, "PUMP_SILENT"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "site = zurich | true",
        "site=bern | false",
        "site != bern | true",
        "site != zurich | false",
        "site in bern, zurich | true",
        "site in bern | false",
        "site not in bern, basel | true",
        "site not  in zurich | false",
        "category =~ PUMP_.* | true",
        "category =~ PUMP | false",
        "category !~ PUMP | true",
        "category !~ PUMP_.* | false",
        "drug = | true",
        "drug != | false",
        "drug =~ .+ | false",
        "priority not in high, medium | true"
      })
  @Requirement("ROUTE-003")
  void conditionsAreReadAndDecided(String text, boolean fits) {
    assertThat(Matcher.parse(text).matches(LABELS)).isEqualTo(fits);
    assertThat(Matcher.parse(Matcher.parse(text).toString())).isEqualTo(Matcher.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "site", "site ~ x", "colour = red", "category =~ (", "= x", "sitein a"})
  @Requirement("ROUTE-003")
  void whatIsNoConditionIsRefused(String text) {
    assertThatThrownBy(() -> Matcher.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Requirement("ROUTE-003")
  void whatIsTooLongIsRefused() {
    String long257 = "x".repeat(257);
    assertThatThrownBy(() -> Matcher.equal(Label.SITE, long257)).hasMessageContaining("257");
    List<String> many = java.util.Collections.nCopies(101, "x");
    assertThatThrownBy(() -> new Matcher(Label.SITE, Matcher.Operator.IN, many))
        .hasMessageContaining("101");
    assertThatThrownBy(() -> new Matcher(Label.SITE, Matcher.Operator.IN, List.of()))
        .hasMessageContaining("0");
  }

  @Test
  @Requirement("ROUTE-004")
  void aPatternThatTakesForeverFitsNeitherAsItselfNorAsItsOpposite() {
    Labels hostile = new Labels(Map.of(Label.DRUG, "a".repeat(127) + "!"));

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          // Java remembers what it tried of some such patterns, but not where one refers back.
          assertThat(Matcher.parse("drug =~ (a+)+b").matches(hostile)).isFalse();
          assertThat(Matcher.parse("drug =~ (a*)*(a*)*\\1\\2b").matches(hostile)).isFalse();
          assertThat(Matcher.parse("drug !~ (a*)*(a*)*\\1\\2b").matches(hostile)).isFalse();
        });
  }
}
