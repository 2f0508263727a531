package io.rivulet.alerting.template;

import io.rivulet.alerting.notification.Notification;
import io.rivulet.alerting.notification.NotifiedAlert;
import io.rivulet.alerting.notification.Reason;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts notifications into words. */
public final class Renderer {
  /** What every message says. */
  public static final String NOTICE = "Rivulet does not replace the alarm at the bedside.";

  private static final int LONGEST_TITLE = 250;
  private static final int LONGEST_TEXT = 32 * 1024;

  private Renderer() {}

  /**
   * A notification in a channel's wording, instants in the zone of each alert's site and in UTC.
   */
  public static Rendered render(Wording wording, Notification notification, SiteZones zones) {
    return render(wording, notification, zones, Optional.empty());
  }

  /**
   * The same, with links to the console.
   *
   * @param console how browsers reach it
   */
  public static Rendered render(
      Wording wording, Notification notification, SiteZones zones, Optional<URI> console) {
    Map<String, Object> values = values(notification, zones, console);
    String title = wording.title().render(values).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return new Rendered(
        cut(title, LONGEST_TITLE),
        cut(wording.text().render(values).strip(), LONGEST_TEXT),
        wording.html().map(html -> html.render(values)));
  }

  private static Map<String, Object> values(
      Notification notification, SiteZones zones, Optional<URI> console) {
    Map<Placeholder, Object> values = new EnumMap<>(Placeholder.class);
    for (Placeholder placeholder : Placeholder.values()) {
      values.put(placeholder, "");
    }
    List<NotifiedAlert> alerts = notification.alerts();
    if (alerts.isEmpty()) {
      values.put(Placeholder.SITE, "Rivulet");
      values.put(Placeholder.CATEGORY, "Test notification");
    } else {
      values.putAll(AlertWords.of(alerts.get(0), zones, console));
    }
    values.put(Placeholder.ID, notification.id());
    values.put(Placeholder.REASON, ReasonWords.of(notification));
    values.put(Placeholder.INCIDENT, notification.incident());
    values.put(Placeholder.CHANNEL, notification.channel());
    values.put(Placeholder.WHY, notification.why());
    notification.recipient().ifPresent(to -> values.put(Placeholder.RECIPIENT, to.name()));
    values.put(Placeholder.COUNT, alerts.size() + notification.furtherAlerts());
    if (notification.furtherAlerts() > 0) {
      values.put(Placeholder.FURTHER, notification.furtherAlerts());
    }
    values.put(
        Placeholder.ALERTS,
        alerts.stream().map(alert -> byKey(AlertWords.of(alert, zones, console))).toList());
    values.put(Placeholder.TEST, notification.reason() == Reason.TEST);
    values.put(Placeholder.OVER, isOver(notification.reason()));
    values.put(Placeholder.NOTICE, NOTICE);
    return byKey(values);
  }

  private static boolean isOver(Reason reason) {
    return reason == Reason.RESOLVED || reason == Reason.WITHDRAWN;
  }

  private static Map<String, Object> byKey(Map<Placeholder, Object> values) {
    Map<String, Object> named = new HashMap<>();
    values.forEach((placeholder, value) -> named.put(placeholder.key(), value));
    return named;
  }

  private static String cut(String text, int most) {
    return Optional.of(text)
        .filter(whole -> whole.length() > most)
        .map(whole -> whole.substring(0, most - 1) + "…")
        .orElse(text);
  }
}
