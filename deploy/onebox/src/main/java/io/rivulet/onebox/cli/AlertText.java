package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What alerting answers, as lines for people. Control characters of what others wrote come out as
 * question marks, so that no text can act on a terminal.
 */
final class AlertText {
  private AlertText() {}

  /** Without what a terminal would act on. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> plain.appendCodePoint(Character.isISOControl(c) || isFormat(c) ? '?' : c));
    return plain.toString();
  }

  private static boolean isFormat(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }

  static String text(JsonNode node, String pointer) {
    return plain(node.at(pointer).asText(""));
  }

  private static String joined(String separator, String... parts) {
    return String.join(separator, List.of(parts).stream().filter(p -> !p.isBlank()).toList());
  }

  private static void each(JsonNode list, java.util.function.Consumer<JsonNode> consumer) {
    StreamSupport.stream(list.spliterator(), false).forEach(consumer);
  }

  /** Alerts, three lines each. */
  static List<String> alerts(JsonNode body) {
    List<String> lines = new ArrayList<>();
    each(body.path("alerts"), view -> lines.addAll(alert(view)));
    if (lines.isEmpty()) {
      lines.add("no alerts");
    }
    more(body, lines);
    return lines;
  }

  private static void more(JsonNode body, List<String> lines) {
    if (body.has("next")) {
      lines.add("there is more: --cursor " + text(body, "/next"));
    }
  }

