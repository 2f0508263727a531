package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done while sessions run: at the bedside, on call, behind the devices. */
class BedsideIT {
  private static final String SESSION = "bedside-" + Long.toHexString(System.nanoTime());

  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'><b>{{7*7}}";

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
  @Requirement("ACCESS-054")
  void signingInLeadsToNoOtherAddress() {
    try (Visit visit = bench.visit("engineer")) {
      Page page = visit.page();
      for (String elsewhere :
          List.of(
              "/%09/evil.example",
              "/%0a/evil.example",
              "/%5cevil.example",
              "//evil.example",
              "https://evil.example",
              "javascript:alert(1)")) {
        page.navigate("/sign-in?to=" + elsewhere);
        page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions()
                    .setName(Pattern.compile("engineer", Pattern.CASE_INSENSITIVE)))
            .first()
            .click();
        assertThat(page).hasURL(Pattern.compile("http://127\\.0\\.0\\.1:\\d+/fleet.*"));
      }
    }
  }

  @Test
  @Requirement({"BROWSER-010", "BROWSER-015"})
  void aClinicianOpensChartsCorrectsAndEndsASession() {
    publishStricterLimits();
    try (Visit visit = bench.visit("clinician")) {
      Page page = visit.page();
      openSession(visit);
      assertThat(page.locator("h1")).hasText(Pattern.compile("S-bedside · Ketamine.*"));

      aMistakeKeepsWhatWasTyped(visit);
      recorded(page, HOSTILE);
      assertThat(page.locator("img[src=x]")).hasCount(0);

      chartDose(visit, "IM", "20");
      recorded(page, "Charted dose Ketamine 20 mg intramuscular");
      chartDose(visit, "IN", "15");
      recorded(page, "Charted dose Ketamine 15 mg intranasal");

      page.keyboard().press("p");
      visit.asked("Phase").selectOption("PREPARATION");
      visit.confirm("Record the phase");
      recorded(page, "Phase Preparation");

      page.keyboard().press("b");
      String second = visit.asked("Device").locator("option").first().getAttribute("value");
      visit.confirm("Bind it");
      recorded(page, "Device " + second);
      page.keyboard().press("u");
      visit.asked("Device").selectOption(second);
      visit.confirm("Unbind it");
      recorded(page, "Device " + second + ", until it was unbound");

      page.keyboard().press("w");
      visit.asked("What is it").selectOption(new SelectOption().setIndex(1));
      visit.asked("Body weight (kg)").fill("72");
      assertThat(visit.dialog().locator(".dialog-record")).containsText("in place of 70 kg");
      visit.confirm("Record the weight");
      assertThat(page.locator(".head-fact").first().locator("..")).containsText("72");
      assertThat(page.locator("#head")).containsText("corrected by demo-clinician via console");

      everythingElseThatIsPlanned(visit);
      aBindingIsCorrected(visit);
      whatWasWrongIsTakenBackByTheMouse(visit);

      page.keyboard().press("l");
      visit.asked("Profile").selectOption("stricter");
      assertThat(visit.dialog().locator(".dialog-record"))
          .containsText("in place of clinic-default");
      visit.confirm("Set these limits");
      assertThat(page.locator("#head")).containsText("stricter v1");

      anObservationOfSomebodyElseAppearsByItself(page);

      page.keyboard().press("x");
      assertThat(visit.dialog()).containsText("Kept with the time and by whom: Demo clinician");
      visit.confirm("End the session");
      assertThat(page.locator("#head .pill")).hasText("Ended");
      // A browser takes the desk's question for a mistake.
      assertThat(visit.mistakes()).allMatch(text -> text.contains("a status of 428"));
    }
    whatWasDoneIsKeptByTheirName();
  }

  private static void everythingElseThatIsPlanned(Visit visit) {
    Page page = visit.page();
    page.keyboard().press("s");
    visit.asked("Conditions passed").fill("FASTED");
    visit.asked("Conditions not passed").fill("ESCORT_HOME");
    // The desk asks back, and pressing once more answers it.
    visit.press("Record it");
    assertThat(visit.dialog()).containsText("Is it meant as it is?");
    visit.confirm("Record it");
    recorded(page, "Screened eligible, not passed: ESCORT_HOME");

    page.keyboard().press("n");
    visit.asked("Planned dose per kg").fill("0.6");
    visit.asked("Planned duration (min)").fill("50");
    visit.confirm("Record the plan");
    recorded(page, "Planned dose Ketamine: 0.600 mg/kg over 50 min");

    // The same by the mouse: everything that can be done is behind one button.
    visit.button("More").first().click();
    visit.asked("What to do").fill("pressure");
    page.keyboard().press("Enter");
    visit.asked("Time between readings (min)").fill("5");
    visit.confirm("Record the order");
    recorded(page, "Pressure ordered");

    page.keyboard().press("k");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Record the concentration"))
        .click();
    visit.asked("One mL holds").fill("2");
    visit.confirm("Record it");
    recorded(page, "Concentration Ketamine: 2.00 mg/mL");
  }

  private static void aBindingIsCorrected(Visit visit) {
    Page page = visit.page();
    page.keyboard().press("r");
    // The one that still serves stands below the one that was bound later.
    Locator which = visit.asked("Which");
    which.selectOption(new SelectOption().setIndex(which.locator("option").count() - 1));
    Locator from = visit.dialog().getByLabel(Pattern.compile("^Served from"));
    String earlier = LocalDateTime.parse(from.inputValue()).minusMinutes(1).toString();
    from.fill(earlier.length() == 16 ? earlier + ":00" : earlier);
    assertThat(visit.dialog().locator(".dialog-record")).containsText("In place of");
    visit.confirm("Correct it");
    recorded(page, "times corrected");
  }

  private static void whatWasWrongIsTakenBackByTheMouse(Visit visit) {
    Page page = visit.page();
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("^Chart an observation")))
        .first()
        .click();
    visit.asked("What").selectOption("DIZZINESS");
    visit.asked("Score").fill("3");
    visit.confirm("Record the observation");
    recorded(page, "Dizziness 3");
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("^Take back Observation Dizz")))
        .click();
    visit.asked("Why").fill("of somebody else");
    visit.confirm("Take it back");
    assertThat(page.locator(".record li.is-withdrawn").first()).containsText("Dizziness 3");
  }

  @Test
  @Requirement("BROWSER-027")
  void aClinicianOpensTheNextSessionOfASeriesScoresItAndSetsADose() {
    bench.awaitSeries();
    String name = SESSION + "-next";
    try (Visit visit = bench.visit("clinician")) {
      Page page = visit.open("/series/" + Workbench.SERIES);
      page.getByRole(
              AriaRole.LINK,
              new Page.GetByRoleOptions().setName(Pattern.compile("^Open session \\d+")))
          .click();
      assertThat(page.getByLabel("Subject", exact())).hasValue("synthetic-subject-1");
      page.getByLabel("Name of the session", exact()).fill(name);
      page.getByLabel("Body weight (kg)", exact()).fill("72");
      visit.button("Look at it once more").click();
      assertThat(visit.dialog()).containsText("of series " + Workbench.SERIES);
      visit.press("Open it");
      page.waitForURL("**/sessions/" + name);
      assertThat(page.locator("section[aria-label=Series]")).containsText(name + ", this one");

      page.keyboard().press("o");
      visit.asked("Questionnaire").selectOption("MADRS");
      visit.asked("Total score (points)").fill("61");
      visit.press("Record the score");
      assertThat(visit.dialog()).containsText("Between 0 and 60.");
      visit.asked("Total score (points)").fill("12");
      assertThat(visit.dialog()).containsText("62 % lower than the baseline of 32: a response");
      visit.confirm("Record the score");
      assertThat(page.locator("section[aria-label=Series] .outcome-scores").first())
          .containsText(Pattern.compile("12 after \\d+"));

      page.keyboard().press("t");
      visit.asked("Dose per kg (mg/kg)").fill("0.55");
      visit.asked("Why").fill("tolerated well");
      visit.confirm("Set the dose");
      assertThat(page.locator("section[aria-label=Series] table")).containsText("0.550 *");

      page.keyboard().press("x");
      visit.confirm("End the session");
      assertThat(page.locator("#head .pill")).hasText("Ended");
      assertThat(visit.mistakes()).isEmpty();
    }
    JsonNode series = bench.get("/api/v1/series/" + Workbench.SERIES);
    assertThat(series.toString()).contains(name, "tolerated well");
  }

  @Test
  @Requirement({"BROWSER-011", "BROWSER-015"})
  void onCallStaffAcknowledgeSilenceTakeATurnAndTestWithoutTypingAnAddress() {
    try (Visit visit = bench.visit("on-call")) {
      Page page = visit.page();
      visit.go("Alerts");
      Locator first = page.locator("#waiting .case").first();
      // A demo that has just begun needs a while to go wrong.
      first.waitFor(new Locator.WaitForOptions().setTimeout(120_000));
      String id = first.locator(".case-link").getAttribute("href").replace("/alerts/", "");
      acknowledgeByKeys(page);
      await("the alert is acknowledged, with the note, by their name")
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> {
                JsonNode alert = bench.get("/api/v1/alerts/" + id).path("alert");
                assertThat(alert.path("alert").path("state").asText()).isNotEqualTo("open");
                assertThat(alert.toString()).contains("onerror=alert(1)", "demo-on-call");
              });
      assertThat(page.locator("#announce-now[role=alert]")).hasCount(1);

      silenceAndEnd(visit);

      page.locator("#acknowledged .case-link, #over .case-link").first().click();
      assertThat(page.locator("#alert")).containsText("Why it reached people");
      assertThat(page.locator("#alert")).containsText("Who was told");
      assertThat(page.locator("img[src=x]")).hasCount(0);

      visit.go("On call");
      takeATurnAndGiveItBack(visit);
      visit.button("Send a test …").click();
      visit.confirm("Send the test");
      assertThat(page.locator("#test"))
          .containsText(Pattern.compile("by log: (taken|delivered)", Pattern.CASE_INSENSITIVE));
      assertThat(visit.mistakes()).isEmpty();
    }
  }

  private static void acknowledgeByKeys(Page page) {
    page.keyboard().press("j");
    assertThat(page.locator("#waiting .case").first()).isFocused();
    page.keyboard().press("n");
    page.keyboard().insertText(HOSTILE);
    page.keyboard().press("Enter");
    assertThat(page.locator("#toasts")).containsText("Acknowledged, under your name.");
  }

  private static void silenceAndEnd(Visit visit) {
    Page page = visit.page();
    page.locator(
            ".case-actions button.quiet:visible", new Page.LocatorOptions().setHasText("Silence"))
        .first()
        .click();
    visit.press("Silence it");
    assertThat(visit.dialog()).containsText("Fill this in.");
    visit.asked("Why").fill("the cuff is being moved");
    visit.confirm("Silence it");
    assertThat(page.locator("#silences")).containsText("by demo-on-call: the cuff is being moved");
    assertThat(bench.get("/api/v1/silences").toString()).contains("the cuff is being moved");
    page.locator("#silences").getByText("End it …").first().click();
    visit.confirm("End it now");
    assertThat(page.locator("#silences")).not().containsText("the cuff is being moved");
  }

  private static void takeATurnAndGiveItBack(Visit visit) {
    Page page = visit.page();
    visit.button("Take a turn …").click();
    visit.asked("Who takes the turn").selectOption("ben");
    visit.asked("Why").fill(HOSTILE);
    visit.confirm("Take the turn");
    assertThat(page.locator("#turns")).containsText("asked by demo-on-call: " + HOSTILE);
    assertThat(page.locator(".schedule-now")).containsText("Ben Silva");
    assertThat(bench.get("/api/v1/oncall").at("/schedules/0/people/0/key").asText())
        .isEqualTo("ben");
    page.locator("#turns").getByText("Give it back …").first().click();
    visit.confirm("Give it back");
    assertThat(page.locator(".schedule-now")).not().containsText("Ben Silva,");
  }

  @Test
  @Requirement("BROWSER-012")
  void anEngineerFindsADeviceAndReadsWhatWasRefusedOfIt() {
    // The demo has just begun; its devices need some seconds to go wrong.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                bench.get("/api/v1/fleet?search=garbled").findValues("refused").stream()
                        .anyMatch(refused -> refused.asInt() > 0)
                    && bench.get("/api/v1/fleet?search=adrift").findValue("device") != null);
    try (Visit visit = bench.visit("engineer")) {
      Page page = visit.page();
      visit.go("Fleet");
      assertThat(page.locator(".page-about").first()).containsText("devices");
      visit.button("Show every device").first().click();
      page.locator("#fleet-search").fill("adrift");
      assertThat(page.locator(".page-about").first())
          .hasText(Pattern.compile("^1 of \\d+ devices$"));
      assertThat(page).hasURL(Pattern.compile(".*search=adrift.*"));
      page.locator("#fleet-search").fill("");
      page.locator(".fleet-filters .chip", new Page.LocatorOptions().setHasText("What needs me"))
          .click();
      assertThat(page).hasURL(Pattern.compile(".*need=any.*"));
      page.locator("#fleet-sort").selectOption("-refused");
      // The first by that order is among the refused once the order has been read.
      Locator first = page.locator(".fleet-list [role=row][aria-rowindex='1']");
      assertThat(first.locator(".cell-refused")).containsText(Pattern.compile("[1-9]"));
      Locator refused = first.locator("a[href^='/fleet/']");
      String device = refused.textContent();
      assertThat(bench.get("/api/v1/fleet/" + device).path("refused").asInt()).isPositive();
      refused.click();
      page.waitForURL("**/fleet/" + device);
      page.locator(".refusal").first().locator("summary").click();
      assertThat(page.locator(".refusal pre.payload").first()).isVisible();
      // What is not theirs is not offered, and not there by its address.
      assertThat(page.locator("nav")).not().containsText("Administration");
      assertThat(page.locator("nav")).not().containsText("Sessions");
      page.navigate("/admin");
      assertThat(page.locator("body")).not().containsText("Add a user");
    }
  }

  private static void openSession(Visit visit) {
    Page page = visit.page();
    visit.go("Sessions");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open a session")).click();
    page.getByLabel("Site", exact()).selectOption("riverside");
    page.getByLabel("Subject", exact()).fill("S-bedside");
    page.getByLabel("Name of the session", exact()).fill(SESSION);
    page.getByLabel("Planned dose per kg", exact()).fill("0.5");
    page.getByLabel("Planned duration (min)", exact()).fill("40");
    page.getByLabel("Body weight (kg)", exact()).fill("70");
    page.getByLabel("Limits", exact()).selectOption("clinic-default");
    page.locator(".device-choice input[value*='spare-']:not([value*='adrift']):enabled")
        .first()
        .check();
    visit.button("Look at it once more").click();
    assertThat(visit.dialog()).containsText("0.500 mg/kg planned over 40 min");
    assertThat(visit.dialog())
        .containsText("Kept with the time and by whom: Demo clinician (demo-clinician)");
    visit.press("Open it");
    page.waitForURL("**/sessions/" + SESSION);
  }

  private static void aMistakeKeepsWhatWasTyped(Visit visit) {
    Page page = visit.page();
    page.locator("#session").waitFor();
    page.keyboard().press("e");
    visit.asked("What").selectOption("MOAA_S");
    visit.asked("Score").fill("9");
    visit.asked("Note").fill(HOSTILE);
    visit.press("Record the observation");
    assertThat(visit.dialog()).containsText("Between 0 and 5.");
    assertThat(visit.asked("Score")).hasAttribute("aria-invalid", "true");
    assertThat(visit.asked("Note")).hasValue(HOSTILE);
    visit.asked("Score").fill("4");
    visit.confirm("Record the observation");
  }

  private static void chartDose(Visit visit, String route, String mg) {
    visit.page().keyboard().press("d");
    visit.asked("Route").selectOption(route);
    visit.asked("Amount").fill(mg);
    assertThat(visit.dialog().locator(".dialog-record")).containsText(mg + " mg");
    visit.confirm("Record the dose");
  }

  private static void recorded(Page page, String what) {
    assertThat(
            page.locator(".record li").filter(new Locator.FilterOptions().setHasText(what)).first())
        .containsText("by demo-clinician via console");
  }

  private static void anObservationOfSomebodyElseAppearsByItself(Page page) {
    // What is asked for every few seconds is not answered now: the stream has to bring it.
    page.route("**/record", unanswered -> {});
    long began = System.nanoTime();
    bench.post(
        "/api/v1/sessions/" + SESSION + "/observe",
        "{\"eventId\":\"elsewhere-"
            + SESSION
            + "\",\"at\":\""
            + now()
            + "\",\"kind\":\"NAUSEA\",\"score\":7}");
    assertThat(page.locator("main")).containsText("Nausea 7");
    System.out.printf(
        "an observation was on the page %d ms after it was sent%n",
        (System.nanoTime() - began) / 1_000_000);
    page.unroute("**/record");
  }

  private static void whatWasDoneIsKeptByTheirName() {
    JsonNode record = bench.get("/api/v1/sessions/" + SESSION + "/record");
    List<String> kinds =
        StreamSupport.stream(record.path("events").spliterator(), false)
            .filter(event -> event.path("recordedBy").asText().equals("demo-clinician via console"))
            .map(event -> event.path("kind").asText())
            .toList();
    assertThat(kinds)
        .contains("opened", "weight", "device", "limits", "phase", "charted-dose", "observation");
    await("its end has landed")
        .atMost(Duration.ofSeconds(20))
        .until(() -> bench.get("/api/v1/sessions/" + SESSION + "/course").hasNonNull("closed"));
    JsonNode course = bench.get("/api/v1/sessions/" + SESSION + "/course");
    assertThat(course.path("weights").findValuesAsText("weightKg")).contains("72.0");
    assertThat(course.path("charted").findValuesAsText("route"))
        .containsExactlyInAnyOrder("IM", "IN");
  }

  private static void publishStricterLimits() {
    JsonNode usual = bench.get("/api/v1/limits/clinic-default/versions/1");
    String profile = usual.toString().replace("clinic-default", "stricter").replace("160", "150");
    Workbench.Answer answer =
        bench.post(
            "/api/v1/limits/stricter",
            "{\"eventId\":\"stricter-1\",\"version\":1,\"from\":\""
                + now()
                + "\",\"reason\":\"for a test\",\"profile\":"
                + profile
                + "}");
    assertThat(answer.status()).as(answer.body()).isIn(200, 201, 409);
  }

  private static Instant now() {
    return InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
