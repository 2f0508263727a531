package io.rivulet.console.history;

import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.history.Page;
import io.rivulet.store.history.Question;
import java.util.Optional;

/**
 * What a request asks for.
 *
 * @param question made once the database is open, because some depend on what is in it
 * @param session that has to be known; empty where none has
 * @param page which part
 * @param format how it is written
 */
record Asked(Maker question, Optional<String> session, Page page, ExportFormat format) {
  /** Makes a question. */
  interface Maker {
    Question make(HistoryReading reading);
  }
}
