package io.rivulet.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.access.Permission;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NavigationTest {
  private static final Pattern ENTRY =
      Pattern.compile(
          "id: '([a-z-]+)', path: '(/[a-z-]+)', title: '([^']+)', may: \\[([A-Z_', ]+)\\], key: '([a-z])'");

  private final List<MatchResult> entries =
      ENTRY
          .matcher(
              new String(PageFiles.file("assets/shell/pages.js").content(), StandardCharsets.UTF_8))
          .results()
          .toList();

  @Test
  @Requirement("SHELL-008")
  void everyPageIsForPermissionsThatThereAre() {
    assertThat(entries).hasSizeGreaterThan(5);
    assertThat(entries)
        .allSatisfy(
            entry ->
                assertThat(entry.group(4).replace("'", "").split(", *"))
                    .isSubsetOf(Arrays.stream(Permission.values()).map(Enum::name).toList()));
  }

  @Test
  @Requirement("SHELL-008")
  void everyPageHasAPathAndAKeyOfItsOwn() {
    assertThat(entries).extracting(entry -> entry.group(2)).doesNotHaveDuplicates();
    assertThat(entries).extracting(entry -> entry.group(5)).doesNotHaveDuplicates();
  }
}
