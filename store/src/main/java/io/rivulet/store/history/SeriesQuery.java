package io.rivulet.store.history;

import static io.rivulet.store.export.Column.of;
import static io.rivulet.store.export.ColumnType.NUMBER;
import static io.rivulet.store.export.ColumnType.TEXT;
import static io.rivulet.store.export.ColumnType.TIME;
import static io.rivulet.store.export.ColumnType.WHOLE;

import io.rivulet.store.export.Column;
import io.rivulet.store.export.RowShape;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One measure of one session over time, by device. What the devices sent, not judged.
 *
 * @param session the session
 * @param measure what was measured
 * @param form how densely
 * @param span of device time
 * @param gap values further apart than this have a gap between them; at least 1 s
 */
public record SeriesQuery(
    String session, Measure measure, SeriesForm form, TimeSpan span, Duration gap)
    implements Question {
  private static final Column DEVICE = of("device", TEXT, "the device");

  /** Refuses what cannot be. */
  public SeriesQuery {
    session = FilterField.text("session", session);
    Objects.requireNonNull(measure, "measure");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(span, "span");
    if (gap.compareTo(Duration.ofSeconds(1)) < 0 || gap.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("gap " + gap + " is not from PT1S to P366D");
    }
  }

  @Override
  public RowShape shape() {
    String unit = measure.unit();
    if (form instanceof SeriesForm.Bucketed) {
      return RowShape.of(
          "series",
          DEVICE,
          of("bucket_time", TIME, "where the bucket begins, UTC"),
          of("count", WHOLE, "values in it; 0 where there is a gap"),
          new Column("sum", NUMBER, unit, "sum of the values"),
          new Column("min", NUMBER, unit, "the least"),
          new Column("max", NUMBER, unit, "the greatest"),
          new Column("last", NUMBER, unit, "the last by time"));
    }
    return RowShape.of(
        "series",
        DEVICE,
        of("time", TIME, "by the device's clock"),
        of("sequence", WHOLE, "the device's count of messages"),
        new Column("value", NUMBER, unit, measure.word()),
        new Column(
            "gap_before",
            NUMBER,
            "s",
            "time since the value before where that is longer than the gap: draw no line across"));
  }

  /** The rows as they are read, before they are thinned. */
  static RowShape values(String unit) {
    return RowShape.of(
        "series",
        DEVICE,
        of("time", TIME, "by the device's clock"),
        of("sequence", WHOLE, "the device's count of messages"),
        new Column("value", NUMBER, unit, "value"));
  }

  @Override
  public String words() {
    return "%s of session %s %s, %s, gap %s".formatted(measure.word(), session, span, form, gap);
  }

  @Override
  public Ask ask(HistorySites sites) {
    Sql sql =
        Sql.of(
                "SELECT device::text AS device, device_time AS time, sequence, "
                    + measure.expression()
                    + " AS value FROM {schema}."
                    + measure.view()
                    + " WHERE session = ")
            .text(session)
            .add(" AND " + measure.expression() + " IS NOT NULL");
    sites.onSession(sql, session);
    span.on(sql, "device_time");
    // Buckets and triangles are made in memory and need no order: sorting costs more than they do.
    List<String> keys =
        form instanceof SeriesForm.Raw ? List.of("device", "time", "sequence") : List.of();
    return new Ask(values(measure.unit()), sql, keys, true);
  }
}
