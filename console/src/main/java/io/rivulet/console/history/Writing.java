package io.rivulet.console.history;

import io.rivulet.store.export.RowShape;
import io.rivulet.store.export.RowSink;
import java.io.IOException;

/**
 * Rows that are ready to be written.
 *
 * @param shape what they look like
 * @param words what was asked
 * @param source gives them
 */
record Writing(RowShape shape, String words, Source source) {
  /** Gives rows and says how many. */
  interface Source {
    long write(RowSink sink) throws IOException;
  }
}
