package io.rivulet.alerting.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.template.Rendered;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What an incoming webhook of Slack is sent: blocks, and a text for notifications on a phone. */
final class SlackPayload {
  private static final int LONGEST_SECTION = 2_900;
  private static final int MOST_SECTIONS = 10;

  private SlackPayload() {}

  static HttpMessage of(URI url, Notification notification, Rendered words) {
    ObjectNode body = Json.object();
    body.put("text", words.title());
    ArrayNode blocks = body.putArray("blocks");
    for (String part : parts(words.text())) {
      blocks
          .addObject()
          .put("type", "section")
          .putObject("text")
          .put("type", "mrkdwn")
          .put("text", part);
    }
    ObjectNode context = blocks.addObject().put("type", "context");
    context
        .putArray("elements")
        .addObject()
        .put("type", "plain_text")
        .put("text", "Notification " + notification.id());
    return HttpMessage.json(url, notification.id(), body.toString());
  }

  /** Whole lines together as far as they have room; longer lines and what is too much are cut. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String whole = line.length() <= LONGEST_SECTION ? line : cut(line);
      if (part.length() + whole.length() + 1 > LONGEST_SECTION) {
        add(parts, part);
      }
      part.append(whole).append('\n');
    }
    add(parts, part);
    return parts.size() <= MOST_SECTIONS ? parts : parts.subList(0, MOST_SECTIONS);
  }

  private static void add(List<String> parts, StringBuilder part) {
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    part.setLength(0);
  }

  /** Not within an escaped character such as {@code &amp;}. */
  private static String cut(String line) {
    String cut = line.substring(0, LONGEST_SECTION - 1);
    int escape = cut.lastIndexOf('&');
    return (escape > cut.length() - 6 ? cut.substring(0, escape) : cut) + "…";
  }
}
