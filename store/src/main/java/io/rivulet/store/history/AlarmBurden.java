package io.rivulet.store.history;

import static io.rivulet.store.export.Column.measured;
import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.store.export.RowShape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much alarms ask of people, by site and priority: alerts per bed-hour, which share of onsets
 * was confirmed, and how long it took until somebody acknowledged.
 *
 * @param site one clinic; empty for each
 * @param span of the alerts' beginning, both ends given
 * @param acknowledgements whether the cases of alerting are in this database
 */
public record AlarmBurden(Optional<String> site, TimeSpan span, boolean acknowledgements)
    implements Question {
  private static final Duration LONGEST = Duration.ofDays(3_660);

  private static final RowShape SHAPE =
      RowShape.of(
          "alarm-burden",
          of("site", TEXT, "the clinic"),
          of("priority", TEXT, "high, medium or low"),
          of("alert_count", WHOLE, "alerts of sessions that began in the span and hold"),
          measured("bed_hours", "h", "time that sessions lasted in the span"),
          measured("alerts_per_bed_hour", "/h", "alert_count by bed_hours"),
          of("confirmed_count", WHOLE, "the site's excursions of pressure that were confirmed"),
          of("unconfirmed_count", WHOLE, "the site's onsets that no second reading confirmed"),
          of("confirmed_share", NUMBER, "confirmed of both, 0 to 1"),
          of("acknowledged_count", WHOLE, "alerts that somebody acknowledged"),
          measured("acknowledge_median", "s", "half took no longer until acknowledged"),
          measured("acknowledge_p90", "s", "nine of ten took no longer"),
          of("note", TEXT, "what is missing and why"));

  static final String KNOWN =
      """
      LEFT JOIN rivulet_alerting.alert_case told ON told.id = raised.id""";

  static final String UNKNOWN =
      """
      LEFT JOIN (SELECT NULL::text AS id, NULL::timestamptz AS acknowledged_time,
        NULL::timestamptz AS opened_time) told ON told.id = raised.id""";

  static final String ABSENT =
      "acknowledgements are not known: alerting keeps no cases in this database, or this role may not read them";

  /** Refuses a span without both ends, and one of more than ten years. */
  public AlarmBurden {
    site = site.map(name -> FilterField.text("site", name));
    if (span.from().isEmpty() || span.to().isEmpty()) {
      throw new IllegalArgumentException("the burden of alarms is of a span: give from and to");
    }
    if (Duration.between(span.from().get(), span.to().get()).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the span is longer than ten years: give a shorter one");
    }
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public String words() {
    return "alarm burden of " + site.orElse("each site") + " " + span;
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql = Sql.of("WITH span AS (SELECT ");
    sql.time(span.from().orElseThrow()).add(" AS begins, ");
    sql.time(span.to().orElseThrow()).add(" AS ends), ");
    sql.add(
        """
        bed AS (
          SELECT session.session, session.site, extract(epoch FROM
              least(coalesce(session.closed_time, span.ends), span.ends)
              - greatest(coalesce(session.started_time, session.opened_time), span.begins))::float8
              / 3600 AS hours
          FROM span JOIN {schema}.session session
            ON coalesce(session.started_time, session.opened_time) < span.ends
            AND (session.closed_time IS NULL OR session.closed_time > span.begins)
          WHERE true""");
    site.ifPresent(name -> sql.add(" AND session.site = ").text(name));
    sites.on(sql, "session.site");
    sql.add(
        """
        ), by_site AS (
          SELECT bed.site, sum(greatest(bed.hours, 0)) AS hours,
            sum((SELECT count(*) FROM {schema}.excursion found WHERE found.session = bed.session
              AND NOT found.withdrawn AND found.source IN ('NIBP', 'ART')))::bigint AS confirmed,
            sum((SELECT coalesce(sum(tally.unconfirmed_count), 0) FROM {schema}.pressure_tally tally
              WHERE tally.session = bed.session))::bigint AS unconfirmed
          FROM bed GROUP BY bed.site
        ), told AS (
          SELECT bed.site, raised.priority, count(*) AS alerts,
            count(told.acknowledged_time) AS acknowledged,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY
              extract(epoch FROM told.acknowledged_time - told.opened_time)::float8) AS median,
            percentile_cont(0.9) WITHIN GROUP (ORDER BY
              extract(epoch FROM told.acknowledged_time - told.opened_time)::float8) AS p90
          FROM span CROSS JOIN bed
          JOIN {schema}.alert raised ON raised.session = bed.session AND NOT raised.withdrawn
            AND raised.start_time >= span.begins AND raised.start_time < span.ends
        """);
    sql.add(acknowledgements ? KNOWN : UNKNOWN);
    sql.add(
        """

          GROUP BY bed.site, raised.priority
        )
        SELECT by_site.site::text AS site, grade.priority::text AS priority,
          coalesce(told.alerts, 0)::bigint AS alert_count, by_site.hours AS bed_hours,
          coalesce(told.alerts, 0) / nullif(by_site.hours, 0) AS alerts_per_bed_hour,
          by_site.confirmed AS confirmed_count, by_site.unconfirmed AS unconfirmed_count,
          by_site.confirmed::float8 / nullif(by_site.confirmed + by_site.unconfirmed, 0)
            AS confirmed_share,
          """);
    sql.add(acknowledgements ? "coalesce(told.acknowledged, 0)::bigint" : "NULL::bigint");
    sql.add(
        " AS acknowledged_count, told.median AS acknowledge_median, told.p90 AS acknowledge_p90, ");
    sql.add(acknowledgements ? "NULL::text" : "'" + ABSENT + "'::text");
    sql.add(
        """
         AS note
        FROM by_site CROSS JOIN (VALUES ('high'), ('medium'), ('low')) AS grade (priority)
        LEFT JOIN told ON told.site = by_site.site AND told.priority = grade.priority""");
    return new Ask(SHAPE, sql, List.of("site", "priority"), false);
  }
}
