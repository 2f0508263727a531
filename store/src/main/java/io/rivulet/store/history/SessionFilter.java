package io.rivulet.store.history;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which sessions are meant: those for which everything that is said holds.
 *
 * @param values checked, in one form
 */
public record SessionFilter(Map<FilterField, String> values) {
  /** Every session. */
  public static final SessionFilter ALL = new SessionFilter(Map.of());

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the field, the value and what it takes
   */
  public SessionFilter {
    EnumMap<FilterField, String> checked = new EnumMap<>(FilterField.class);
    values.forEach((field, value) -> checked.put(field, field.normal(value)));
    boolean scored =
        checked.containsKey(FilterField.MIN_SCORE) || checked.containsKey(FilterField.MAX_SCORE);
    if (scored && !checked.containsKey(FilterField.INSTRUMENT)) {
      throw new IllegalArgumentException(
          "minScore and maxScore need an instrument, such as PHQ-9: scores differ in meaning");
    }
    if (checked.containsKey(FilterField.COMPONENT) && !checked.containsKey(FilterField.EXCURSION)) {
      checked.put(FilterField.EXCURSION, "any");
    }
    values = Collections.unmodifiableMap(checked);
    TimeSpan unused = span(values);
  }

  /**
   * Reads values by name.
   *
   * @throws IllegalArgumentException where a name is not known or a value cannot be
   */
  public static SessionFilter of(Map<String, String> texts) {
    EnumMap<FilterField, String> values = new EnumMap<>(FilterField.class);
    texts.forEach(
        (name, value) ->
            values.put(
                FilterField.named(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "sessions are not chosen by \"%s\""
                                    .formatted(FilterField.shown(name)))),
                value));
    return new SessionFilter(values);
  }

  private static TimeSpan span(Map<FilterField, String> values) {
    return new TimeSpan(
        Optional.ofNullable(values.get(FilterField.FROM)).map(Instant::parse),
        Optional.ofNullable(values.get(FilterField.TO)).map(Instant::parse));
  }

  /** Adds conditions; the session is {@code session}, its dose {@code dose}. */
  void on(Sql sql) {
    values.forEach((field, value) -> condition(sql, field, value));
    span(values).on(sql, "coalesce(session.started_time, session.opened_time)");
  }

  private void condition(Sql sql, FilterField field, String value) {
    switch (field) {
      case SESSION -> sql.add(" AND session.session = ").text(value);
      case SITE -> sql.add(" AND session.site = ").text(value);
      case DRUG -> sql.add(" AND lower(session.drug) = lower(").text(value).add(")");
      case SUBJECT -> sql.add(" AND session.subject = ").text(value);
      case SERIES -> sql.add(" AND session.series = ").text(value);
      case MIN_DOSE_PER_KG ->
          sql.add(" AND dose.amount_per_kg >= ").number(Double.parseDouble(value));
      case MAX_DOSE_PER_KG ->
          sql.add(" AND dose.amount_per_kg <= ").number(Double.parseDouble(value));
      case STATE ->
          sql.add(" AND session.closed_time IS " + (value.equals("open") ? "NULL" : "NOT NULL"));
      case EXCURSION -> excursion(sql, value);
      case INSTRUMENT -> outcome(sql, value);
      case FROM, TO, COMPONENT, MIN_SCORE, MAX_SCORE -> {}
    }
  }

  private void excursion(Sql sql, String which) {
    sql.add(which.equals("none") ? " AND NOT EXISTS (" : " AND EXISTS (");
    sql.add(
        "SELECT FROM {schema}.excursion found WHERE found.session = session.session AND NOT found.withdrawn");
    if (which.equals("critical")) {
      sql.add(" AND found.severity = 'critical'");
    }
    Optional.ofNullable(values.get(FilterField.COMPONENT))
        .ifPresent(component -> sql.add(" AND found.component = ").text(component));
    sql.add(")");
  }

  private void outcome(Sql sql, String instrument) {
    sql.add(" AND EXISTS (SELECT FROM {schema}.outcome scored WHERE scored.series = session.series")
        .add(" AND scored.after_sessions = session.series_number AND NOT scored.follow_up")
        .add(" AND scored.instrument = ")
        .text(instrument);
    Optional.ofNullable(values.get(FilterField.MIN_SCORE))
        .ifPresent(least -> sql.add(" AND scored.score >= ").number(Double.parseDouble(least)));
    Optional.ofNullable(values.get(FilterField.MAX_SCORE))
        .ifPresent(most -> sql.add(" AND scored.score <= ").number(Double.parseDouble(most)));
    sql.add(")");
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().word() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
