package io.rivulet.onebox.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.rivulet.onebox.cli.DemoProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the demo in a browser: light and dark, phone to wall, as those whom it is for. Each
 * is opened once; what was found is judged afterwards, so that one run names every fault.
 */
class EveryPageIT {
  private static final List<String> ROLES =
      List.of("clinician", "on-call", "engineer", "researcher", "administrator");

  /** Pages of one thing each: who looks at it, the page that leads there, where it leads. */
  private static final List<List<String>> DETAILS =
      List.of(
          List.of("clinician", "/sessions", "/sessions/"),
          List.of("on-call", "/alerts", "/alerts/"),
          List.of("engineer", "/fleet", "/fleet/"),
          List.of("clinician", "/limits", "/limits/"),
          List.of("researcher", "/history", "/history/"));

  /** Pixels beyond the right edge; charts follow a window's size a moment later. */
  private static final String BEYOND =
      """
      new Promise((done) => {
        const until = performance.now() + 3000;
        const look = () => {
          const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          if (beyond === 0 || performance.now() > until) {
            done(beyond);
          } else {
            setTimeout(look, 100);
          }
        };
        look();
      })
      """;

  /** A theme is there once it was painted, and charts draw anew after that. */
  private static final String PAINTED =
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))";

  @TempDir static Path folder;

  private static final List<Stop> STOPS = new ArrayList<>();
  private static final List<String> VIOLATIONS = new ArrayList<>();
  private static final List<String> MISTAKES = new ArrayList<>();
  private static final List<String> BEYOND_THE_EDGE = new ArrayList<>();

  private static Chromium chromium;
  private static DemoProcess demo;

  @BeforeAll
  static void walk() throws Exception {
    chromium = Chromium.start();
    demo = DemoProcess.start(folder);
    plan();
    for (Map.Entry<String, List<Stop>> visitor : stopsByRole().entrySet()) {
      try (Onlooker visit = visit(visitor.getKey())) {
        visitor.getValue().forEach(stop -> look(visit, stop));
        MISTAKES.addAll(visit.mistakes());
      }
    }
  }

  @AfterAll
  static void end() {
    if (demo != null) {
      demo.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Onlooker visit(String role) {
    return role.isEmpty()
        ? Onlooker.ofStranger(chromium, demo.page(), Chromium.Screen.LAPTOP, ColorScheme.LIGHT)
        : new Onlooker(chromium, demo.page(), role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT);
  }

  /** What the navigation offers each role, and what those pages lead to. */
  private static void plan() {
    STOPS.add(Stop.of("", "/sign-in"));
    Map<String, Stop> offered = new LinkedHashMap<>();
    for (String role : ROLES) {
      try (Onlooker visit = visit(role)) {
        visit.offered().forEach(path -> offered.putIfAbsent(path, Stop.of(role, path)));
        for (List<String> detail : DETAILS) {
          if (detail.get(0).equals(role)) {
            STOPS.add(detail(visit, detail.get(1), detail.get(2)));
          }
        }
      }
    }
    STOPS.addAll(offered.values());
    STOPS.add(Stop.of("clinician", "/sessions/new"));
    STOPS.add(Stop.of("administrator", "/account"));
    STOPS.add(Stop.of("administrator", "/style"));
    STOPS.add(new Stop("series-one", "researcher", "/series/none-of-this-name", 200));
    STOPS.add(new Stop("series-past", "clinician", "/series/" + Workbench.SERIES, 200));
    STOPS.add(new Stop("forbidden", "clinician", "/admin", 403));
    STOPS.add(new Stop("not-found", "clinician", "/no-such-page", 404));
  }

  private static Stop detail(Onlooker visit, String from, String below) {
    Optional<String> path =
        await("a page below " + below + " that " + from + " leads to")
            .atMost(Duration.ofSeconds(120))
            .until(() -> visit.firstBelow(from, below), Optional::isPresent);
    return new Stop(from.substring(1) + "-one", visit.role(), path.orElseThrow(), 200);
  }

  private static Map<String, List<Stop>> stopsByRole() {
    Map<String, List<Stop>> byRole = new LinkedHashMap<>();
    STOPS.forEach(stop -> byRole.computeIfAbsent(stop.role(), role -> new ArrayList<>()).add(stop));
    return byRole;
  }

  private static void look(Onlooker visit, Stop stop) {
    Page page = visit.open(stop.path(), stop.status());
    visit.stopListening();
    found(stop, "light", Accessibility.violations(page));
    for (Chromium.Screen screen : Chromium.Screen.values()) {
      Chromium.resize(page, screen);
      if (!page.evaluate(BEYOND).equals(0)) {
        BEYOND_THE_EDGE.add(stop.path() + " on a " + screen);
      }
      pictures().ifPresent(into -> picture(page, into, stop, screen, ColorScheme.LIGHT));
    }
    Chromium.resize(page, Chromium.Screen.LAPTOP);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.evaluate(PAINTED);
    found(stop, "dark", Accessibility.violationsOfColour(page));
    if (pictures().isPresent()) {
      for (Chromium.Screen screen : Chromium.Screen.values()) {
        Chromium.resize(page, screen);
        picture(page, pictures().get(), stop, screen, ColorScheme.DARK);
      }
      Chromium.resize(page, Chromium.Screen.LAPTOP);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void found(Stop stop, String theme, List<String> violations) {
    violations.forEach(one -> VIOLATIONS.add(stop.path() + " " + theme + " " + one));
  }

  @Test
  @Requirement("BROWSER-001")
  void noPageBreaksWcagOrComplainsInLightOrDark() {
    assertThat(STOPS).hasSizeGreaterThan(20);
    assertThat(VIOLATIONS).isEmpty();
    assertThat(MISTAKES).isEmpty();
  }

  @Test
  @Requirement("BROWSER-002")
  void everyPageFitsAPhoneALaptopAndAWall() {
    assertThat(BEYOND_THE_EDGE).isEmpty();
  }

  /** With {@code -Dpages.pictures=FOLDER} what was seen is kept. */
  private static Optional<Path> pictures() {
    return Optional.of(System.getProperty("pages.pictures", ""))
        .filter(path -> !path.isEmpty())
        .map(Path::of);
  }

  private static void picture(
      Page page, Path into, Stop stop, Chromium.Screen screen, ColorScheme scheme) {
    String name = stop.name() + "-" + screen.name() + "-" + scheme.name() + ".png";
    page.screenshot(
        new Page.ScreenshotOptions().setPath(into.resolve(name.toLowerCase(Locale.ROOT))));
  }
}
