package io.rivulet.runtime.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testkit.Requirement;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@Requirement("PLAN-001")
class SectionTest {
  @Test
  void valuesAreReadByTheirKind() throws InvalidConfigurationException {
    List<Object> read = new ArrayList<>();
    ConfigurationFile.read(
        """
        name: ward
        wait: PT5M
        count: 12
        open: true
        one: alone
        many: [a, "b c"]
        below:
          deep: value
        list:
          - key: first
          - key: second
        named:
          x: {key: 1}
          y: {key: 2}
        """,
        root -> {
          read.add(root.text("name"));
          read.add(root.findDuration("wait").orElseThrow());
          read.add(root.findInteger("count", 1, 20).orElseThrow());
          read.add(root.findFlag("open").orElseThrow());
          read.add(root.texts("one"));
          read.add(root.texts("many"));
          read.add(root.texts("nothing"));
          read.add(root.find("below").orElseThrow().text("deep"));
          root.sections("list").forEach(section -> read.add(section.text("key")));
          root.named("named").forEach((name, section) -> read.add(name + section.text("key")));
          root.end();
          return root;
        });

    assertThat(read)
        .containsExactly(
            "ward",
            Duration.ofMinutes(5),
            12,
            true,
            List.of("alone"),
            List.of("a", "b c"),
            List.of(),
            "value",
            "first",
            "second",
            "x1",
            "y2");
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    assertThat(
            problems(
                """
                wait: 5 minutes
                negative: PT-5M
                endless: P1001D
                count: many
                beyond: 21
                open: yes
                empty:
                blank: "  "
                list: {not: list}
                mapping: [not, mapping]
                texts:
                  - good
                  - [not, text]
                  - ""
                sections:
                  - good: 1
                  - bad
                """,
                root -> {
                  root.findDuration("wait");
                  root.findDuration("negative");
                  root.findDuration("endless");
                  root.findInteger("count", 1, 20);
                  root.findInteger("beyond", 1, 20);
                  root.findFlag("open");
                  root.findText("empty");
                  root.findText("blank");
                  root.sections("list");
                  root.find("mapping");
                  root.texts("texts");
                  root.sections("sections");
                  root.text("gone");
                }))
        .containsExactly(
            "line 1, gone: is missing",
            "line 1, wait: '5 minutes' is no duration such as PT30S, PT5M or PT2H",
            "line 2, negative: PT-5M is not PT0S to P1000D",
            "line 3, endless: P1001D is not PT0S to P1000D",
            "line 4, count: 'many' is no whole number",
            "line 5, beyond: 21 is not 1 to 20",
            "line 6, open: 'yes' is not true or false",
            "line 7, empty: has 0 characters; 1 to 4096 are taken",
            "line 8, blank: has 2 characters; 1 to 4096 are taken",
            "line 9, list: is not a list",
            "line 10, mapping: is not a mapping of keys to values",
            "line 13, texts: has an item that is no text of 1 to 4096 characters",
            "line 14, texts: has an item that is no text of 1 to 4096 characters",
            "line 17, sections[1]: is not a mapping of keys to values");
  }

  @Test
  void whatAMakerRefusesIsAProblemOfItsKeyAndNotAFailure() {
    assertThat(
            problems(
                "a: 1\nb: 2\nc: 3",
                root -> {
                  root.find("a", text -> refuse(new IllegalArgumentException("a is " + text)));
                  root.find("b", text -> refuse(new DateTimeException("b is " + text)));
                  root.find("c", text -> refuse(new ArithmeticException("c is " + text)));
                }))
        .containsExactly("line 1, a: a is 1", "line 2, b: b is 2", "line 3, c: c is 3");
  }

  @Test
  void keysThatNobodyAskedForAreMistakesAndSoAreKeysThatAreThereTwice() {
    assertThat(
            problems(
                """
                known: 1
                knwon: 2
                known: 3
                [odd]: 4
                """,
                root -> {
                  root.text("known");
                  root.end();
                }))
        .containsExactly(
            "line 2, knwon: is not known here; known: known",
            "line 3, known: is there twice",
            "line 4, the file: has a key that is no plain text");
  }

  @Test
  void placesBelowAreNamedWhole() {
    assertThat(
            problems(
                """
                routes:
                  - policy: a
                    routes:
                      - polcy: b
                """,
                root -> root.sections("routes").get(0).sections("routes").forEach(Section::end)))
        .containsExactly("line 4, routes[0].routes[0].polcy: is not known here; known: ");
  }

  private static Object refuse(RuntimeException why) {
    throw why;
  }

  static List<String> problems(String text, Consumer<Section> reader) {
    try {
      ConfigurationFile.read(
          text,
          root -> {
            reader.accept(root);
            return root;
          });
      return List.of();
    } catch (InvalidConfigurationException e) {
      return e.problems().stream().map(ConfigurationProblem::toString).toList();
    }
  }
}
