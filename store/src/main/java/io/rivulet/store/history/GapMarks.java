package io.rivulet.store.history;

import io.rivulet.store.export.ColumnValues;
import io.rivulet.store.export.RowBatch;
import io.rivulet.store.export.RowShape;
import java.util.Arrays;

/** Adds to values in order of device and time how long it was since the one before. */
final class GapMarks implements HistoryAnswers.Change {
  private final RowBatch marked;
  private final long gapMicros;
  private byte[] device = new byte[0];
  private long timeMicros;

  GapMarks(RowShape shape, long gapMicros) {
    this.marked = new RowBatch(shape);
    this.gapMicros = gapMicros;
  }

  @Override
  public RowBatch of(RowBatch batch) {
    marked.clear();
    int last = batch.shape().columns().size();
    ColumnValues devices = batch.column(0);
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < last; i++) {
        marked.column(i).addFrom(batch.column(i), row);
      }
      long time = batch.column(1).whole(row);
      boolean same =
          Arrays.equals(
              device,
              0,
              device.length,
              devices.textArray(),
              devices.textStart(row),
              devices.textEnd(row));
      if (same && time - timeMicros > gapMicros) {
        marked.column(last).addNumber(SeriesAnswer.seconds(time - timeMicros));
      } else {
        marked.column(last).addMissing();
      }
      if (!same) {
        device =
            Arrays.copyOfRange(devices.textArray(), devices.textStart(row), devices.textEnd(row));
      }
      timeMicros = time;
      marked.endRow();
    }
    return marked;
  }
}
