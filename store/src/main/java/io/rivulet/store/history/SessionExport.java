package io.rivulet.store.history;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.RowShape;
import java.util.Map;
import java.util.Objects;

/**
 * The same rows of many sessions.
 *
 * @param filter which sessions
 * @param rows which rows of each
 * @param format how they are written
 * @param sessionsPerPart sessions in one file, 1 to 10,000
 */
public record SessionExport(
    SessionFilter filter, Rows rows, ExportFormat format, int sessionsPerPart) {
  /** What is wanted of each session. */
  public sealed interface Rows {
    /** What its rows look like. */
    RowShape shape();

    /** What is wanted of one session. */
    Question of(String session);

    /** In words, without a session. */
    String words();
  }

  /** The session itself, one row. */
  public record Itself() implements Rows {
    @Override
    public RowShape shape() {
      return SessionQuery.SHAPE;
    }

    @Override
    public Question of(String session) {
      return new SessionQuery(new SessionFilter(Map.of(FilterField.SESSION, session)));
    }

    @Override
    public String words() {
      return "sessions";
    }
  }

  /**
   * Rows of a table.
   *
   * @param table which
   */
  public record Table(SessionTable table) implements Rows {
    @Override
    public RowShape shape() {
      return table.shape();
    }

    @Override
    public Question of(String session) {
      return new SessionRows(session, table, TimeSpan.ALL);
    }

    @Override
    public String words() {
      return table.word();
    }
  }

  /**
   * A measure over time.
   *
   * @param measure what was measured
   * @param form how densely
   * @param gap values further apart have a gap between them
   */
  public record Series(Measure measure, SeriesForm form, java.time.Duration gap) implements Rows {
    @Override
    public RowShape shape() {
      return of("-").shape();
    }

    @Override
    public Question of(String session) {
      return new SeriesQuery(session, measure, form, TimeSpan.ALL, gap);
    }

    @Override
    public String words() {
      return "series of " + measure.word() + ", " + form + ", gap " + gap;
    }
  }

  /** Refuses parts out of range. */
  public SessionExport {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(format, "format");
    if (sessionsPerPart < 1 || sessionsPerPart > 10_000) {
      throw new IllegalArgumentException(
          "sessions per part " + sessionsPerPart + " is not 1 to 10000");
    }
  }

  /** In words: two exports with the same words write the same. */
  public String words() {
    return rows.words() + " of sessions " + filter;
  }
}
