package io.rivulet.store.history;

import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.store.export.RowShape;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many alerts of sessions began in a span, by site, by priority, and by one thing more.
 *
 * @param site one clinic; empty for each
 * @param span of the alerts' beginning, both ends given, at most ten years
 * @param cut the one thing more
 * @param zone name of the zone that hours are of, such as {@code Asia/Colombo}
 * @param acknowledgements whether the cases of alerting are in this database
 */
public record AlertCounts(
    Optional<String> site, TimeSpan span, Cut cut, String zone, boolean acknowledgements)
    implements Question {
  /** What alerts are told apart by. */
  public enum Cut {
    /** A code such as PRESSURE_EXCURSION. */
    CATEGORY("raised.category::text"),
    /** Physiological or technical. */
    KIND("raised.kind::text"),
    /** The hour of day at which they began, 00 to 23. */
    HOUR(""),
    /** How long it took until somebody acknowledged, in steps. */
    ACKNOWLEDGED(
        """
        CASE WHEN told.acknowledged_time IS NULL THEN 'not acknowledged'
          ELSE coalesce((SELECT step.seconds::text
            FROM (VALUES (30), (60), (120), (300), (600), (1800), (3600)) AS step (seconds)
            WHERE extract(epoch FROM told.acknowledged_time - told.opened_time) <= step.seconds
            ORDER BY step.seconds LIMIT 1), 'longer') END""");

    private final String expression;

    Cut(String expression) {
      this.expression = expression;
    }

    /** As a parameter names it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of this name. */
    public static Optional<Cut> named(String word) {
      return Stream.of(values()).filter(cut -> cut.word().equals(word)).findFirst();
    }

    /** Every name, for messages. */
    public static String words() {
      return Stream.of(values()).map(Cut::word).collect(Collectors.joining(", "));
    }
  }

  private static final RowShape SHAPE =
      RowShape.of(
          "alert-counts",
          of("site", TEXT, "the clinic"),
          of(
              "value",
              TEXT,
              "the category, kind or hour; acknowledged: within so many seconds, longer, or not acknowledged"),
          of("priority", TEXT, "high, medium or low"),
          of("alert_count", WHOLE, "alerts of sessions that began in the span and hold"),
          of("note", TEXT, "what is missing and why"));

  /** Refuses a span without both ends, one of more than ten years, and a zone that is not known. */
  public AlertCounts {
    span = new AlarmBurden(site, span, acknowledgements).span();
    Objects.requireNonNull(cut, "cut");
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(zone)) {
      throw new IllegalArgumentException(
          "zone \"%s\" is not known; give one such as Asia/Colombo or UTC"
              .formatted(FilterField.shown(zone)));
    }
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public String words() {
    return "alerts by %s in %s of %s %s"
        .formatted(cut.word(), zone, site.orElse("each site"), span);
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql = Sql.of("SELECT held.site::text AS site, ");
    if (cut == Cut.HOUR) {
      sql.add("to_char(raised.start_time AT TIME ZONE ").text(zone).add(", 'HH24')");
    } else {
      sql.add(cut.expression);
    }
    sql.add(
        """
         AS value, raised.priority::text AS priority, count(*)::bigint AS alert_count,
        """);
    boolean missing = cut == Cut.ACKNOWLEDGED && !acknowledgements;
    sql.add(missing ? "'" + AlarmBurden.ABSENT + "'::text" : "NULL::text");
    sql.add(
        """
         AS note
        FROM {schema}.alert raised JOIN {schema}.session held ON held.session = raised.session
        """);
    sql.add(acknowledgements ? AlarmBurden.KNOWN : AlarmBurden.UNKNOWN);
    sql.add(" WHERE NOT raised.withdrawn");
    span.on(sql, "raised.start_time");
    site.ifPresent(name -> sql.add(" AND held.site = ").text(name));
    sites.on(sql, "held.site");
    sql.add(" GROUP BY 1, 2, 3");
    return new Ask(SHAPE, sql, List.of("site", "value", "priority"), false);
  }
}
