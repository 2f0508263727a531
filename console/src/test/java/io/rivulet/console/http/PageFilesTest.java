package io.rivulet.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.testkit.Requirement;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFilesTest {
  private static final Pattern IMPORT = Pattern.compile("from '(\\.[a-z0-9./-]+\\.js)'");
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/assets/[^\"]*)\"");

  private static final Pattern VENDOR = Pattern.compile("/vendor/[a-z0-9./-]+\\.js");

  private static final List<String> PAGES =
      List.of(
          "sessions.html",
          "alerts.html",
          "style.html",
          "sign-in.html",
          "history.html",
          "history-session.html",
          "series.html",
          "cohorts.html",
          "burden.html",
          "backtest.html",
          "forbidden.html",
          "not-found.html",
          "account.html",
          "admin.html",
          "fleet.html",
          "device.html");

  private final Map<String, PageFiles.PageFile> files = PageFiles.assets();

  @Test
  @Requirement("CONSOLE-006")
  void noScriptMakesMarkupOrCodeOfText() {
    files.forEach(
        (path, file) ->
            assertThat(text(file))
                .as(path)
                .doesNotContain(
                    "innerHTML",
                    "outerHTML",
                    "insertAdjacentHTML",
                    "document.write",
                    "eval(",
                    "createContextualFragment",
                    "setHTMLUnsafe",
                    "setAttribute('style'"));
  }

  @Test
  @Requirement("CONSOLE-002")
  void thePageHasNoInlineScriptOrStyleAndAsksNobodyElse() {
    for (String page : PAGES) {
      assertThat(text(PageFiles.file(page)))
          .as(page)
          .doesNotContain("<style", "style=", "https://", "http://")
          .doesNotContainPattern("<script(?![^>]*src=)")
          .doesNotContainPattern("\\son[a-z]+=");
    }
  }

  @Test
  void everyFileThatThePageAsksForIsServed() {
    for (String page : PAGES) {
      assertThat(LINK.matcher(text(PageFiles.file(page))).results().map(match -> match.group(1)))
          .isNotEmpty()
          .allSatisfy(path -> assertThat(files).containsKey(path));
    }
    files.forEach(
        (path, file) ->
            assertThat(
                    IMPORT
                        .matcher(text(file))
                        .results()
                        .map(match -> URI.create(path).resolve(match.group(1)).getPath()))
                .allSatisfy(imported -> assertThat(files).as(path).containsKey(imported)));
  }

  @Test
  @Requirement("SHELL-005")
  void everyLibraryThatAScriptAsksForIsServed() {
    assertThat(new VendorFiles().routes())
        .extracting(ConsoleRoute::path)
        .containsExactlyElementsOf(VendorFiles.paths());
    files.forEach(
        (path, file) ->
            assertThat(VENDOR.matcher(text(file)).results().map(match -> match.group()))
                .as(path)
                .isSubsetOf(VendorFiles.paths()));
    assertThat(text(files.get("/assets/shell/chart.js"))).containsPattern(VENDOR);
  }

  @Test
  @Requirement("SHELL-006")
  void everyPageHasItsLanguageTitleLandmarksAndAWayPastTheHeader() {
    for (String page : PAGES) {
      assertThat(text(PageFiles.file(page)))
          .as(page)
          .contains("<html lang=\"en\">", "· Rivulet</title>", "<main id=\"main\"")
          .contains("<a class=\"skip\" href=\"#main\">", "<noscript>", "width=device-width")
          .doesNotContain("user-scalable", "maximum-scale");
    }
  }

  private static String text(PageFiles.PageFile file) {
    return new String(file.content(), StandardCharsets.UTF_8);
  }
}
