package io.rivulet.onebox.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The system's Chromium, driven by Playwright. Nothing is downloaded. */
final class Chromium implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final Locale before;

  private Chromium(Playwright playwright, Browser browser, Locale before) {
    this.playwright = playwright;
    this.browser = browser;
    this.before = before;
  }

  /** Sizes at which pages are looked at, in CSS pixels. */
  enum Screen {
    PHONE(390, 844),
    LAPTOP(1366, 768),
    WALL(1920, 1080);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /** Starts one; where none is installed the tests are skipped, and say so. */
  static Chromium start() {
    Path executable =
        Stream.of(
                System.getProperty("rivulet.chromium", ""),
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome")
            .filter(path -> !path.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(
        executable != null,
        "no Chromium is installed (Debian's package chromium, or -Drivulet.chromium=PATH): the pages were not driven");
    // Playwright puts names such as LIGHT and LINK into lower case by the default locale.
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
      return new Chromium(playwright, browser, before);
    } catch (RuntimeException e) {
      playwright.close();
      Locale.setDefault(before);
      throw e;
    }
  }

  /** A visitor with cookies of its own. */
  BrowserContext visitor(URI console, Screen screen, ColorScheme scheme) {
    BrowserContext visitor =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(console.toString())
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Zurich")
                .setAcceptDownloads(true));
    visitor.setDefaultTimeout(15_000);
    return visitor;
  }

  /** Changes the size of a page's window. */
  static void resize(Page page, Screen screen) {
    page.setViewportSize(screen.width, screen.height);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    Locale.setDefault(before);
  }
}
