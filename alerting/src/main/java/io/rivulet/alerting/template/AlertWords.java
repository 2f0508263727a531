package io.rivulet.alerting.template;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.notification.NotifiedAlert;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An alert in words. */
final class AlertWords {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ENGLISH);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final MathContext DIGITS = new MathContext(6);

  private AlertWords() {}

  static Map<Placeholder, Object> of(NotifiedAlert alert, SiteZones zones, Optional<URI> console) {
    ZoneId zone = zones.of(alert.site());
    Map<Placeholder, Object> values = new EnumMap<>(Placeholder.class);
    values.put(Placeholder.ALERT, alert.id());
    values.put(Placeholder.PRIORITY, alert.priority().code().toUpperCase(Locale.ROOT));
    values.put(Placeholder.SITE, alert.site().orElse("site unknown"));
    values.put(Placeholder.CARE_UNIT, alert.careUnit().orElse(""));
    values.put(Placeholder.CATEGORY, category(alert.category()));
    values.put(Placeholder.KIND, alert.kind().name().toLowerCase(Locale.ROOT));
    values.put(Placeholder.STATE, state(alert.state()));
    values.put(Placeholder.DETAIL, alert.detail());
    values.put(Placeholder.SESSION, alert.session().orElse(""));
    values.put(Placeholder.DEVICE, alert.device().orElse(""));
    values.put(Placeholder.DRUG, alert.drug().orElse(""));
    values.put(
        Placeholder.MEASURED,
        alert.measured().isPresent() ? number(alert.measured().getAsDouble()) : "");
    values.put(
        Placeholder.LIMIT, alert.limit().isPresent() ? number(alert.limit().getAsDouble()) : "");
    values.put(Placeholder.UNIT, alert.unit().orElse(""));
    values.put(Placeholder.SINCE, time(alert.start(), zone));
    values.put(Placeholder.UNTIL, alert.end().map(end -> time(end, zone)).orElse(""));
    values.put(Placeholder.FLAPS, alert.flaps() > 0 ? alert.flaps() : "");
    values.put(Placeholder.ACKNOWLEDGED_BY, alert.acknowledgedBy().orElse(""));
    values.put(Placeholder.NOTE, alert.note().orElse(""));
    values.put(Placeholder.SUCCESSOR, alert.successor().orElse(""));
    values.put(Placeholder.LINK, console.map(at -> link(at, alert.id())).orElse(""));
    return values;
  }

  private static String link(URI console, String alert) {
    // As a part of a path: what is no letter or digit there is written by its bytes.
    String id = URLEncoder.encode(alert, StandardCharsets.UTF_8).replace("+", "%20");
    return console.resolve("/alerts/" + id).toString();
  }

  /** PRESSURE_EXCURSION as Pressure excursion. */
  static String category(String code) {
    String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String state(AlertState state) {
    return switch (state) {
      case OPEN -> "not acknowledged";
      case ACKNOWLEDGED -> "acknowledged";
      case LATCHED -> "over, waits to be acknowledged";
      case CLOSED -> "over";
      case WITHDRAWN -> "withdrawn";
    };
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "unknown";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }

  private static String time(Instant instant, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return UTC.format(instant);
    }
    return LOCAL.format(instant.atZone(zone)) + " (" + UTC.format(instant) + ")";
  }
}
