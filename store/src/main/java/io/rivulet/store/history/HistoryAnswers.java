package io.rivulet.store.history;

import io.rivulet.store.export.ColumnType;
import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowShape;
import io.rivulet.store.export.RowSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers questions: rows go straight from the database to where they are written. */
public final class HistoryAnswers {
  private HistoryAnswers() {}

  /** What alerting keeps, if it is in the same database. */
  private static final String CASES = "rivulet_alerting.alert_case";

  /** Whether acknowledgements can be read here. */
  public static boolean knowsAcknowledgements(HistoryReading reading) {
    return reading.mayRead(CASES);
  }

  /** What the rows look like that {@link #write} writes. */
  public static RowShape shape(Question question, Page page) {
    return page.cursors() ? Cursors.added(question.shape()) : question.shape();
  }

  /**
   * Checks what can be checked before the database is asked.
   *
   * @throws IllegalArgumentException where the cursor is not one of this question, or the form of a
   *     series has none
   */
  public static void check(HistoryReading reading, Question question, Page page) {
    Ask ask = question.ask(reading.sites());
    if (ask.keys().isEmpty()
        && (page.after().isPresent() || page.limit().isPresent() || page.cursors())) {
      throw new IllegalArgumentException(
          "after, limit and cursors are for rows as they are stored; a series that is bucketed or thinned is given whole");
    }
    Optional<Cursor> unused = after(scoped(question, reading.access()), ask, page);
  }

  /**
   * Writes the answer and finishes it.
   *
   * @return how many rows were written
   * @throws IOException where they cannot be written
   * @throws IllegalArgumentException as {@link #check}
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer, or
   *     takes longer than the reading's limit
   */
  public static long write(HistoryReading reading, Question question, Page page, RowSink sink)
      throws IOException {
    check(reading, question, page);
    if (question instanceof SeriesQuery series) {
      return SeriesAnswer.write(reading, series, page, sink);
    }
    return rows(reading, question, page, sink, batch -> batch);
  }

  /**
   * Writes the same rows of many sessions, one after another, and finishes the answer.
   *
   * @return how many rows were written
   * @throws IOException where they cannot be written
   * @throws io.rivulet.store.read.StoreUnavailableException as {@link #write}
   */
  public static long writeEach(
      HistoryReading reading, List<String> sessions, SessionExport.Rows rows, RowSink sink)
      throws IOException {
    long written = 0;
    RowSink open = new Unfinished(sink);
    for (String session : sessions) {
      written += write(reading, rows.of(session), Page.WHOLE, open);
    }
    sink.finish(Optional.empty());
    return written;
  }

  /** A sink that stays open from one session to the next. */
  private record Unfinished(RowSink sink) implements RowSink {
    @Override
    public void write(RowBatch batch) throws IOException {
      sink.write(batch);
    }

    @Override
    public void finish(Optional<String> next) {}
  }

  /** Changes a batch on its way. */
  interface Change {
    RowBatch of(RowBatch batch);
  }

  static long rows(
      HistoryReading reading, Question question, Page page, RowSink sink, Change change)
      throws IOException {
    Ask ask = question.ask(reading.sites());
    String scoped = scoped(question, reading.access());
    Cursors cursors = new Cursors(scoped, ask);
    long[] rows = new long[1];
    long read =
        reading.read(
            ask,
            after(scoped, ask, page),
            page.limit(),
            batch -> {
              cursors.look(batch);
              RowBatch changed = change.of(batch);
              RowBatch whole = page.cursors() ? cursors.add(batch, changed) : changed;
              sink.write(whole);
              rows[0] += whole.rows();
            });
    boolean more = page.limit().isPresent() && read >= page.limit().get();
    sink.finish(more ? cursors.last() : Optional.empty());
    return rows[0];
  }

  /** The names in the first column, which is a text, of everything that is asked for. */
  public static List<String> names(HistoryReading reading, Question question, int most)
      throws IOException {
    if (question.shape().columns().get(0).type() != ColumnType.TEXT) {
      throw new IllegalArgumentException(question.words() + " has no names");
    }
    List<String> names = new ArrayList<>();
    long unused =
        reading.read(
            question.ask(reading.sites()),
            Optional.empty(),
            Optional.of(most),
            batch -> {
              for (int row = 0; row < batch.rows(); row++) {
                names.add(batch.column(0).text(row));
              }
            });
    return names;
  }

  /** What a cursor belongs to: a question, as somebody may ask it. */
  static String scoped(Question question, HistoryAccess access) {
    return question.words() + "\0" + access.scope();
  }

  private static Optional<Cursor> after(String scoped, Ask ask, Page page) {
    return page.after().map(text -> Cursor.decode(scoped, ask.keys().size(), text));
  }
}
