package io.rivulet.store.history;

import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.FLAG;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.domain.series.Instrument;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.store.export.RowShape;
import java.util.List;
import java.util.Objects;

/**
 * The scores of a series, each beside its baseline. Response and remission are what {@link
 * io.rivulet.domain.series.Assessment} says: worked out, never entered.
 *
 * @param series the series
 * @param rules at which score a site speaks of remission
 */
public record SeriesOutcomes(String series, OutcomeRules rules) implements Question {
  private static final RowShape SHAPE =
      RowShape.of(
          "series-outcomes",
          of("series", TEXT, "the series"),
          of("instrument", TEXT, "the questionnaire; a lower score is better"),
          of("after_sessions", WHOLE, "after how many sessions; 0 is the baseline"),
          of("point", TEXT, "baseline, after or follow-up"),
          of("score", NUMBER, "the score"),
          of("scored_time", TIME, "when"),
          of("baseline", NUMBER, "the score before the first session; missing where there is none"),
          of(
              "improvement",
              NUMBER,
              "how much lower than the baseline, 1 is all of it; negative is higher"),
          of("response", FLAG, "at least 50 % lower than the baseline; missing where unknown"),
          of("remission", FLAG, "at or below remission_at_most"),
          of("remission_at_most", NUMBER, "the site's threshold of this questionnaire"));

  /** Refuses a name that no series has. */
  public SeriesOutcomes {
    series = FilterField.text("series", series);
    Objects.requireNonNull(rules, "rules");
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public String words() {
    return "outcomes of series " + series;
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql =
        Sql.of(
            """
            SELECT scored.series::text AS series, scored.instrument::text AS instrument,
              scored.after_sessions::bigint AS after_sessions,
              CASE WHEN scored.after_sessions = 0 THEN 'baseline' WHEN scored.follow_up
                THEN 'follow-up' ELSE 'after' END::text AS point,
              scored.score, scored.scored_time, before.score AS baseline,
              CASE WHEN scored.after_sessions > 0
                THEN (before.score - scored.score) / nullif(before.score, 0) END AS improvement,
              CASE WHEN scored.after_sessions > 0 AND before.score > 0
                THEN 2 * scored.score <= before.score END AS response,
              scored.score <= threshold.at_most AS remission,
              threshold.at_most AS remission_at_most
            FROM {schema}.outcome scored
            LEFT JOIN {schema}.outcome before ON before.series = scored.series
              AND before.instrument = scored.instrument AND before.after_sessions = 0
            LEFT JOIN (VALUES\s""");
    String separator = "";
    for (Instrument instrument : Instrument.values()) {
      sql.add(separator).add("(").text(instrument.code()).add(", ");
      sql.number(rules.remissionAtMost().get(instrument)).add(")");
      separator = ", ";
    }
    sql.add(
        ") AS threshold (instrument, at_most) ON threshold.instrument = replace(scored.instrument, '_', '-')");
    sql.add(" WHERE scored.series = ").text(series);
    sites.ofSeries(sql, "scored.series");
    return new Ask(SHAPE, sql, List.of("instrument", "after_sessions", "point"), false);
  }
}
