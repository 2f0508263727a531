package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done about the past and about people: research, administration, and hostile names. */
class StudyIT {
  private static final String RUN = Long.toHexString(System.nanoTime());
  private static final String HOSTILE =
      "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}";

  private static final List<String> FORMATS = List.of("csv", "parquet", "arrow");

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
  @Requirement("BROWSER-013")
  void whoTreatsAndStudiesReadsAsAResearcherWhereTheyAskTo() {
    String password = "nine slow herons wade";
    bench.post(
        "/api/v1/admin/users",
        """
        {"eventId": "study-both", "name": "both", "label": "Both Ways", "password": "%s",
         "grants": ["clinician", "researcher"]}"""
            .formatted(password));
    try (Visit visit = bench.visit("both", password)) {
      Page page = visit.open("/history");
      assertThat(page.locator("tbody a[href^='/history/']").first()).isVisible();
      assertThat(page.locator("body")).not().containsText("You read for research");
      page.getByLabel("Read as a researcher").check();

      assertThat(page.getByText("You read for research")).isVisible();
      assertThat(page.locator("tbody a[href^='/history/session-']").first()).isVisible();
      assertThat(page.locator("section[aria-label=Download]")).containsText("deidentified=true");
      if (!System.getProperty("pages.pictures", "").isEmpty()) {
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("pages.pictures"), "studying.png")));
      }
      page.locator("tbody a[href^='/history/session-']").first().click();
      assertThat(page.locator("h1")).hasText(Pattern.compile("Session [0-9a-f]{24}"));
    }
  }

  @Test
  @Requirement("BROWSER-013")
  void aResearcherFindsComparesDownloadsAndNeverSeesWhoOrWhereOrWhen() throws IOException {
    List<String> seen = new ArrayList<>();
    List<String> clinical = clinicalNames();
    try (Visit visit = bench.visit("researcher")) {
      Page page = visit.page();
      visit.go("History");
      assertThat(page.locator("tbody tr").first()).isVisible();
      page.locator("[data-pick]").nth(0).check();
      page.locator("[data-pick]").nth(1).check();
      assertThat(page.locator("section[aria-label='Sessions compared'] [aria-label^='Take ']"))
          .hasCount(2);
      // Charts are drawn as they come into sight.
      visit.button("Show as table").first().scrollIntoViewIfNeeded();
      assertThat(page.locator("section[aria-label='Sessions compared'] canvas").first())
          .isVisible();
      seen.add(page.content());

      page.navigate("/history?state=closed");
      page.locator("tbody a[href^='/history/']").first().click();
      page.locator("section[aria-label=Download]").waitFor();
      seen.add(page.content());
      seen.addAll(theSameInEveryFormat(page));

      visit.go("Cohorts");
      saveACohort(visit);
      seen.add(page.content());
      seen.add(new String(download(page, "csv"), StandardCharsets.UTF_8));

      visit.go("Backtest");
      runABacktest(visit);
      seen.add(page.content());
      assertThat(visit.mistakes()).isEmpty();
    }
    for (String text : seen) {
      assertThat(text).doesNotContain(clinical.toArray(String[]::new));
    }
  }

  private static void saveACohort(Visit visit) {
    Page page = visit.page();
    page.locator("#definition").fill("name: browser-" + RUN + "\ndrugs: nobody knows: this\n");
    assertThat(page.locator("#mistakes")).containsText("Line 2");
    page.locator("#definition").fill("name: browser-" + RUN + "\ndrugs: ketamine\n");
    assertThat(page.locator("#mistakes")).containsText("It chooses");
    visit.button("Save as the next version").click();
    visit.confirm("Save it");
    assertThat(page.locator(".cohort")).containsText(new String[] {"browser-" + RUN});
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName("Run browser-" + RUN + " version 1"))
        .click();
    assertThat(page.locator("section[aria-label='The cohort']"))
        .containsText("Checksum of the definition");
  }

  private static void runABacktest(Visit visit) {
    Page page = visit.page();
    page.locator("[aria-label='Sessions to judge'] input").first().check();
    visit.button("Run the backtest").click();
    visit.confirm("Run it");
    assertThat(page.locator("section[aria-label=Result] table").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
  }

  /** What was downloaded, as text; the samples of an ended session do not change. */
  private static List<String> theSameInEveryFormat(Page page) throws IOException {
    List<String> texts = new ArrayList<>();
    Map<String, DownloadedTable> tables = new HashMap<>();
    for (String format : FORMATS) {
      byte[] file = download(page, format);
      tables.put(format, DownloadedTable.of(format, file));
      texts.add(new String(file, StandardCharsets.ISO_8859_1));
    }
    DownloadedTable csv = tables.get("csv");
    assertThat(csv.rows()).isGreaterThan(100);
    assertThat(tables.get("parquet").rows()).isEqualTo(csv.rows());
    assertThat(tables.get("arrow")).isEqualTo(tables.get("parquet"));
    assertThat(csv.columns()).hasSameSizeAs(tables.get("arrow").columns());
    for (int i = 0; i < csv.columns().size(); i++) {
      assertThat(csv.columns().get(i)).startsWith(tables.get("arrow").columns().get(i));
    }
    return texts;
  }

  @Test
  @Requirement("BROWSER-019")
  void aClinicianReadsASeriesLaysItsSessionsOverEachOtherAndDownloadsOne() throws IOException {
    bench.awaitSeries();
    try (Visit visit = bench.visit("clinician")) {
      Page page = visit.open("/series/" + Workbench.SERIES);
      assertThat(page.locator("main")).containsText("sessions held of 10 planned");
      assertThat(page.locator("section[aria-label='MADRS score'] canvas")).isVisible();
      page.locator("section[aria-label='MADRS score']").getByText("Show as table").click();
      assertThat(page.locator("[aria-label='MADRS score, as a table']")).containsText("24");
      Locator doses = page.locator("[aria-label='Sessions of the series'] tbody tr");
      assertThat(doses.nth(2)).containsText("0.400");
      assertThat(doses.nth(5)).containsText("0.600");
      assertThat(page.locator("[aria-label='Scores of the series']"))
          .containsText("after session 6");

      page.navigate("/history?series=" + Workbench.SERIES + "&axis=dose");
      page.getByLabel("Compare " + Workbench.SERIES + "-3").check();
      page.getByLabel("Compare " + Workbench.SERIES + "-6").check();
      Locator laid = page.locator("section[aria-label='Sessions compared']");
      for (String values : List.of("raw", "bucketed")) {
        laid.getByLabel("Values", new Locator.GetByLabelOptions().setExact(true))
            .selectOption(values);
        assertThat(laid.locator("[role=img]").first())
            .hasAttribute("aria-label", Pattern.compile(".*[1-9][\\d,]* values? from.*"));
      }
      assertThat(laid.getByLabel("Width of buckets")).isVisible();
      laid.getByText("Show as table").first().click();
      assertThat(laid.locator(".chart-table:visible tbody tr").first()).isVisible();

      page.navigate("/history/" + Workbench.SERIES + "-3");
      page.locator("section[aria-label=Download]").waitFor();
      assertThat(theSameInEveryFormat(page).get(0)).contains("riverside-synthetic-pump");
      assertThat(visit.mistakes()).isEmpty();
    }
  }

  private static byte[] download(Page page, String format) throws IOException {
    Locator panel = page.locator("section[aria-label=Download]");
    panel.getByLabel("Format").selectOption(format);
    List<Download> files = new ArrayList<>();
    Consumer<Download> keep = files::add;
    page.onDownload(keep);
    panel
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Download").setExact(true))
        .click();
    assertThat(panel).containsText("Done: ");
    page.waitForCondition(
        () -> files.stream().anyMatch(one -> one.suggestedFilename().equals("manifest.json")));
    page.offDownload(keep);
    return Files.readAllBytes(files.get(0).path());
  }

  /**
   * Sessions as the clinic names them, its sites and its subjects; a researcher has no right to any
   * of them.
   */
  private static List<String> clinicalNames() {
    List<String> names = new ArrayList<>(List.of("hilltop", "riverside"));
    for (JsonNode row : bench.get("/api/v1/history/sessions?limit=200").path("rows")) {
      names.add(row.path("session").asText());
      names.add(row.path("subject").asText());
      names.add(row.path("begun_time").asText());
    }
    assertThat(names).as("the clinic has had sessions").hasSizeGreaterThan(8);
    names.removeIf(String::isBlank);
    return names;
  }

  @Test
  @Requirement({"BROWSER-014", "BROWSER-015"})
  void anAdministratorMakesAUserOfOneSiteATokenAndAVersionOfLimits() {
    String name = "nora-" + RUN;
    String password = "seven quiet rivers " + RUN;
    try (Visit visit = bench.visit("administrator")) {
      Page page = visit.page();
      visit.go("Administration");
      visit.button("Add a user …").click();
      visit.asked("Name").fill(name);
      visit.asked("Called").fill(HOSTILE);
      visit.asked("First password").fill("short");
      visit.asked("Role").selectOption("clinician");
      visit.asked("Site").fill("riverside");
      visit.press("Add them");
      assertThat(visit.asked("First password")).hasAttribute("aria-invalid", "true");
      assertThat(visit.asked("Name")).hasValue(name);
      visit.asked("First password").fill(password);
      visit.confirm("Add them");
      assertThat(page.locator("main")).containsText(name);
      assertThat(page.locator("main")).containsText(HOSTILE);

      theUserSeesTheirSiteOnly(name, password);

      String token = aTokenIsShownOnce(visit, name);
      assertThat(bench.ask("/api/v1/sessions/sites", token).json().toString())
          .contains("riverside")
          .doesNotContain("hilltop");

      revokeTheRole(visit, name);
      assertThat(bench.ask("/api/v1/sessions/sites", token).status()).isIn(401, 403);

      page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Audit")).click();
      page.getByLabel("To what", new Page.GetByLabelOptions().setExact(true)).fill(name);
      assertThat(page.locator("[role=tabpanel]:visible tbody")).containsText("user.");
      assertThat(page.locator("[role=tabpanel]:visible tbody")).containsText("demo-administrator");

      publishLimits(visit);
    }
  }

  private static void theUserSeesTheirSiteOnly(String name, String password) {
    try (Visit own = bench.visit(name, password)) {
      own.go("Sessions");
      assertThat(own.page().locator("main")).containsText("riverside");
      assertThat(own.page().locator("main")).not().containsText("hilltop");
      assertThat(own.mistakes()).isEmpty();
    }
  }

  private static String aTokenIsShownOnce(Visit visit, String name) {
    Page page = visit.page();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("API tokens")).click();
    visit.button("Make a token …").click();
    visit.asked("Acts as").fill(name);
    visit.asked("Name").fill("notebook");
    visit.asked("May").fill("clinician@riverside");
    visit.press("Make it");
    Locator once = page.locator("dialog[open] code");
    once.waitFor();
    String token = once.textContent().strip();
    visit.confirm("I have kept it");
    assertThat(page.locator("dialog")).hasCount(0);
    assertThat(page.content()).doesNotContain(token);
    return token;
  }

  private static void revokeTheRole(Visit visit, String name) {
    Page page = visit.page();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Users")).click();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change " + name)).click();
    visit.button("Roles …").click();
    visit
        .dialog()
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName("Revoke Clinician at riverside"))
        .click();
    visit.press("Revoke it");
    assertThat(visit.dialog()).containsText("No role");
    visit.press("Close");
  }

  private static void publishLimits(Visit visit) {
    Page page = visit.page();
    visit.go("Limits");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("clinic-default"))
        .first()
        .click();
    page.getByLabel("Limits: Systolic pressure, high, warning (mmHg)")
        .fill(Integer.toString(150 + RUN.hashCode() % 9));
    assertThat(page.locator(".limit-preview")).containsText("→ changed");
    page.getByLabel("Why", new Page.GetByLabelOptions().setExact(true)).fill(HOSTILE);
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("Publish version")))
        .click();
    visit.press("Publish it");
    assertThat(page.locator("main")).containsText(HOSTILE);
    await("the version is kept")
        .atMost(Duration.ofSeconds(15))
        .until(() -> bench.get("/api/v1/limits").toString().contains("{{7*7}}"));
    assertThat(visit.mistakes()).noneMatch(text -> text.contains("dialog"));
    assertThat(page.locator("img[src=x]")).hasCount(0);
  }
}
