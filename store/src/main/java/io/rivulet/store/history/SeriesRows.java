package io.rivulet.store.history;

import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes buckets and kept points as rows. */
final class SeriesRows {
  private final RowBatch batch;
  private final RowSink sink;
  private long rows;

  private SeriesRows(SeriesQuery series, RowSink sink) {
    this.batch = new RowBatch(series.shape());
    this.sink = sink;
  }

  static long buckets(SeriesQuery series, Map<String, Buckets> devices, RowSink sink)
      throws IOException {
    SeriesRows rows = new SeriesRows(series, sink);
    for (var device : devices.entrySet()) {
      device.getValue().each((start, bucket) -> rows.bucket(device.getKey(), start, bucket));
    }
    return rows.finish();
  }

  static long points(
      SeriesQuery series, SeriesForm.Lttb lttb, Map<String, Points> devices, RowSink sink)
      throws IOException {
    SeriesRows rows = new SeriesRows(series, sink);
    for (var device : devices.entrySet()) {
      rows.points(
          device.getKey(), device.getValue(), lttb.points(), SeriesAnswer.gapMicros(series));
    }
    return rows.finish();
  }

  private void bucket(String device, long startMicros, Buckets.Bucket bucket) throws IOException {
    batch.column(0).addText(device);
    batch.column(1).addWhole(startMicros);
    batch.column(2).addWhole(bucket.count());
    if (bucket.count() == 0) {
      for (int i = 3; i < 7; i++) {
        batch.column(i).addMissing();
      }
    } else {
      batch.column(3).addNumber(bucket.sum());
      batch.column(4).addNumber(bucket.min());
      batch.column(5).addNumber(bucket.max());
      batch.column(6).addNumber(bucket.last());
    }
    end();
  }

  /** Stretches between gaps are thinned apart, each by its share, so that no gap is lost. */
  private void points(String device, Points points, int wanted, long gapMicros) throws IOException {
    points.order();
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 1; i < points.size(); i++) {
      if (points.time(i) - points.time(i - 1) > gapMicros) {
        starts.add(i);
      }
    }
    for (int part = 0; part < starts.size(); part++) {
      int from = starts.get(part);
      int to = part + 1 < starts.size() ? starts.get(part + 1) : points.size();
      int share = (int) Math.max(3, (long) wanted * (to - from) / points.size());
      for (int kept : Triangles.keep(points, from, to, share)) {
        long gap = kept == from && part > 0 ? points.time(from) - points.time(from - 1) : 0;
        point(device, points.time(kept), points.value(kept), gap);
      }
    }
  }

  private void point(String device, long timeMicros, double value, long gapMicros)
      throws IOException {
    batch.column(0).addText(device);
    batch.column(1).addWhole(timeMicros);
    batch.column(2).addMissing();
    batch.column(3).addNumber(value);
    if (gapMicros > 0) {
      batch.column(4).addNumber(SeriesAnswer.seconds(gapMicros));
    } else {
      batch.column(4).addMissing();
    }
    end();
  }

  private void end() throws IOException {
    batch.endRow();
    rows++;
    if (batch.isFull()) {
      sink.write(batch);
      batch.clear();
    }
  }

  private long finish() throws IOException {
    if (batch.rows() > 0) {
      sink.write(batch);
    }
    sink.finish(Optional.empty());
    return rows;
  }
}
