package io.rivulet.onebox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
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
    this(chromium, console, screen, scheme);
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile(role, Pattern.CASE_INSENSITIVE)))
        .first()
        .click();
    assertThat(page).not().hasURL(Pattern.compile(".*/sign-in.*"));
  }

  /** Opens the sign-in page. */
  static Visit ofStranger(Chromium chromium, URI console) {
    return new Visit(chromium, console, Chromium.Screen.LAPTOP, ColorScheme.LIGHT);
  }

  /** Opens the sign-in page, and gives a name and a password. */
  static Visit byPassword(Chromium chromium, URI console, String name, String password) {
    Visit visit = new Visit(chromium, console, Chromium.Screen.LAPTOP, ColorScheme.LIGHT);
    visit.page.getByLabel("Name").fill(name);
    visit.page.getByLabel("Password").fill(password);
    visit.page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(visit.page).not().hasURL(Pattern.compile(".*/sign-in.*"));
    return visit;
  }

  private Visit(Chromium chromium, URI console, Chromium.Screen screen, ColorScheme scheme) {
    this.visitor = chromium.visitor(console, screen, scheme);
    this.page = visitor.newPage();
    page.onPageError(error -> mistakes.add(page.url() + ": " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            mistakes.add(page.url() + ": " + message.text());
          }
        });
    page.onDialog(
        dialog -> {
          mistakes.add(page.url() + ": a script opened a dialog, " + dialog.message());
          dialog.dismiss();
        });
    page.navigate("/sign-in");
  }

  /** Goes where the navigation of the header leads. */
  void go(String name) {
    page.locator("nav")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
        .first()
        .click();
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The dialog that is open. */
  Locator dialog() {
    return page.locator("dialog[open]").last();
  }

  /** Presses a button of the open dialog and waits until it is closed. */
  void confirm(String verb) {
    press(verb);
    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  void press(String verb) {
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(verb).setExact(true))
        .click();
  }

  /** A field of the open dialog, by its label. */
  Locator asked(String label) {
    return dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
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

  /** With {@code -Dpages.pictures=FOLDER} what was seen last is kept. */
  @Override
  public void close() {
    String pictures = System.getProperty("pages.pictures", "");
    if (!pictures.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(pictures, "last-" + page.title() + ".png")));
    }
    visitor.close();
  }
}
