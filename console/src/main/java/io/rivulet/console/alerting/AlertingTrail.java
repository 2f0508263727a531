package io.rivulet.console.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.alerting.desk.AlertDesks;
import io.rivulet.alerting.desk.AlertStory;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.runtime.http.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps what people do to alerts from the console: besides alerting's own audit, which says what
 * became of it. What is malformed, or about an alert or an incident that is not there for them, has
 * no entry, because it does nothing.
 */
final class AlertingTrail {
  private static final int MAX_SHOWN = 120;

  private final AskingCaller asking;
  private final ConsoleAudit audit;

  AlertingTrail(AlertDesks desks, ConsoleAudit audit) {
    this.asking = new AskingCaller(desks);
    this.audit = audit;
  }

  /** Keeps it, before it is done. */
  void record(String deed, Context context) {
    Optional<JsonNode> body = body(context);
    if (!body.map(sent -> sent.path("eventId").isTextual()).orElse(false)) {
      return;
    }
    Optional<Set<String>> sites = sites(context);
    if (sites.isEmpty()) {
      return;
    }
    Map<String, String> detail = new HashMap<>();
    for (String field : new String[] {"eventId", "channel", "schedule", "person"}) {
      Optional.of(body.get().path(field))
          .filter(JsonNode::isTextual)
          .ifPresent(value -> detail.put(field, cut(value.textValue())));
    }
    String subject =
        context.pathParamMap().values().stream()
            .findFirst()
            .or(() -> Optional.ofNullable(detail.get("channel")))
            .orElse("");
    audit.record(Caller.of(context), deed, cut(subject), sites.get(), detail);
  }

  /** Where what is named in the path is; of no site where it is of none, empty if not there. */
  private Optional<Set<String>> sites(Context context) {
    AlertDesk desk = asking.desk(context);
    Map<String, String> named = context.pathParamMap();
    if (named.containsKey("alert")) {
      return desk.alert(named.get("alert"))
          .map(AlertStory::alert)
          .map(alert -> sites(Stream.of(alert)));
    }
    if (named.containsKey("incident")) {
      return desk.incident(named.get("incident")).map(story -> sites(story.alerts().stream()));
    }
    return Optional.of(Set.of());
  }

  private static Set<String> sites(Stream<AlertView> alerts) {
    return alerts
        .flatMap(alert -> alert.alert().site().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<JsonNode> body(Context context) {
    try {
      return Optional.of(Json.read(context.body())).filter(JsonNode::isObject);
    } catch (IllegalArgumentException e) {
      // The endpoint says what is wrong with it.
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }
}
