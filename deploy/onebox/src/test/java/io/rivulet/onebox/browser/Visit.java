package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** One person at a browser, signed in with the demo's one click. What goes wrong is kept. */
final class Visit implements AutoCloseable {
  private final BrowserContext visitor;
  private final Page page;
  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  /** Opens the sign-in page, and clicks on a role. */
  Visit(Chromium chromium, URI console, String role, Chromium.Screen screen, ColorScheme scheme) {
    this.visitor = chromium.visitor(console, screen, scheme);
    this.page = visitor.newPage();
    page.onPageError(error -> mistakes.add(page.url() + ": " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            mistakes.add(page.url() + ": " + message.text());
          }
        });
    page.navigate("/sign-in");
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile(role, Pattern.CASE_INSENSITIVE)))
        .first()
        .click();
    assertThat(page).not().hasURL(Pattern.compile(".*/sign-in.*"));
  }

  /** The page that is shown. */
  Page page() {
    return page;
  }

  /** Goes to a path and waits until it has been filled. */
  Page open(String path) {
    page.navigate(path);
    assertThat(page.locator("main")).isVisible();
    assertThat(page.locator("main [aria-busy=true]")).hasCount(0);
    return page;
  }

  /** Paths that the navigation offers this person. */
  List<String> offered() {
    page.locator("nav a[href^='/']").first().waitFor();
    return page.locator("nav a[href^='/']").all().stream()
        .map(link -> link.getAttribute("href"))
        .distinct()
        .toList();
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
