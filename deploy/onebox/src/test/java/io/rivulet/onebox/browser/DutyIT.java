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
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done away from the bedside: told, planned, looked after, signed in and out. What needs
 * alerts that are some time old comes last, instead of waiting for them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DutyIT {
  private static final String RUN = Long.toHexString(System.nanoTime());
  private static final String HOSTILE =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=2</script>{{7*7}}\"'";

  /** Every page that a navigation has, by who is offered it. */
  private static final Map<ConsoleRole, List<String>> OFFERED =
      Map.of(
          ConsoleRole.CLINICIAN,
          List.of(
              "/sessions", "/alerts", "/on-call", "/history", "/burden", "/backtest", "/limits"),
          ConsoleRole.ON_CALL,
          List.of("/sessions", "/alerts", "/on-call", "/fleet", "/burden", "/limits"),
          ConsoleRole.ENGINEER,
          List.of("/alerts", "/on-call", "/fleet", "/burden", "/limits"),
          ConsoleRole.RESEARCHER,
          List.of("/history", "/cohorts", "/burden", "/backtest"),
          ConsoleRole.ADMINISTRATOR,
          List.of("/alerts", "/on-call", "/fleet", "/burden", "/backtest", "/limits", "/admin"));

  /** What buttons say that do something, by where they stand and who has them. */
  private static final List<Deed> DEEDS =
      List.of(
          new Deed("/sessions", "Open a session", ConsoleRole.CLINICIAN),
          new Deed("/alerts", "Acknowledge", ConsoleRole.CLINICIAN, ConsoleRole.ON_CALL),
          new Deed("/alerts", "Silence", ConsoleRole.CLINICIAN, ConsoleRole.ON_CALL),
          new Deed("/on-call", "Take a turn", ConsoleRole.ON_CALL, ConsoleRole.ADMINISTRATOR),
          new Deed("/on-call", "Send a test", ConsoleRole.ON_CALL, ConsoleRole.ADMINISTRATOR),
          new Deed("/on-call", "Plan a silence", ConsoleRole.CLINICIAN, ConsoleRole.ON_CALL),
          new Deed("/limits/clinic-default", "Publish version", ConsoleRole.ADMINISTRATOR));

  @TempDir static Path folder;
  private static Workbench bench;

  private record Deed(String path, String button, List<ConsoleRole> who) {
    Deed(String path, String button, ConsoleRole... who) {
      this(path, button, List.of(who));
    }
  }

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
  @Requirement("BROWSER-020")
  void eachRoleIsOfferedItsPagesAndNoActionThatItMayNotTake() {
    aWaitingAlert();
    List<String> wrong = new ArrayList<>();
    for (ConsoleRole role : ConsoleRole.values()) {
      List<String> offered = OFFERED.get(role);
      try (Visit visit = bench.visit(role.word())) {
        Page page = visit.page();
        assertThat(visit.offered()).as(role.label()).containsExactlyInAnyOrderElementsOf(offered);
        OFFERED.values().stream()
            .flatMap(List::stream)
            .distinct()
            .filter(path -> (page.request().get(path).status() == 200) != offered.contains(path))
            .forEach(path -> wrong.add(path + " for " + role.label()));
        for (Deed deed : DEEDS) {
          if (offered.contains("/" + deed.path().split("/")[1])) {
            if (!page.url().endsWith(deed.path())) {
              visit.open(deed.path());
              assertThat(page.locator(".loading")).hasCount(0);
            }
            Locator button =
                page.locator("main")
                    .locator("button:visible, a:visible")
                    .filter(new Locator.FilterOptions().setHasText(deed.button()));
            if (deed.who().contains(role)) {
              assertThat(button.first()).isVisible();
            } else if (button.count() > 0) {
              wrong.add(deed + " as " + role.label());
            }
          }
        }
        assertThat(visit.mistakes()).isEmpty();
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String aWaitingAlert() {
    return await("an alert that waits")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> bench.get("/api/v1/alerts?state=open&limit=1").at("/alerts/0/alert/id").asText(),
            id -> !id.isEmpty());
  }

  @Test
  @Requirement("BROWSER-021")
  void anUrgentAlertIsAnnouncedAtOnceAnotherInItsTurnAndBothAreHeardWhereAskedFor()
      throws Exception {
    String session = "loud-" + RUN;
    try (OddPump pump = new OddPump(bench.broker(), "riverside", "loud-pump-" + RUN);
        Visit visit = bench.visit("on-call")) {
      bench.openSession(session, "Ketamine", pump.name());
      Page page = visit.open("/alerts");
      page.evaluate(
          """
          () => {
            window.tones = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...at) { window.tones += 1; start.apply(this, at); };
          }
          """);
      page.getByLabel("Sound for new alerts").check();
      page.waitForCondition(() -> tones(page) == 2);

      pump.runs("Ketamine", "END");
      assertThat(page.locator("#announce-later[role=status]"))
          .containsText("Medium priority: Pump end, session " + session, soon());
      pump.runs("Ketamine", "OCCLUSION");
      assertThat(page.locator("#announce-now[role=alert]"))
          .containsText("High priority: Pump occlusion, session " + session, soon());
      page.waitForCondition(() -> tones(page) >= 2 + 3 + 10);
      assertThat(page).hasTitle(Pattern.compile("^▲ \\d+ high · Alerts.*"));

      // The header stays where it is, however far down somebody reads.
      page.mouse().wheel(0, 20_000);
      assertThat(page.locator("#over .case").last()).isVisible();
      assertThat(page.locator("#frame .frame-counts").boundingBox().y).isBetween(0.0, 80.0);

      Locator loud =
          page.locator("#waiting .case")
              .filter(new Locator.FilterOptions().setHasText("Pump occlusion"))
              .filter(new Locator.FilterOptions().setHasText(session));
      loud.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Acknowledge"))
          .click();
      assertThat(page.locator("#toasts")).containsText("Acknowledged, under your name.");
      assertThat(loud).hasCount(0);
      assertThat(
              page.locator("#acknowledged .case")
                  .filter(new Locator.FilterOptions().setHasText(session)))
          .containsText("demo-on-call has it");

      page.reload();
      assertThat(page.getByLabel("Sound for new alerts")).isChecked();
      assertThat(visit.mistakes()).isEmpty();
    }
  }

  private static int tones(Page page) {
    return ((Number) page.evaluate("() => window.tones")).intValue();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @Requirement("BROWSER-022")
  void onCallStaffReadWhoWasToldAndPlanMaintenance() {
    String id = anAlertThatSomebodyWasToldOf();
    try (Visit visit = bench.visit("on-call")) {
      Page page = visit.open("/alerts/" + id);
      JsonNode alert = bench.get("/api/v1/alerts/" + id);
      Locator told = page.locator("[aria-label=Notifications] tbody tr");
      assertThat(told.first()).isVisible();
      assertThat(told.count()).isGreaterThanOrEqualTo(1);
      for (JsonNode delivery : alert.path("deliveries")) {
        assertThat(
                told.filter(
                        new Locator.FilterOptions()
                            .setHasText(
                                delivery.path("name").asText("everybody there")
                                    + " by "
                                    + delivery.path("channel").asText()))
                    .filter(new Locator.FilterOptions().setHasText(delivery.path("why").asText()))
                    .first())
            .isVisible();
      }
      assertThat(page.locator("#alert")).containsText("Why it reached people");
      assertThat(page.locator("#alert"))
          .containsText("Route " + alert.at("/incidents/0/route").asText());

      visit.go("On call");
      planASilenceAndEndIt(visit, "upkeep-" + RUN);
      assertThat(visit.mistakes()).noneMatch(text -> !text.contains("status of 4"));
    }
  }

  private static String anAlertThatSomebodyWasToldOf() {
    return await("an alert that somebody was told of")
        .atMost(Duration.ofSeconds(180))
        .until(
            () -> {
              String incident =
                  bench.get("/api/v1/deliveries?limit=1").at("/deliveries/0/incident").asText();
              return incident.isEmpty()
                  ? ""
                  : bench
                      .get("/api/v1/incidents/" + incident)
                      .findPath("alert")
                      .path("id")
                      .asText();
            },
            id -> !id.isEmpty());
  }

  private static void planASilenceAndEndIt(Visit visit, String device) {
    Page page = visit.page();
    visit.button("Plan a silence …").click();
    visit.asked("What nobody is told of").fill("no condition at all");
    visit.asked("Why").fill(HOSTILE);
    visit.press("Plan it");
    assertThat(visit.dialog().locator("[aria-invalid=true], .failed, [role=alert]").first())
        .isVisible();
    assertThat(visit.asked("Why")).hasValue(HOSTILE);
    visit.asked("What nobody is told of").fill("device = " + device + "\nsite = riverside");
    assertThat(visit.dialog().locator(".dialog-record"))
        .containsText("device = " + device + " and site = riverside");
    visit.confirm("Plan it");
    Locator planned =
        page.locator("#hush li").filter(new Locator.FilterOptions().setHasText(device));
    assertThat(planned).containsText("Planned from");
    assertThat(planned).containsText("by demo-on-call: " + HOSTILE);
    assertThat(bench.get("/api/v1/silences?limit=50").toString()).contains(device);
    planned.getByText("End it …").click();
    visit.confirm("End it now");
    assertThat(planned).hasCount(0);
  }

  @Test
  @Requirement("BROWSER-023")
  void anEngineerTakesTheListAlongAndReadsWhatBecameOfADevice() throws IOException {
    await("a device whose clock is off")
        .atMost(Duration.ofSeconds(60))
        .until(() -> bench.get("/api/v1/fleet?clock=off").findValue("device") != null);
    try (Visit visit = bench.visit("engineer")) {
      Page page = visit.open("/fleet?sort=device&all=");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sort by site")).click();
      assertThat(page).hasURL(Pattern.compile(".*sort=site.*"));
      Download file =
          page.waitForDownload(
              () ->
                  page.getByRole(
                          AriaRole.LINK, new Page.GetByRoleOptions().setName("Download as CSV"))
                      .click());
      List<String> lines = Files.readAllLines(file.path());
      assertThat(file.suggestedFilename()).isEqualTo("fleet.csv");
      assertThat(lines.get(0)).contains("device", "site", "clockOffsetMillis");
      assertThat(lines).hasSizeGreaterThan(10).anyMatch(line -> line.contains("spare-adrift"));

      page.locator(".fleet-filters .chip", new Page.LocatorOptions().setHasText("Dishonest clock"))
          .click();
      page.locator(".fleet-list a", new Page.LocatorOptions().setHasText("spare-adrift")).click();
      page.waitForURL("**/fleet/*spare-adrift");
      assertThat(page.locator(".device-needs")).containsText("Dishonest clock");
      assertThat(page.locator(".device-head")).containsText("Clock offset");
      assertThat(page.locator(".device-head")).containsText("−2.0 h");
      page.locator("#days").selectOption("7");
      assertThat(page).hasURL(Pattern.compile(".*days=7"));
      assertThat(page.locator("section[aria-label=Firmware]")).containsText("1.4.2");
      visit.button("Show as table").first().click();
      assertThat(page.locator(".device-past table:visible").first()).isVisible();
      assertThat(visit.mistakes()).isEmpty();
    }
  }

  @Test
  @Requirement("BROWSER-024")
  void guessingIsLockedOutAndLeavingEndsIt() {
    String name = "olga-" + RUN;
    String password = "nine slow rivers " + RUN;
    bench.command(
        "/api/v1/admin/users",
        Map.of(
            "name",
            name,
            "label",
            "Olga",
            "password",
            password,
            "grants",
            List.of("engineer@riverside")));

    try (Visit visit = bench.stranger()) {
      Page page = visit.page();
      for (int i = 0; i < 5; i++) {
        signIn(page, "nobody-" + RUN, "wrong " + i);
        assertThat(page.locator("#ways")).containsText("Name and password do not go together");
        assertThat(page.getByLabel("Password")).hasValue("");
      }
      signIn(page, "nobody-" + RUN, "wrong again");
      assertThat(page.locator("#ways")).containsText("Too many attempts. Wait");

      signIn(page, name, password);
      page.waitForURL("**/fleet**");
      visit.open("/account");
      changeThePassword(visit, password);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("You: Olga")).click();
      visit.button("Sign out").click();
      page.waitForURL("**/sign-in**");
      page.navigate("/fleet?sort=site");
      assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?to=.*"));

      signIn(page, name, password);
      assertThat(page.locator("#ways")).containsText("Name and password do not go together");
      signIn(page, name, "a newer river " + RUN);
      page.waitForURL("**/fleet?sort=site**");

      // Whoever is kept out is so at once, on the page that is open.
      bench.command("/api/v1/admin/users/" + name + "/disable", Map.of());
      page.waitForURL("**/sign-in**");
      assertThat(visit.mistakes()).allMatch(text -> text.contains("status of 4"));
    }
  }

  @Test
  @Requirement("BROWSER-026")
  void numbersTimesAndAddressesAreWrittenRightAtTheirBounds() {
    try (Visit visit = bench.stranger()) {
      assertThat(Writings.wrong(visit.page())).isEmpty();
    }
  }

  private static void signIn(Page page, String name, String password) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
  }

  private static void changeThePassword(Visit visit, String present) {
    Page page = visit.page();
    page.getByLabel("Present password").fill("not this one");
    page.getByLabel("New password").fill("a newer river " + RUN);
    visit.button("Change it").click();
    assertThat(page.getByLabel("Present password")).hasAttribute("aria-invalid", "true");
    page.getByLabel("Present password").fill(present);
    page.getByLabel("New password").fill("a newer river " + RUN);
    visit.button("Change it").click();
    assertThat(page.locator("#toasts")).containsText("The password is changed");
  }

  @Test
  @Requirement({"BROWSER-015", "BROWSER-025"})
  void whatDevicesAndPeopleWriteIsTextOnEveryPageThatShowsIt() throws Exception {
    String session = "odd-" + RUN;
    try (OddPump pump = new OddPump(bench.broker(), "riverside", "odd-pump-" + RUN)) {
      bench.openSession(session, HOSTILE, pump.name());
      pump.status("M" + HOSTILE, "F" + HOSTILE);
      pump.runs(HOSTILE);
      pump.runsInUnit(HOSTILE, "U" + HOSTILE);
      pump.runs(HOSTILE, "OCCLUSION");
      bench.command(
          "/api/v1/sessions/" + session + "/observe",
          Map.of("at", Workbench.now(), "kind", "EVENT", "note", "N" + HOSTILE));
      await("it is told of")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  bench.get("/api/v1/alerts?limit=200").toString().contains(session)
                      && bench.get("/api/v1/fleet/" + pump.name()).path("refused").asInt() > 0);

      String fleet = "/fleet?all=&search=" + pump.name();
      try (Visit engineer = bench.visit("engineer")) {
        shows(engineer, "/fleet/" + pump.name(), "M" + HOSTILE, "F" + HOSTILE, "U" + HOSTILE);
        shows(engineer, fleet, pump.name());
      }
      try (Visit clinician = bench.visit("clinician")) {
        shows(clinician, "/sessions/" + session, HOSTILE, "N" + HOSTILE);
        shows(clinician, "/sessions", HOSTILE);
        shows(clinician, "/history/" + session, HOSTILE);
        shows(clinician, "/alerts", session);
      }
    }
  }

  /** Opens a page that shows these texts; no script of theirs ran, and nothing was refused. */
  private static void shows(Visit visit, String path, String... texts) {
    Page page = visit.open(path);
    for (String text : texts) {
      assertThat(page.locator("main")).containsText(text, soon());
    }
    assertThat(page.evaluate("() => window.hacked ?? 'no'")).isEqualTo("no");
    assertThat(page.locator("main img[src=x], main script")).hasCount(0);
    assertThat(visit.mistakes()).as(path).isEmpty();
  }

  private static LocatorAssertions.ContainsTextOptions soon() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
  }
}
