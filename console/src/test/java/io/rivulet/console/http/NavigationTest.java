package io.rivulet.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Permission;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NavigationTest {
  private static final Pattern ENTRY =
      Pattern.compile(
          "id: '([a-z-]+)', path: '(/[a-z-]+)', title: '([^']+)', may: \\[([A-Z_', ]+)\\], key: '([a-z])'");

  /**
   * The routes that docs/access.md lists are those of the code: EveryRouteIT holds them together.
   */
  private static final Pattern PAGE_ROUTE =
      Pattern.compile("(?m)^\\| `GET (/(?!api/|health/|assets/)[^`{]*)` \\| ([A-Z_]+) \\|");

  /** Pages that something else than the navigation leads to. */
  private static final Set<String> BEHIND_OTHERS =
      Set.of("/", "/account", "/sessions/new", "/sign-in", "/style");

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

  @Test
  @Requirement("SHELL-009")
  void theNavigationShowsEachRoleThePagesThatItIsGivenAndNoOther() throws IOException {
    Map<String, Set<ConsoleRole>> shown =
        entries.stream()
            .collect(Collectors.toMap(entry -> entry.group(2), entry -> roles(entry.group(4))));
    Map<String, Set<ConsoleRole>> given = new TreeMap<>();
    PAGE_ROUTE
        .matcher(Files.readString(Path.of("../docs/access.md"), StandardCharsets.UTF_8))
        .results()
        .filter(route -> !BEHIND_OTHERS.contains(route.group(1)))
        .forEach(route -> given.put(route.group(1), Permission.valueOf(route.group(2)).roles()));

    assertThat(given).isEqualTo(shown);
  }

  private static Set<ConsoleRole> roles(String permissions) {
    return Arrays.stream(permissions.replace("'", "").split(", *"))
        .flatMap(name -> Permission.valueOf(name).roles().stream())
        .collect(Collectors.toSet());
  }
}
