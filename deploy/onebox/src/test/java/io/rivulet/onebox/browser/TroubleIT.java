package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say while something does not work, and that it goes away. */
class TroubleIT {
  @TempDir static Path folder;
  private static Workbench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = Workbench.start(folder);
  }

  @AfterAll
  static void end() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  @Requirement("BROWSER-016")
  void aLostStreamIsSaidAndComesBackByItself() throws Exception {
    try (Visit visit = bench.visit("clinician")) {
      Page page = visit.open("/sessions");
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      // A browser that is put offline keeps the connections that it has, so the server falls
      // silent.
      List<ProcessHandle> demo = List.of(bench.demo().process().toHandle());
      signal("-STOP", demo);
      try {
        assertThat(page.locator("body")).hasAttribute("data-stream", "lost", within());
        assertThat(page.getByText("Values below are from")).isVisible();
      } finally {
        signal("-CONT", demo);
      }
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      assertThat(page.getByText("Values below are from")).isHidden();
    }
  }

  @Test
  @Requirement("BROWSER-016")
  void aDatabaseThatDoesNotAnswerIsSaidAndPassesAway() throws Exception {
    List<ProcessHandle> database = bench.demo().postgres();
    assertThat(database).isNotEmpty();
    try (Visit visit = bench.visit("clinician")) {
      Page page = visit.open("/sessions");
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      signal("-STOP", database);
      try {
        assertThat(page.locator("body"))
            .hasAttribute("data-stream", Pattern.compile("trouble|lost"), within());
        assertThat(page.getByText("Values below are from")).isVisible();
      } finally {
        signal("-CONT", database);
      }
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      assertThat(page.getByText("Values below are from")).isHidden();
      assertThatCode(() -> bench.get("/api/v1/overview")).doesNotThrowAnyException();
    }
  }

  private static LocatorAssertions.HasAttributeOptions within() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(40_000);
  }

  /** To processes of this demo only, by their numbers. */
  private static void signal(String signal, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    for (ProcessHandle process : processes) {
      if (process.isAlive()) {
        new ProcessBuilder("kill", signal, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor(5, TimeUnit.SECONDS);
      }
    }
  }
}
