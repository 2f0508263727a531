package io.rivulet.runtime.yaml;

import static io.rivulet.runtime.yaml.SectionTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.testkit.Requirement;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Text that no administrator would write on purpose. */
@Requirement("PLAN-002")
class ConfigurationFileTest {
  @Example
  void aBillionLaughsAreNone() {
    assertThat(
            refusal(
                """
                a: &a [lol, lol]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """))
        .containsExactly("line 2, the file: has an alias (*); aliases are not taken, write it out");
  }

  @Example
  void whatContainsItselfIsRefused() {
    assertThat(refusal("a: &a\n  - *a"))
        .containsExactly("line 2, the file: has an alias (*); aliases are not taken, write it out");
  }

  @Example
  void depthIsBoundedWhateverItIsMadeOf() {
    String deep = "line 1, the file: is nested more than 40 deep";
    assertThat(refusal("[".repeat(500_000))).containsExactly(deep);
    assertThat(refusal("a: " + "{b: ".repeat(100_000))).containsExactly(deep);
    assertThat(refusal("- ".repeat(200_000))).containsExactly(deep);
  }

  @Example
  void lengthAndNumberOfValuesAreBounded() {
    assertThat(refusal("#".repeat((1 << 20) + 1)))
        .containsExactly("the file: has 1048577 characters; at most 1048576");
    assertThat(refusal("a: [" + "1,".repeat(200_000) + "1]"))
        .containsExactly("line 1, the file: has more than 100000 keys and values");
  }

  @Example
  void textThatIsNoYamlIsToldWithItsLineAndNotRepeated() {
    assertThat(refusal("a: 1\n\tb: secret"))
        .singleElement()
        .asString()
        .startsWith("line 2, the file: is no YAML: ")
        .doesNotContain("secret");
    assertThat(refusal("a: 1\nb: [secret\n"))
        .singleElement()
        .asString()
        .startsWith("line 3, the file: is no YAML: ")
        .doesNotContain("secret");
    assertThat(refusal("a: b: c"))
        .containsExactly("line 1, the file: is no YAML: mapping values are not allowed here");
    assertThat(refusal("a: 1\nb: \u0000"))
        .containsExactly("line 2, the file: has a character that no text has");
    assertThat(refusal("a: 1\n---\nb: 2")).singleElement().asString().contains("line 2, the file");
  }

  @Example
  void nothingAtAllIsRefused() {
    assertThat(refusal("")).containsExactly("the file: is empty");
    assertThat(refusal("# only words")).containsExactly("the file: is empty");
    assertThat(refusal("words"))
        .containsExactly("line 1, the file: is not a mapping of keys to values");
  }

  @Example
  void tagsMakeNothing() {
    assertThat(problems("a: !!javax.script.ScriptEngineManager [x]", root -> root.texts("a")))
        .isEmpty();
  }

  @Example
  void noMoreProblemsAreToldThanAnybodyReads() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      text.append("key").append(i).append(": 1\n");
    }
    List<String> told = problems(text.toString(), Section::end);
    assertThat(told).hasSize(ConfigurationFile.MOST_PROBLEMS + 1);
    assertThat(told.get(0)).isEqualTo("line 1, key0: is not known here; known: ");
    assertThat(told.get(200)).isEqualTo("line 200, the file: has 800 problems more");
  }

  @Example
  void whatIsToldIsOneBoundedLineEach() {
    List<String> told = problems("\"" + "a\\n".repeat(3_000) + "\": 1", Section::end);
    assertThat(told).singleElement().asString().hasSizeLessThan(800).doesNotContain("\n");
  }

  @Property(tries = 2_000)
  void anyTextIsReadOrRefusedAndNeverFails(
      @ForAll
          @StringLength(max = 60)
          @CharRange(from = '\t', to = '\n')
          @CharRange(from = ' ', to = '~')
          @CharRange(from = '\u0080', to = '\u00a0')
          String text) {
    try {
      ConfigurationFile.read(text, root -> root.keys());
    } catch (InvalidConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e)
          .hasMessage(String.join("\n", e.problems().stream().map(String::valueOf).toList()));
    }
  }

  @Example
  void theExceptionSaysEverything() {
    assertThatThrownBy(
            () ->
                ConfigurationFile.read(
                    "a: 1\nb: 2",
                    root -> {
                      root.end();
                      return root;
                    }))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage("line 1, a: is not known here; known: \nline 2, b: is not known here; known: ");
  }

  private static List<String> refusal(String text) {
    return problems(text, root -> {});
  }
}
