package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages say while something does not work, and that it goes away. */
class TroubleIT {
  /** Keeps the course of a session in the page, as a session's own page does. */
  private static final String FOLLOW =
      """
      session => import('/assets/live/stream.js').then(({ follow }) =>
        follow(session, { course(read) { window.course = read; }, delta(_, kept) { window.course = kept; } }))
      """;

  @TempDir static Path folder;
  private static Workbench bench;

  @BeforeAll
  static void start() throws Exception {
    bench = Workbench.start(folder, "--set", "console.lag.after=PT5S");
  }

  @AfterAll
  static void end() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  @Requirement("BROWSER-016")
  void aServerThatFallsSilentIsSaidAndComesBackByItself() throws Exception {
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
  @Requirement("BROWSER-018")
  void aLostConnectionIsSaidAndWhatHappenedMeanwhileIsThereAfterwards() throws Exception {
    String session = "wire-" + Long.toHexString(System.nanoTime());
    try (OddPump pump = new OddPump(bench.broker(), "riverside", "pump-of-" + session);
        Wire wire = Wire.to(bench.page());
        Visit visit = bench.visit(wire.page(), "clinician")) {
      bench.openSession(session, "Ketamine", pump.name());
      Page page = visit.open("/sessions");
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      page.evaluate(FOLLOW, session);
      pump.runs("Ketamine");
      until(page, "() => window.course?.pumps?.length === 1");

      wire.cut();
      assertThat(page.locator("body")).hasAttribute("data-stream", "lost", within());
      assertThat(page.getByText("Values below are from")).isVisible();
      assertThat(page.locator("#frame .counts-old")).isVisible(visibleWithin());
      for (int i = 0; i < 20; i++) {
        pump.runs("Ketamine");
      }
      await("what happened while the wire was cut has landed")
          .atMost(Duration.ofSeconds(20))
          .until(() -> pumpSamples(session).size() == 21);

      wire.mend();
      assertThat(page.locator("body")).hasAttribute("data-stream", "live", within());
      assertThat(page.getByText("Values below are from")).isHidden();
      assertThat(page.locator("#frame .counts-old")).isHidden();
      pump.runs("Ketamine");
      until(page, "() => window.course.pumps.length >= 22");
      Object kept = page.evaluate("() => window.course.pumps.map(one => one.at)");
      await("the last one has landed")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(pumpSamples(session)).hasSize(22).isEqualTo(kept));
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

  @Test
  @Requirement("BROWSER-017")
  void aPipelineThatLagsIsSaidUntilItHasCaughtUp() throws Exception {
    aSessionWhosePumpRuns();
    try (Connection database = bench.demo().database();
        Statement statement = database.createStatement();
        Visit visit = bench.visit("engineer")) {
      Page page = visit.open("/fleet");
      Locator lags = page.locator("#banners").getByText("The pipeline lags");
      assertThat(lags).hasCount(0, countWithin());
      database.setAutoCommit(false);
      // The sink can read where it stands and cannot write it, so it holds; the pumps run on.
      statement.execute("LOCK TABLE rivulet.sink_offset IN EXCLUSIVE MODE");
      try {
        assertThat(lags).isVisible(visibleWithin());
        assertThat(lags).containsText("look at the bridge and the sink");
        assertThat(bench.get("/api/v1/frame").path("lag").asText())
            .contains("although sessions run");
        // The database answers, so what has landed can be read.
        assertThat(page.locator(".fleet-list a[href^='/fleet/']").first()).isVisible();
      } finally {
        database.rollback();
      }
      assertThat(lags).hasCount(0, countWithin());
      assertThat(visit.mistakes()).isEmpty();
    }
  }

  /** Asks again and again from here: the pages' policy lets no script of theirs be made of text. */
  private static void until(Page page, String holds) {
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate(holds)));
  }

  private static String aSessionWhosePumpRuns() {
    return await("a session whose pump runs")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                StreamSupport.stream(
                        bench.get("/api/v1/overview").path("live").spliterator(), false)
                    .filter(card -> card.path("doses").findValuesAsText("state").contains("RUN"))
                    .map(card -> card.path("session").asText())
                    .findFirst()
                    .orElse(""),
            session -> !session.isEmpty());
  }

  private static List<String> pumpSamples(String session) {
    return bench
        .get("/api/v1/sessions/" + session + "/course")
        .path("pumps")
        .findValuesAsText("at");
  }

  private static LocatorAssertions.HasAttributeOptions within() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(40_000);
  }

  private static LocatorAssertions.IsVisibleOptions visibleWithin() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(40_000);
  }

  private static LocatorAssertions.HasCountOptions countWithin() {
    return new LocatorAssertions.HasCountOptions().setTimeout(40_000);
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
