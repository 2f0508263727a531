package io.rivulet.store.history;

import io.rivulet.store.export.ColumnValues;
import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowSink;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers questions for a series: as stored, in buckets, or thinned. */
final class SeriesAnswer {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int MOST_DEVICES = 64;

  private SeriesAnswer() {}

  static long write(HistoryReading reading, SeriesQuery series, Page page, RowSink sink)
      throws IOException {
    if (series.form() instanceof SeriesForm.Bucketed bucketed) {
      Map<String, Buckets> buckets = new TreeMap<>();
      read(
          reading,
          series,
          (device, time, value) ->
              of(buckets, device, () -> new Buckets(bucketed.width())).add(time, value));
      return SeriesRows.buckets(series, buckets, sink);
    }
    if (series.form() instanceof SeriesForm.Lttb lttb) {
      Map<String, Points> points = new TreeMap<>();
      read(
          reading,
          series,
          (device, time, value) -> of(points, device, Points::new).add(time, value));
      return SeriesRows.points(series, lttb, points, sink);
    }
    return HistoryAnswers.rows(
        reading, series, page, sink, new GapMarks(series.shape(), gapMicros(series)));
  }

  static long gapMicros(SeriesQuery series) {
    return series.gap().toMillis() * 1_000;
  }

  private interface Value {
    void take(String device, long timeMicros, double value);
  }

  private static void read(HistoryReading reading, SeriesQuery series, Value each)
      throws IOException {
    long unused =
        reading.read(
            series.ask(reading.sites()),
            Optional.empty(),
            Optional.empty(),
            batch -> pass(batch, each));
  }

  private static void pass(RowBatch batch, Value each) {
    ColumnValues devices = batch.column(0);
    String device = "";
    for (int row = 0; row < batch.rows(); row++) {
      if (row == 0 || !same(devices, row)) {
        device = devices.text(row);
      }
      each.take(device, batch.column(1).whole(row), batch.column(3).number(row));
    }
  }

  private static boolean same(ColumnValues devices, int row) {
    return java.util.Arrays.equals(
        devices.textArray(),
        devices.textStart(row),
        devices.textEnd(row),
        devices.textArray(),
        devices.textStart(row - 1),
        devices.textEnd(row - 1));
  }

  private static <T> T of(Map<String, T> all, String device, java.util.function.Supplier<T> fresh) {
    T found = all.get(device);
    if (found == null) {
      if (all.size() == MOST_DEVICES) {
        throw new IllegalArgumentException(
            "the session has this measure of more than "
                + MOST_DEVICES
                + " devices: ask for it raw");
      }
      found = fresh.get();
      all.put(device, found);
    }
    return found;
  }

  /** Seconds between two times where they have a gap between them. */
  static double seconds(long micros) {
    return micros / (double) MICROS_PER_SECOND;
  }
}
