package io.rivulet.onebox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.rivulet.onebox.cli.DemoProcess;
import io.rivulet.testkit.Requirement;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page of the demo in a browser: light and dark, phone to wall, as those whom it is for. */
class EveryPageIT {
  private static final List<String> ROLES =
      List.of("clinician", "on-call", "engineer", "researcher", "administrator");

  @TempDir static Path folder;

  private static Chromium chromium;
  private static DemoProcess demo;

  /** A path, and a role that is offered it. */
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    demo = DemoProcess.start(folder);
    for (String role : ROLES) {
      try (Visit visit = visit(role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT)) {
        for (String path : visit.offered()) {
          PAGES.putIfAbsent(path, role);
        }
        assertThat(visit.mistakes()).as(role).isEmpty();
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

  private static Visit visit(String role, Chromium.Screen screen, ColorScheme scheme) {
    return new Visit(chromium, demo.page(), role, screen, scheme);
  }

  @Test
  @Requirement("BROWSER-001")
  void noPageBreaksWcagOrComplainsInLightOrDark() {
    assertThat(PAGES).hasSizeGreaterThan(9);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (String role : ROLES) {
        try (Visit visit = visit(role, Chromium.Screen.LAPTOP, scheme)) {
          PAGES.forEach(
              (path, seenBy) -> {
                if (seenBy.equals(role)) {
                  Page page = visit.open(path);
                  Accessibility.mustHold(page, path + " " + scheme);
                }
              });
          assertThat(visit.mistakes()).isEmpty();
        }
      }
    }
  }

  @Test
  @Requirement("BROWSER-002")
  void everyPageFitsAPhoneALaptopAndAWall() {
    for (String role : ROLES) {
      try (Visit visit = visit(role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT)) {
        PAGES.forEach(
            (path, seenBy) -> {
              if (seenBy.equals(role)) {
                Page page = visit.open(path);
                for (Chromium.Screen screen : Chromium.Screen.values()) {
                  Chromium.resize(page, screen);
                  picture(page, path, screen);
                  assertThat(
                          page.evaluate(
                              "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                      .as("pixels beyond the right edge: " + path + " on a " + screen)
                      .isEqualTo(0);
                }
              }
            });
      }
    }
  }

  /** With {@code -Dpages.pictures=FOLDER} what was seen is kept. */
  private static void picture(Page page, String path, Chromium.Screen screen) {
    String pictures = System.getProperty("pages.pictures", "");
    if (!pictures.isEmpty()) {
      String name = path.substring(1).replace('/', '-');
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(
                  Path.of(pictures)
                      .resolve(name + "-" + screen.name().toLowerCase(Locale.ROOT) + ".png")));
    }
  }
}
