package io.rivulet.store.export;

import java.io.IOException;
import java.util.Optional;

/**
 * Where rows go, a batch at a time. What is written is only whole after {@link #finish}: a reader
 * of every format can tell what was cut off.
 */
public interface RowSink {
  /**
   * Takes rows; the batch may be used again afterwards.
   *
   * @throws IOException where they cannot be written
   */
  void write(RowBatch batch) throws IOException;

  /**
   * Ends what was written, and passes all of it on. Closes nothing.
   *
   * @param next the cursor after the last row, where there is more
   * @throws IOException where it cannot be written
   */
  void finish(Optional<String> next) throws IOException;
}
