package io.rivulet.store.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A definition as a choice of sessions, with its values apart from the text. */
final class CohortSql {
  private static final String CONTENT =
      """
      (SELECT encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), 'UTF8')), 'hex')
        FROM (
          SELECT concat_ws('|', 'session', s.site, s.subject, s.drug, s.route, s.planned_dose_per_kg,
            extract(epoch FROM s.started_time), extract(epoch FROM s.closed_time)) AS line
          UNION ALL SELECT concat_ws('|', 'dose', d.drug, d.amount, d.unit, d.amount_per_kg, d.uncertainty_amount)
            FROM {schema}.dose_total d WHERE d.session = s.session
          UNION ALL SELECT concat_ws('|', 'excursion', e.id, e.severity, extract(epoch FROM e.end_time), e.peak, e.reading_count)
            FROM {schema}.excursion e WHERE e.session = s.session AND NOT e.withdrawn
          UNION ALL SELECT concat_ws('|', 'outcome', o.instrument, o.after_sessions, o.follow_up, o.score)
            FROM {schema}.outcome o WHERE o.series = s.series
          UNION ALL SELECT concat_ws('|', 'event', v.event_id)
            FROM {schema}.standing_session_event v WHERE v.session = s.session) lines)
      """;

  private final StringBuilder text = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  private final String schema;

  private CohortSql(String schema) {
    this.schema = schema;
  }

  /** What is stated of a session, hashed: anything that a study would read of it but samples. */
  static String content(String schema) {
    return CONTENT.replace("{schema}", schema);
  }

  /** Chooses, as a condition on {@code s}. */
  static CohortSql of(CohortDefinition definition, String schema) {
    CohortSql sql = new CohortSql(schema);
    sql.text.append("s.closed_time IS NOT NULL");
    sql.any("s.site", definition.sites());
    sql.any(
        "lower(s.drug)",
        definition.drugs().stream().map(drug -> drug.toLowerCase(Locale.ROOT)).toList());
    String begun = " AND coalesce(s.started_time, s.opened_time) ";
    definition.from().ifPresent(at -> sql.add(begun + ">= ?::timestamptz", at.toString()));
    definition.to().ifPresent(at -> sql.add(begun + "< ?::timestamptz", at.toString()));
    sql.dose(definition);
    definition.outcome().ifPresent(sql::outcome);
    definition.excursion().ifPresent(sql::excursion);
    if (!definition.excluded().isEmpty()) {
      sql.add(" AND NOT s.session = ANY (?)", definition.excluded().toArray(String[]::new));
    }
    return sql;
  }

  private void any(String column, List<String> accepted) {
    if (!accepted.isEmpty()) {
      add(" AND " + column + " = ANY (?)", accepted.toArray(String[]::new));
    }
  }

  private void dose(CohortDefinition definition) {
    if (definition.minDosePerKg().isEmpty() && definition.maxDosePerKg().isEmpty()) {
      return;
    }
    text.append(
        " AND EXISTS (SELECT FROM {schema}.dose_total t WHERE t.session = s.session AND lower(t.drug) = lower(s.drug)");
    definition.minDosePerKg().ifPresent(least -> add(" AND t.amount_per_kg >= ?", least));
    definition.maxDosePerKg().ifPresent(most -> add(" AND t.amount_per_kg <= ?", most));
    text.append(")");
  }

  private void outcome(CohortDefinition.Outcome outcome) {
    add(
        " AND EXISTS (SELECT FROM {schema}.outcome o WHERE o.series = s.series"
            + " AND o.after_sessions = s.series_number AND NOT o.follow_up AND o.instrument = ?",
        outcome.instrument());
    outcome.min().ifPresent(least -> add(" AND o.score >= ?", least));
    outcome.max().ifPresent(most -> add(" AND o.score <= ?", most));
    text.append(")");
  }

  private void excursion(CohortDefinition.Excursion excursion) {
    text.append(excursion == CohortDefinition.Excursion.NONE ? " AND NOT" : " AND")
        .append(
            " EXISTS (SELECT FROM {schema}.excursion e WHERE e.session = s.session AND NOT e.withdrawn");
    if (excursion == CohortDefinition.Excursion.CRITICAL) {
      text.append(" AND e.severity = 'critical'");
    }
    text.append(")");
  }

  private void add(String sql, Object value) {
    text.append(sql);
    values.add(value);
  }

  String condition() {
    return text.toString().replace("{schema}", schema);
  }

  List<Object> values() {
    return List.copyOf(values);
  }
}
