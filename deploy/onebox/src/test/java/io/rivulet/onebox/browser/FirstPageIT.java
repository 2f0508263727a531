package io.rivulet.onebox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import io.rivulet.onebox.cli.DemoProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How soon a first page is there with 1,000 devices; a measurement, made when it is asked for. */
@EnabledIfSystemProperty(named = "pages.measured", matches = "true")
class FirstPageIT {
  private static final int DEVICES = 1_000;
  private static final int ROUNDS = 10;
  private static final String FILL =
      """
      INSERT INTO rivulet.device (device, site, last_received_time, last_pump_time, pump_state, online,
        status_received_time, model, firmware, battery_percent, clock_offset_micros, clock_spread_micros,
        messages_per_minute, alert_count)
      SELECT 'pump-' || to_char(n, 'FM00000'), (ARRAY['riverside', 'hilltop'])[1 + n % 2],
        now() - n % 50 * interval '1 second', now(), (ARRAY['RUN', 'STOP', 'HOLD', 'KVO', 'STOP'])[1 + n % 5], true,
        now() - interval '2 hours', 'Alaris GP', '2.10.0', 40 + n % 61, n * 7919 % 900000 - 450000,
        1000 * (n % 400), 60, 0
      FROM generate_series(1, ? - (SELECT count(*) FROM rivulet.device)) n
      """;
  private static final String FILLED =
      """
      new Promise((done) => {
        const look = () => requestAnimationFrame(() =>
          document.querySelector("%s")?.textContent
            ? done([performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, performance.now()])
            : look());
        look();
      })
      """;

  @TempDir Path folder;

  @Test
  void aFirstPageIsThereWithinASecond() throws Exception {
    try (Chromium chromium = Chromium.start();
        DemoProcess demo = DemoProcess.start(folder)) {
      fill(demo);
      List<Double> medians = new ArrayList<>();
      for (boolean cold : new boolean[] {true, false}) {
        medians.add(measure(chromium, demo, "clinician", "/sessions", ".card h3", cold));
        medians.add(measure(chromium, demo, "engineer", "/fleet", ".cell-device a", cold));
      }
      assertThat(medians).allMatch(millis -> millis < 1_000);
    }
  }

  private static void fill(DemoProcess demo) throws Exception {
    try (Connection database = demo.database();
        PreparedStatement statement = database.prepareStatement(FILL)) {
      statement.setLong(1, DEVICES);
      statement.executeUpdate();
    }
  }

  private static double measure(
      Chromium chromium, DemoProcess demo, String role, String path, String first, boolean cold) {
    List<Double> painted = new ArrayList<>();
    List<Double> filled = new ArrayList<>();
    try (Onlooker visit =
        new Onlooker(chromium, demo.page(), role, Chromium.Screen.LAPTOP, ColorScheme.LIGHT)) {
      Page page = visit.page();
      CDPSession browser = page.context().newCDPSession(page);
      for (int round = 0; round <= ROUNDS; round++) {
        page.navigate("about:blank");
        if (cold) {
          browser.send("Network.clearBrowserCache");
        }
        page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        List<?> millis = (List<?>) page.evaluate(FILLED.formatted(first));
        if (round > 0) {
          painted.add(((Number) millis.get(0)).doubleValue());
          filled.add(((Number) millis.get(1)).doubleValue());
        }
      }
    }
    String cache = cold ? "cold" : "warm";
    System.out.println(
        path + " " + cache + ": painted " + text(painted) + ", filled " + text(filled));
    return filled.get(ROUNDS / 2);
  }

  private static String text(List<Double> millis) {
    millis.sort(null);
    return String.format(
        Locale.ROOT,
        "%.0f ms (%.0f to %.0f)",
        millis.get(ROUNDS / 2),
        millis.get(0),
        millis.get(ROUNDS - 1));
  }
}
