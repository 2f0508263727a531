package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Somebody who looks at pages, signed in with one click or not at all. What goes wrong is kept. */
final class Onlooker implements AutoCloseable {
  private static final int FILLED_WITHIN_MILLIS = 15_000;

  private final String role;
  private final BrowserContext visitor;
  private final Page page;
  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  /** What axe and screenshots do to a page is no mistake of the page. */
  private volatile boolean listening;

  /** Opens the sign-in page, and clicks on a role. */
  Onlooker(
      Chromium chromium, URI console, String role, Chromium.Screen screen, ColorScheme scheme) {
    this(chromium, console, role, screen, scheme, true);
    page.navigate("/sign-in");
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile(role, Pattern.CASE_INSENSITIVE)))
        .first()
        .click();
    assertThat(page).not().hasURL(Pattern.compile(".*/sign-in.*"));
  }

  private Onlooker(
      Chromium chromium,
      URI console,
      String role,
      Chromium.Screen screen,
      ColorScheme scheme,
      boolean listening) {
    this.role = role;
    this.listening = listening;
    this.visitor = chromium.visitor(console, screen, scheme);
    this.page = visitor.newPage();
    page.onPageError(error -> note(error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            note(message.text() + " " + message.location());
          }
        });
  }

  private void note(String mistake) {
    if (listening) {
      mistakes.add(page.url() + ": " + mistake);
    }
  }

  /** Somebody who has not signed in. */
  static Onlooker ofStranger(
      Chromium chromium, URI console, Chromium.Screen screen, ColorScheme scheme) {
    return new Onlooker(chromium, console, "", screen, scheme, true);
  }

  /** Who this is; empty for somebody who has not signed in. */
  String role() {
    return role;
  }

  /** The page that is shown. */
  Page page() {
    return page;
  }

  /** Goes to a path and waits until it has been filled. */
  Page open(String path) {
    return open(path, 200);
  }

  /** The same, of a path that is answered with another status, which is then no mistake. */
  Page open(String path, int status) {
    page.navigate("about:blank");
    listening = true;
    int before = mistakes.size();
    assertThat(page.navigate(path).status()).as(path).isEqualTo(status);
    assertThat(page.locator("main")).isVisible();
    assertThat(page.locator("main [aria-busy=true]"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(FILLED_WITHIN_MILLIS));
    assertThat(page.locator("h1").first()).not().isEmpty();
    if (status != 200) {
      String refused = "the server responded with a status of " + status;
      mistakes.removeIf(
          mistake ->
              mistakes.indexOf(mistake) >= before
                  && mistake.contains(refused)
                  && mistake.contains(path + ":"));
    }
    return page;
  }

  /** From now to the next page mistakes are not kept: axe and screenshots put styles into it. */
  void stopListening() {
    // What the page itself did before is told before a script answers.
    page.evaluate("new Promise((done) => setTimeout(done, 50))");
    listening = false;
  }

  /** Paths that the navigation offers this person. */
  List<String> offered() {
    page.locator("nav a[href^='/']").first().waitFor();
    return paths(page.locator("nav a[href^='/']"));
  }

  /** The first path below another that a page leads to, such as a device's of the fleet. */
  Optional<String> firstBelow(String from, String below) {
    open(from);
    Locator links = page.locator("main a[href^='" + below + "']:visible");
    try {
      links.first().waitFor();
    } catch (com.microsoft.playwright.TimeoutError none) {
      return Optional.empty();
    }
    return paths(links).stream().filter(path -> !path.endsWith("/new")).findFirst();
  }

  private static List<String> paths(Locator links) {
    return links.all().stream().map(link -> link.getAttribute("href")).distinct().toList();
  }

  /** Errors of scripts, refused requests and what the browser complained of so far. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  @Override
  public void close() {
    visitor.close();
  }
}
