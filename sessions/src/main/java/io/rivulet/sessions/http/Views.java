package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.Phase;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.runtime.http.Json;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.session.SessionEventRecords;
import io.rivulet.sessions.book.Books;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the desk says of sessions and limits. */
final class Views {
  private Views() {}

  static ObjectNode sessions(Books books, Instant now) {
    ObjectNode root = Json.object();
    ArrayNode list = root.putArray("sessions");
    books.sessions().plans().stream()
        .filter(plan -> plan.opened().isPresent())
        .forEach(plan -> summary(list.addObject(), plan, now));
    return root;
  }

  static Optional<ObjectNode> session(Books books, SessionId session, Instant now) {
    return books
        .sessions()
        .plan(session)
        .filter(plan -> plan.opened().isPresent())
        .map(plan -> detail(books, plan, now));
  }

  private static void summary(ObjectNode node, SessionPlan plan, Instant now) {
    SessionEvent.Opened opened = plan.opened().orElseThrow();
    node.put("session", plan.session().value());
    node.put("site", opened.site());
    node.put("subject", opened.subject());
    opened.drug().ifPresent(drug -> node.put("drug", drug));
    node.put("route", opened.route());
    opened
        .place()
        .ifPresent(
            place -> {
              node.put("series", place.series().value());
              node.put("number", place.number());
            });
    node.put("opened", opened.recordedTime().toString());
    plan.closed().ifPresent(at -> node.put("closed", at.toString()));
    plan.chart().phaseAt(now).map(Phase::name).ifPresent(phase -> node.put("phase", phase));
    plan.dose().weightsKg().asOf(now).ifPresent(kg -> node.put("weightKg", kg));
    plan.limits().asOf(now).ifPresent(profile -> node.put("limits", profile));
    ArrayNode devices = node.putArray("devices");
    plan.bindings().stream()
        .filter(binding -> binding.covers(now))
        .forEach(binding -> devices.add(binding.device().value()));
  }

  private static ObjectNode detail(Books books, SessionPlan plan, Instant now) {
    ObjectNode node = Json.object();
    summary(node, plan, now);
    ArrayNode planned = node.putArray("planned");
    plan.plans()
        .forEach(
            (drug, doses) ->
                doses.asOf(now).ifPresent(dose -> add(planned.addObject(), drug, dose)));
    plan.orders()
        .asOf(now)
        .map(Duration::toString)
        .ifPresent(interval -> node.put("pressureInterval", interval));
    ArrayNode bindings = node.putArray("bindings");
    for (SessionEvent.DeviceBound binding : plan.bindings()) {
      ObjectNode one = bindings.addObject();
      one.put("eventId", binding.eventId());
      one.put("device", binding.device().value());
      one.put("from", binding.from().toString());
      binding.to().ifPresent(to -> one.put("to", to.toString()));
    }
    ArrayNode events = node.putArray("events");
    books
        .sessions()
        .events(plan.session())
        .forEach(event -> events.add(event(plan.session(), event)));
    return node;
  }

  private static void add(ObjectNode node, String drug, PlannedDose dose) {
    node.put("drug", drug);
    node.put("dosePerKg", dose.perKg());
    node.put("unit", dose.unit().ucum());
    dose.duration().ifPresent(duration -> node.put("duration", duration.toString()));
  }

  /** An event with the fields that its record has. */
  static ObjectNode event(SessionId session, SessionEvent event) {
    SessionEventRecord record = SessionEventRecords.of(session, event, "");
    return event(event.eventId(), event.recordedTime(), record.getEvent());
  }

  static ObjectNode event(String eventId, Instant recorded, Object body) {
    ObjectNode node = Json.object();
    node.put("eventId", eventId);
    node.put("recordedTime", recorded.toString());
    node.put("type", body.getClass().getSimpleName());
    // Avro writes its records as JSON.
    node.set("event", Json.read(body.toString()));
    return node;
  }

  static ObjectNode limits(Books books) {
    ObjectNode root = Json.object();
    ArrayNode profiles = root.putArray("profiles");
    for (String name : books.limits().profiles()) {
      ObjectNode profile = profiles.addObject();
      profile.put("profile", name);
      ArrayNode versions = profile.putArray("versions");
      for (LimitsBook.Published version : books.limits().versions(name)) {
        ObjectNode node = versions.addObject();
        published(node, version);
        books
            .limits()
            .origin(name, version.version())
            .ifPresent(
                origin -> {
                  node.put("recordedBy", origin.by());
                  node.put("recordedAt", origin.at().toString());
                  origin.reason().ifPresent(why -> node.put("reason", why));
                });
      }
    }
    return root;
  }

  static void published(ObjectNode node, LimitsBook.Published version) {
    node.put("version", version.version());
    node.put("from", version.from().toString());
    node.put("content", version.content());
  }
}
