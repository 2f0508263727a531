package io.rivulet.console.history;

import io.rivulet.console.access.Permission;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.history.HistoryAnswers;
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
 * @param permission by what it is asked
 * @param deidentified whether as researchers do
 */
record Asked(
    Maker question,
    Optional<String> session,
    Page page,
    ExportFormat format,
    Permission permission,
    boolean deidentified) {
  /** Makes a question. */
  interface Maker {
    Question make(HistoryReading reading);
  }

  /** What is to be written. */
  Writing writing(HistoryReading reading) {
    session.ifPresent(
        name -> {
          if (!reading.knows(name)) {
            throw new UnknownSessionException(
                "no session has this name; " + HistoryEndpoints.ROOT + "/sessions lists them");
          }
        });
    Question made = question.make(reading);
    HistoryAnswers.check(reading, made, page);
    return new Writing(
        HistoryAnswers.shape(made, page),
        made.words(),
        sink -> HistoryAnswers.write(reading, made, page, sink));
  }
}
