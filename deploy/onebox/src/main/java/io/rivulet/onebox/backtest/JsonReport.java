package io.rivulet.onebox.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The report as JSON: the limits tried and the range, then every session, then the totals by rule.
 * Written as sessions are done, so that it takes no memory however many there are.
 */
public final class JsonReport {
  private final JsonGenerator json;

  /** Begins the report; the writer stays open. */
  public JsonReport(Writer out, BacktestRequest request) {
    try {
      json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("limits", request.candidate().id());
      json.writeStringField("from", request.from().toString());
      json.writeStringField("to", request.to().toString());
      json.writeArrayFieldStart("sessions");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  /** Adds a session. */
  public void add(SessionResult result) {
    try {
      json.writeStartObject();
      json.writeStringField("session", result.session());
      json.writeStringField("site", result.site());
      json.writeStringField("start", result.start().toString());
      json.writeStringField("end", result.end().toString());
      json.writeNumberField("samples", result.samples());
      pairs("findings", result.pairs(), "fired", "would");
      unconfirmed(result.fired(), result.would());
      pairs("differsFromRecomputation", result.differences(), "stored", "recomputed");
      json.writeNumberField("setAside", result.setAside());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  /** Adds the totals and ends the report. */
  public void finish(Totals totals) {
    try {
      json.writeEndArray();
      json.writeArrayFieldStart("rules");
      for (Map.Entry<Rule, RuleCount> entry : totals.rules().entrySet()) {
        json.writeStartObject();
        rule(entry.getKey());
        count(entry.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
      totals(totals);
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  private void totals(Totals totals) throws IOException {
    json.writeObjectFieldStart("totals");
    json.writeNumberField("sessions", totals.sessions());
    json.writeNumberField("sessionsThatDiffer", totals.sessionsThatDiffer());
    json.writeNumberField("samples", totals.samples());
    json.writeNumberField("firedUnconfirmed", totals.firedUnconfirmed());
    json.writeNumberField("wouldUnconfirmed", totals.wouldUnconfirmed());
    json.writeNumberField("firedNotEvaluable", totals.firedNotEvaluable());
    json.writeNumberField("wouldNotEvaluable", totals.wouldNotEvaluable());
    json.writeNumberField("sessionsWhoseHistoryDiffers", totals.sessionsWithDifferences());
    json.writeNumberField("findingsThatDifferFromRecomputation", totals.differences());
    json.writeNumberField("setAside", totals.setAside());
    json.writeEndObject();
  }

  private void count(RuleCount count) throws IOException {
    json.writeNumberField("fired", count.fired());
    json.writeNumberField("would", count.would());
    json.writeNumberField("same", count.same());
    json.writeNumberField("changed", count.changed());
    json.writeNumberField("gone", count.gone());
    json.writeNumberField("new", count.added());
  }

  private void unconfirmed(Statements fired, Statements would) throws IOException {
    json.writeObjectFieldStart("unconfirmed");
    json.writeNumberField("fired", fired.unconfirmed());
    json.writeNumberField("would", would.unconfirmed());
    tallies("firedBySource", fired.tallies());
    tallies("wouldBySource", would.tallies());
    json.writeEndObject();
  }

  private void tallies(String name, List<Tally> tallies) throws IOException {
    json.writeObjectFieldStart(name);
    for (Tally tally : tallies) {
      json.writeObjectFieldStart(tally.source());
      json.writeNumberField("readings", tally.readings());
      json.writeNumberField("rejected", tally.rejected());
      json.writeNumberField("unconfirmed", tally.unconfirmed());
      json.writeNumberField("notEvaluable", tally.notEvaluable());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void pairs(String name, List<Pair> pairs, String before, String after)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Pair pair : pairs) {
      json.writeStartObject();
      rule(pair.rule());
      json.writeStringField("outcome", pair.outcome().name().toLowerCase(Locale.ROOT));
      finding(before, pair.before());
      finding(after, pair.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void rule(Rule rule) throws IOException {
    json.writeStringField("rule", rule.category());
    optional("source", rule.source());
    optional("component", rule.component());
    optional("direction", rule.direction());
  }

  private void finding(String name, Optional<Finding> found) throws IOException {
    if (found.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    Finding finding = found.get();
    json.writeObjectFieldStart(name);
    json.writeStringField("id", finding.id());
    optional("about", finding.about());
    json.writeStringField("level", finding.level());
    json.writeStringField("start", finding.start().toString());
    json.writeStringField("end", finding.end().map(Instant::toString).orElse(null));
    if (finding.peak().isPresent()) {
      json.writeNumberField("peak", finding.peak().getAsDouble());
      json.writeNumberField("readings", finding.readings());
    }
    optional("detail", finding.detail());
    json.writeEndObject();
  }

  private void optional(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
