package io.rivulet.alerting.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.domain.alert.AlertKind;
import io.rivulet.domain.alert.AlertPriority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A notification as JSON: what is kept while it waits, and what webhooks are sent. Instants are ISO
 * 8601 in UTC; what is not there has no field.
 */
public final class NotificationJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NotificationJson() {}

  /** Writes one. */
  public static ObjectNode write(Notification notification) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", notification.id());
    node.put("reason", notification.reason().code());
    node.put("incident", notification.incident());
    node.put("channel", notification.channel());
    notification
        .recipient()
        .ifPresent(
            to ->
                node.putObject("recipient")
                    .put("person", to.person())
                    .put("name", to.name())
                    .put("address", to.address()));
    ArrayNode alerts = node.putArray("alerts");
    notification.alerts().forEach(alert -> alerts.add(alert(alert)));
    node.put("furtherAlerts", notification.furtherAlerts());
    node.put("why", notification.why());
    node.put("created", notification.created().toString());
    return node;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static Notification read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      List<NotifiedAlert> alerts = new ArrayList<>();
      node.path("alerts").forEach(alert -> alerts.add(alert(alert)));
      JsonNode to = node.path("recipient");
      return new Notification(
          required(node, "id"),
          constant(Reason.class, required(node, "reason")),
          required(node, "incident"),
          required(node, "channel"),
          to.isMissingNode()
              ? Optional.empty()
              : Optional.of(
                  new Recipient(
                      required(to, "person"), required(to, "name"), required(to, "address"))),
          alerts,
          node.path("furtherAlerts").asInt(),
          required(node, "why"),
          Instant.parse(required(node, "created")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no notification: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectNode alert(NotifiedAlert alert) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", alert.id());
    node.put("revision", alert.revision());
    node.put("category", alert.category());
    node.put("kind", lower(alert.kind()));
    node.put("priority", alert.priority().code());
    node.put("state", alert.state().code());
    node.put("detail", alert.detail());
    alert.site().ifPresent(value -> node.put("site", value));
    alert.careUnit().ifPresent(value -> node.put("careUnit", value));
    alert.session().ifPresent(value -> node.put("session", value));
    alert.device().ifPresent(value -> node.put("device", value));
    alert.drug().ifPresent(value -> node.put("drug", value));
    alert.measured().ifPresent(value -> node.put("measured", value));
    alert.limit().ifPresent(value -> node.put("limit", value));
    alert.unit().ifPresent(value -> node.put("unit", value));
    node.put("start", alert.start().toString());
    alert.end().ifPresent(value -> node.put("end", value.toString()));
    node.put("flaps", alert.flaps());
    alert.acknowledgedBy().ifPresent(value -> node.put("acknowledgedBy", value));
    alert.note().ifPresent(value -> node.put("note", value));
    alert.successor().ifPresent(value -> node.put("successor", value));
    return node;
  }

  private static NotifiedAlert alert(JsonNode node) {
    return new NotifiedAlert(
        required(node, "id"),
        node.path("revision").asLong(),
        required(node, "category"),
        constant(AlertKind.class, required(node, "kind")),
        constant(AlertPriority.class, required(node, "priority")),
        constant(AlertState.class, required(node, "state")),
        required(node, "detail"),
        text(node, "site"),
        text(node, "careUnit"),
        text(node, "session"),
        text(node, "device"),
        text(node, "drug"),
        number(node, "measured"),
        number(node, "limit"),
        text(node, "unit"),
        Instant.parse(required(node, "start")),
        text(node, "end").map(Instant::parse),
        node.path("flaps").asInt(),
        text(node, "acknowledgedBy"),
        text(node, "note"),
        text(node, "successor"));
  }

  private static String required(JsonNode node, String field) {
    return text(node, field)
        .orElseThrow(() -> new IllegalArgumentException("no notification: it has no " + field));
  }

  private static Optional<String> text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static OptionalDouble number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String code) {
    return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
