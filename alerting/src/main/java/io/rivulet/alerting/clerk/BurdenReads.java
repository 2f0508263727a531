package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.Burden;
import io.rivulet.alerting.desk.Burden.CategoryCount;
import io.rivulet.alerting.desk.Burden.Day;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Counts how much alerting asked of people. */
final class BurdenReads {
  private static final String ALERTS_BY_DAY =
      """
      SELECT (opened_time AT TIME ZONE 'UTC')::date, priority, count(*), sum(flaps),
        count(*) FILTER (WHERE state = 'withdrawn')
      FROM rivulet_alerting.alert_case WHERE opened_time >= ? AND opened_time < ?
        AND (?::text[] IS NULL OR site = ANY (?::text[]))
      GROUP BY 1, 2
      """;
  private static final String TOLD_BY_DAY =
      """
      SELECT (created AT TIME ZONE 'UTC')::date, count(*) FROM rivulet_alerting.outbox
      WHERE created >= ? AND created < ? AND reason <> 'test'
        AND (?::text[] IS NULL OR EXISTS (
          SELECT FROM rivulet_alerting.incident_member member
          JOIN rivulet_alerting.alert_case known ON known.id = member.alert
          WHERE member.incident = outbox.incident AND known.site = ANY (?::text[])))
      GROUP BY 1
      """;
  private static final String ACKNOWLEDGING =
      """
      SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
        percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds),
        count(*) FILTER (WHERE over AND seconds IS NULL)
      FROM (
        SELECT extract(epoch FROM acknowledged_time - opened_time) AS seconds,
          over_time IS NOT NULL AS over
        FROM rivulet_alerting.alert_case WHERE opened_time >= ? AND opened_time < ?
          AND (?::text[] IS NULL OR site = ANY (?::text[]))) AS known
      """;
  private static final String NOISIEST =
      """
      SELECT category, count(*), sum(flaps) FROM rivulet_alerting.alert_case
      WHERE opened_time >= ? AND opened_time < ?
        AND (?::text[] IS NULL OR site = ANY (?::text[]))
      GROUP BY category ORDER BY count(*) DESC, category LIMIT 20
      """;

  private final Map<LocalDate, Counted> days = new TreeMap<>();
  private final Connection connection;
  private final Sites sites;
  private final Instant from;
  private final Instant until;

  BurdenReads(Connection connection, Sites sites, Instant from, Instant until) {
    this.connection = connection;
    this.sites = sites;
    this.from = from;
    this.until = until;
  }

  private static final class Counted {
    private final Map<AlertPriority, Long> alerts = new EnumMap<>(AlertPriority.class);
    private long flaps;
    private long withdrawn;
    private long notifications;
  }

  Burden read() throws SQLException {
    each(ALERTS_BY_DAY, this::alerts);
    each(TOLD_BY_DAY, row -> day(row).notifications = row.getLong(2));
    List<CategoryCount> noisiest = new ArrayList<>();
    each(
        NOISIEST,
        row -> noisiest.add(new CategoryCount(row.getString(1), row.getLong(2), row.getLong(3))));
    Burden[] burden = new Burden[1];
    each(
        ACKNOWLEDGING,
        row ->
            burden[0] =
                new Burden(
                    from,
                    until,
                    days(),
                    number(row, 1),
                    number(row, 2),
                    row.getLong(3),
                    notificationsPerAlert(),
                    noisiest));
    return burden[0];
  }

  private void alerts(ResultSet row) throws SQLException {
    Counted day = day(row);
    day.alerts.put(Codes.priority(row.getString(2)), row.getLong(3));
    day.flaps += row.getLong(4);
    day.withdrawn += row.getLong(5);
  }

  private Counted day(ResultSet row) throws SQLException {
    return days.computeIfAbsent(row.getObject(1, LocalDate.class), fresh -> new Counted());
  }

  private List<Day> days() {
    List<Day> list = new ArrayList<>();
    days.forEach(
        (day, counted) ->
            list.add(
                new Day(
                    day, counted.alerts, counted.flaps, counted.withdrawn, counted.notifications)));
    return list;
  }

  private OptionalDouble notificationsPerAlert() {
    long alerts = 0;
    long notifications = 0;
    for (Counted day : days.values()) {
      alerts += day.alerts.values().stream().mapToLong(Long::longValue).sum();
      notifications += day.notifications;
    }
    return alerts == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) notifications / alerts);
  }

  private static OptionalDouble number(ResultSet row, int column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  @FunctionalInterface
  private interface EachRow {
    void take(ResultSet row) throws SQLException;
  }

  private void each(String query, EachRow taker) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      new Parameters(connection, statement)
          .time(Optional.of(from))
          .time(Optional.of(until))
          .sites(sites);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          taker.take(row);
        }
      }
    }
  }
}
