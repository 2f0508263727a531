package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.series.Assessment;
import io.rivulet.domain.series.DoseProposal;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.series.SeriesPlan;
import io.rivulet.domain.series.SeriesStep;
import io.rivulet.runtime.http.Json;
import io.rivulet.schemas.series.SeriesEventRecords;
import io.rivulet.sessions.book.Books;
import java.util.Optional;

/** What the desk says of series: plan, doses, outcomes, and what the site's rule proposes. */
final class SeriesView {
  private SeriesView() {}

  static ObjectNode all(Books books) {
    ObjectNode root = Json.object();
    ArrayNode list = root.putArray("series");
    for (SeriesId series : books.series().all()) {
      books.series().plan(series).ifPresent(plan -> summary(list.addObject(), books, plan));
    }
    return root;
  }

  static Optional<ObjectNode> one(Books books, SeriesId series, OutcomeRules rules) {
    return books.series().plan(series).map(plan -> detail(books, plan, rules));
  }

  private static void summary(ObjectNode node, Books books, SeriesPlan plan) {
    SeriesEvent.Opened opened = plan.opened().orElseThrow();
    node.put("series", plan.series().value());
    node.put("site", opened.site());
    node.put("subject", opened.subject());
    node.put("drug", opened.drug());
    node.put("route", opened.route().name());
    node.put("unit", opened.unit().ucum());
    node.put("planned", plan.steps().size());
    node.put("held", books.series().sessions(plan.series()).size());
    plan.closed().ifPresent(at -> node.put("closed", at.toString()));
  }

  private static ObjectNode detail(Books books, SeriesPlan plan, OutcomeRules rules) {
    ObjectNode node = Json.object();
    summary(node, books, plan);
    ArrayNode steps = node.putArray("steps");
    for (SeriesStep step : plan.steps()) {
      ObjectNode one = steps.addObject();
      one.put("number", step.number());
      one.put("dosePerKg", plan.dosePerKg(step.number()).orElseThrow());
      one.put("decided", plan.decided().containsKey(step.number()));
      step.daysAfter().ifPresent(days -> one.put("daysAfter", days));
      Optional.ofNullable(books.series().sessions(plan.series()).get(step.number()))
          .ifPresent(session -> one.put("session", session.value()));
    }
    ArrayNode outcomes = node.putArray("outcomes");
    Assessment.of(plan, rules).forEach(assessed -> add(outcomes.addObject(), assessed));
    ObjectNode thresholds = node.putObject("remissionAtMost");
    rules
        .remissionAtMost()
        .forEach((instrument, total) -> thresholds.put(instrument.code(), total));
    add(node.putObject("proposal"), DoseProposal.of(plan));
    ArrayNode events = node.putArray("events");
    for (SeriesEvent event : books.series().events(plan.series())) {
      events.add(event(plan.series(), event));
    }
    return node;
  }

  static ObjectNode event(SeriesId series, SeriesEvent event) {
    return Views.event(
        event.eventId(), event.recordedTime(), SeriesEventRecords.of(series, event, "").getEvent());
  }

  private static void add(ObjectNode node, Assessment assessed) {
    SeriesEvent.OutcomeRecorded outcome = assessed.outcome();
    node.put("eventId", outcome.eventId());
    node.put("at", outcome.at().toString());
    node.put("point", outcome.point());
    node.put("instrument", outcome.instrument().code());
    node.put("score", outcome.score());
    assessed.improvementShare().ifPresent(share -> node.put("improvementShare", share));
    assessed.response().ifPresent(response -> node.put("response", response));
    node.put("remission", assessed.remission());
    assessed.notEvaluable().ifPresent(reason -> node.put("notEvaluable", reason));
  }

  private static void add(ObjectNode node, DoseProposal proposal) {
    if (proposal instanceof DoseProposal.Raise raise) {
      node.put("says", "raise");
      node.put("number", raise.number());
      node.put("fromPerKg", raise.fromPerKg());
      node.put("toPerKg", raise.toPerKg());
      node.put("because", raise.because());
    } else if (proposal instanceof DoseProposal.Stay stay) {
      node.put("says", "stay");
      node.put("because", stay.because());
    } else if (proposal instanceof DoseProposal.NotEvaluable missing) {
      node.put("says", "not evaluable");
      node.put("because", missing.because());
    }
    node.put("note", "the site's own rule proposes; a person decides");
  }
}
