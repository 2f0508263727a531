package io.rivulet.onebox.backtest;

import static io.rivulet.onebox.backtest.Stay.T0;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.testkit.Requirement;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The three forms of the report over the same results. */
class ReportsTest {
  private static final BacktestRequest REQUEST =
      new BacktestRequest(
          new TopologyConfig("rivulet.", 1, Duration.ofMinutes(15), 1, 1000),
          new Candidate("a <tried> \"one\"", "{}"),
          T0,
          T0.plusSeconds(60),
          Set.of());

  private static Finding finding(String id, int fromMinute, Optional<Integer> toMinute) {
    return new Finding(
        new Rule("EXCURSION", "NIBP", "systolic", "high"),
        "",
        id,
        "warning",
        T0.plusSeconds(60L * fromMinute),
        toMinute.map(minute -> T0.plusSeconds(60L * minute)),
        OptionalDouble.of(170.5),
        2,
        "");
  }

  /** One gone, one new, one changed; the store had one that recomputing does not find. */
  private static SessionResult result(String session) {
    Statements fired =
        new Statements(
            List.of(finding("a", 0, Optional.of(5)), finding("b", 20, Optional.of(25))),
            List.of(new Tally("NIBP", 9, 1, 2, 0)));
    Statements would =
        new Statements(
            List.of(finding("b", 20, Optional.empty()), finding("c", 10, Optional.of(12))),
            List.of(new Tally("NIBP", 9, 1, 4, 0)));
    Statements again = new Statements(List.of(finding("b", 20, Optional.of(25))), fired.tallies());
    return new SessionResult(
        session,
        "clinic & co",
        T0,
        T0.plusSeconds(3_600),
        100,
        fired,
        again,
        would,
        Pair.of(fired.findings(), would.findings()),
        Pair.of(fired.findings(), again.findings()).stream()
            .filter(pair -> pair.outcome() != Pair.Outcome.SAME)
            .toList(),
        1);
  }

  private static Totals totals(List<SessionResult> results) {
    Totals totals = new Totals();
    results.forEach(totals::add);
    return totals;
  }

  private static String text(List<SessionResult> results) {
    TextReport report = new TextReport(REQUEST);
    results.forEach(report::add);
    StringWriter out = new StringWriter();
    report.print(totals(results), new PrintWriter(out, true));
    return out.toString();
  }

  private static String html(List<SessionResult> results) {
    HtmlReport report = new HtmlReport(REQUEST);
    results.forEach(report::add);
    StringWriter out = new StringWriter();
    report.print(totals(results), new PrintWriter(out, true));
    return out.toString();
  }

  private static JsonNode json(List<SessionResult> results) throws Exception {
    StringWriter out = new StringWriter();
    JsonReport report = new JsonReport(out, REQUEST);
    results.forEach(report::add);
    report.finish(totals(results));
    return JsonMapper.builder().build().readTree(out.toString());
  }

  @Test
  @Requirement("BACK-006")
  void everyFormSaysTheSameCounts() throws Exception {
    List<SessionResult> results = List.of(result("s1"), result("s2"));

    assertThat(text(results).lines())
        .anyMatch(line -> line.matches("EXCURSION NIBP systolic high +4 +4 +0 +2 +2 +2"))
        .anyMatch(line -> line.matches("readings unconfirmed +4 +8"))
        .contains("2 sessions differ:")
        .contains(
            "  gone     EXCURSION NIBP systolic high: warning, 2026-03-01T10:00:00Z to"
                + " 2026-03-01T10:05:00Z, peak 170.5 in 2 readings");
    JsonNode json = json(results);
    assertThat(json.at("/rules/0/fired").asInt()).isEqualTo(4);
    assertThat(json.at("/rules/0/would").asInt()).isEqualTo(4);
    assertThat(json.at("/rules/0/changed").asInt()).isEqualTo(2);
    assertThat(json.at("/rules/0/new").asInt()).isEqualTo(2);
    assertThat(json.at("/totals/wouldUnconfirmed").asInt()).isEqualTo(8);
    assertThat(json.at("/sessions/1/session").asText()).isEqualTo("s2");
    assertThat(json.at("/sessions/0/findings")).hasSize(3);
    assertThat(html(results))
        .contains(
            "<tr><td>EXCURSION NIBP systolic high<td>4<td>4<td>0<td>2<td>2<td>2</tr>",
            "<tr><td>readings unconfirmed<td>4<td>8");
  }

  @Test
  @Requirement("BACK-004")
  void everyFormWarnsWhereStoredHistoryIsNotWhatTheRulesGive() throws Exception {
    List<SessionResult> results = List.of(result("s1"));

    assertThat(text(results))
        .contains("warning: stored history differs from recomputation in 1 sessions, 1 findings")
        .contains("warning: 1 records could not be read or judged");
    assertThat(html(results)).contains("Stored history differs from recomputation");
    assertThat(json(results).at("/sessions/0/differsFromRecomputation/0/outcome").asText())
        .isEqualTo("gone");
  }

  @Test
  @Requirement("BACK-010")
  void thePageStandsAloneAndDrawsEachSession() throws Exception {
    String page = html(List.of(result("s1")));

    assertThat(page)
        .contains("Backtest of limits a &lt;tried&gt; &quot;one&quot;", "clinic &amp; co")
        .doesNotContain("<script", "http:", "https:", "src=");
    String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(4);
  }

  @Test
  @Requirement("BACK-005")
  void aLongRangeKeepsTheFirstSessionsAndCountsTheRest() {
    List<SessionResult> results = IntStream.range(0, 300).mapToObj(n -> result("s" + n)).toList();

    assertThat(text(results).lines())
        .hasSizeLessThan(250)
        .contains("300 sessions differ:", "and 260 more; --report has them all");
    assertThat(html(results)).contains("And 100 more; the JSON report has them all.");
  }
}
