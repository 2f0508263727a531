package io.rivulet.onebox.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/requirements.md against the tests of every module, both ways. */
class RequirementsTest {
  private static final Pattern TAG =
      Pattern.compile("@Requirement\\(\\s*\\{?((?:\\s*\"[A-Z]+-\\d{3}\",?)+)");
  private static final Pattern ID = Pattern.compile("[A-Z]+-\\d{3}");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]+-\\d{3}) \\| (\\S.*) \\|$");

  @Test
  void everyRequirementHasATestAndEveryTagARequirement() throws IOException {
    Path root = root();
    Set<String> written = new TreeSet<>();
    Matcher rows = ROW.matcher(Files.readString(root.resolve("docs/requirements.md")));
    while (rows.find()) {
      assertThat(written.add(rows.group(1))).as("%s is listed once", rows.group(1)).isTrue();
    }
    assertThat(written).isNotEmpty();

    assertThat(tagged(root)).isEqualTo(written);
  }

  private static Set<String> tagged(Path root) throws IOException {
    Set<String> tagged = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(path -> path.toString().endsWith(".java"))
              .filter(path -> path.toString().contains("src/test/java"))
              .toList()) {
        Matcher tags = TAG.matcher(Files.readString(file));
        while (tags.find()) {
          Matcher ids = ID.matcher(tags.group(1));
          while (ids.find()) {
            tagged.add(ids.group());
          }
        }
      }
    }
    return tagged;
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/requirements.md"))) {
      root = root.getParent();
    }
    return root;
  }
}