  static List<String> alert(JsonNode view) {
    JsonNode alert = view.path("alert");
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-6s  %-12s  %s  %s",
            text(alert, "/priority").toUpperCase(Locale.ROOT),
            text(alert, "/state"),
            text(alert, "/category"),
            joined(
                " ",
                text(alert, "/site"),
                text(alert, "/careUnit"),
                text(alert, "/session"),
                text(alert, "/device"))));
    lines.add("        " + text(alert, "/detail"));
    lines.add(
        "        "
            + joined(
                ", ",
                "since " + text(alert, "/start"),
                prefixed("over ", text(alert, "/end")),
                prefixed("acknowledged by ", text(alert, "/acknowledgedBy")),
                prefixed("note: ", text(alert, "/note")),
                alert.path("flaps").asInt() > 0 ? "came back " + alert.path("flaps").asInt() : "",
                view.path("flapping").asBoolean() ? "flapping" : ""));
    lines.add("        id " + text(alert, "/id"));
    return lines;
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }

  /** An alert, whom it reached, what happened. */
  static List<String> story(JsonNode body) {
    List<String> lines = new ArrayList<>();
    if (body.has("alert")) {
      lines.addAll(alert(body.path("alert")));
      if (body.has("suppressed")) {
        lines.add("NOT TOLD: " + suppressed(body.path("suppressed")));
      }
      each(body.at("/alert/notes"), note -> lines.add(line("note", note, "/at", "/by", "/text")));
    }
    if (body.has("incident")) {
      lines.add(incident(body.path("incident")));
    }
    each(body.path("incidents"), incident -> lines.add(incident(incident)));
    each(body.path("alerts"), view -> lines.addAll(alert(view)));
    each(body.path("deliveries"), delivery -> lines.add(delivery(delivery)));
    each(body.path("audit"), record -> lines.add(audit(record)));
    return lines;
  }

  static String suppressed(JsonNode node) {
    return joined(
        ", ",
        text(node, "/kind") + " by " + text(node, "/by"),
        text(node, "/reason"),
        prefixed("until ", text(node, "/until")));
  }

  private static String line(String what, JsonNode node, String... pointers) {
    List<String> parts = new ArrayList<>(List.of(what));
    for (String pointer : pointers) {
      String text = text(node, pointer);
      if (!text.isEmpty()) {
        parts.add(text);
      }
    }
    return String.join("  ", parts);
  }

  static String incident(JsonNode node) {
    return line("incident", node, "/id", "/state", "/opened", "/step", "/why");
  }

  static String delivery(JsonNode node) {
    return line(
        text(node, "/state"),
        node,
        "/created",
        "/reason",
        "/channel",
        "/name",
        "/lastError",
        "/why",
        "/id");
  }

  static String channel(JsonNode node) {
    String state =
        node.has("disabled") ? "disabled" : node.has("failingSince") ? "failing" : "works";
    return line(
        state, node, "/channel", "/disabled", "/failingSince", "/lastError", "/lastDelivered");
  }

  static String audit(JsonNode record) {
    String detail =
        record.at("/entry/detail").properties().stream()
            .map(entry -> plain(entry.getKey()) + "=" + plain(entry.getValue().asText()))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return joined(
        "  ",
        line(
            "#" + record.path("sequence").asLong(),
            record,
            "/entry/time",
            "/entry/event",
            "/entry/actor",
            "/entry/alert",
            "/entry/incident"),
        detail);
  }

  /** A list of things that take one line each. */
  static List<String> list(
      JsonNode body, String name, java.util.function.Function<JsonNode, String> line) {
    List<String> lines = new ArrayList<>();
    each(body.path(name), node -> lines.add(line.apply(node)));
    if (lines.isEmpty()) {
      lines.add("no " + name);
    }
    more(body, lines);
    return lines;
  }

  static String silence(JsonNode node) {
    List<String> matchers = new ArrayList<>();
    each(node.path("matchers"), matcher -> matchers.add(plain(matcher.asText())));
    return joined(
        "  ",
        text(node, "/id"),
        node.path("active").asBoolean() ? "holds" : "",
        String.join(" and ", matchers),
        "until " + text(node, "/ends"),
        "by " + text(node, "/author") + ": " + text(node, "/reason"),
        node.path("coversHighPriority").asBoolean() ? "can hide high priority" : "",
        prefixed("ended by ", text(node, "/endedBy")));
  }

  static String onCall(JsonNode node) {
    String now = people(node.path("people"));
    String next = people(node.path("next"));
    return joined(
        "  ",
        text(node, "/schedule") + ":",
        now.isEmpty() ? "NOBODY" : now,
        prefixed("until ", text(node, "/until")),
        node.has("until") ? "then " + (next.isEmpty() ? "NOBODY" : next) : "",
        "(" + text(node, "/zone") + ")");
  }

  private static String people(JsonNode list) {
    List<String> names = new ArrayList<>();
    each(list, person -> names.add(text(person, "/name")));
    return String.join(", ", names);
  }

  static String shift(JsonNode node) {
    String who = people(node.path("people"));
    return joined(
        "  ",
        text(node, "/from") + " - " + text(node, "/until"),
        who.isEmpty() ? "NOBODY" : who,
        text(node, "/why"));
  }

  static String override(JsonNode node) {
    return joined(
        "  ",
        line("", node, "/id", "/schedule", "/person").strip(),
        text(node, "/from") + " - " + text(node, "/until"),
        "by " + text(node, "/author") + ": " + text(node, "/reason"),
        prefixed("ended by ", text(node, "/endedBy")));
  }

  /** Where a sample would go. */
  static List<String> explained(JsonNode body) {
    List<String> lines = new ArrayList<>();
    if (body.has("suppressed")) {
      lines.add("NOT TOLD: " + text(body, "/suppressed"));
    }
    each(
        body.path("lines"),
        line ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%9s  %s%n           %s",
                    line.has("afterSeconds") ? "+" + line.path("afterSeconds").asLong() + " s" : "",
                    text(line, "/what"),
                    text(line, "/why"))));
    if (body.path("lines").isEmpty()) {
      lines.add("nobody would be told");
    }
    return lines;
  }

  /** How much alerting asked of people. */
  static List<String> burden(JsonNode body) {
    List<String> lines = new ArrayList<>();
    lines.add(text(body, "/from") + " - " + text(body, "/until"));
    lines.add("day         high  medium  low  flaps  withdrawn  notifications");
    each(
        body.path("days"),
        day ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-10s  %4d  %6d  %3d  %5d  %9d  %13d",
                    text(day, "/day"),
                    day.at("/alerts/high").asLong(),
                    day.at("/alerts/medium").asLong(),
                    day.at("/alerts/low").asLong(),
                    day.path("flaps").asLong(),
                    day.path("withdrawn").asLong(),
                    day.path("notifications").asLong())));
    lines.add(
        "to acknowledge: median "
            + seconds(body.path("medianSecondsToAcknowledge"))
            + ", nine of ten within "
            + seconds(body.path("p90SecondsToAcknowledge"))
            + "; never acknowledged "
            + body.path("neverAcknowledged").asLong());
    if (body.has("notificationsPerAlert")) {
      lines.add(
          String.format(
              Locale.ROOT,
              "notifications per alert: %.2f",
              body.path("notificationsPerAlert").asDouble()));
    }
    each(
        body.path("noisiest"),
        one ->
            lines.add(
                text(one, "/category")
                    + ": "
                    + one.path("alerts").asLong()
                    + " alerts, "
                    + one.path("flaps").asLong()
                    + " flaps"));
    return lines;
  }

  private static String seconds(JsonNode number) {
    return number.isMissingNode()
        ? "unknown"
        : String.format(Locale.ROOT, "%.0f s", number.asDouble());
  }
}
