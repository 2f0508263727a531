package io.rivulet.console.history;

import io.javalin.http.Context;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowSink;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistoryAnswers;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.history.Question;
import io.rivulet.store.read.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams one answer: from the database through one batch and one buffer to the client. A client
 * that is gone, or does not read, ends the question in the database; an answer that fails midway is
 * cut off, so that no client takes it for whole.
 */
final class HistoryStream {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryStream.class);

  private final StreamGate gate;
  private final Duration limit;
  private final InstantSource clock;

  HistoryStream(StreamGate gate, Duration limit, InstantSource clock) {
    this.gate = gate;
    this.limit = limit;
    this.clock = clock;
  }

  void answer(Context context, Asked asked, HistoryAccess access) throws IOException {
    AtomicReference<HistoryReading> under = new AtomicReference<>();
    Runnable cut = () -> cut(context, under.get());
    try (StreamGate.Pass pass = gate.enter(cut).orElseThrow(HistoryStream::full)) {
      try (HistoryReading reading = HistoryReading.open(access, limit)) {
        under.set(reading);
        asked.session().ifPresent(session -> known(reading, session));
        write(context, asked, reading);
      } finally {
        under.set(null);
      }
    }
  }

  private void write(Context context, Asked asked, HistoryReading reading) throws IOException {
    Question question = asked.question().make(reading);
    HistoryAnswers.check(question, asked.page());
    HeldOutput out = new HeldOutput(() -> begin(context, asked, question));
    try {
      RowSink sink =
          asked
              .format()
              .open(
                  HistoryAnswers.shape(question, asked.page()),
                  new Provenance(question.words(), "rivulet", clock.instant()),
                  out);
      long rows = HistoryAnswers.write(reading, question, asked.page(), sink);
      LOG.debug("{} rows of {}", rows, question.words());
    } catch (IOException e) {
      LOG.info("{} was cut off: the client is gone ({})", context.path(), e.toString());
      closeConnection(context);
    } catch (RuntimeException e) {
      if (!out.begun()) {
        throw e;
      }
      LOG.warn("{} was cut off midway", context.path(), e);
      closeConnection(context);
    }
  }

  private static OutputStream begin(Context context, Asked asked, Question question)
      throws IOException {
    context.status(200).contentType(asked.format().mediaType());
    context.header(
        "Content-Disposition",
        "inline; filename=\"%s.%s\""
            .formatted(question.shape().name(), asked.format().extension()));
    return context.res().getOutputStream();
  }

  private static void known(HistoryReading reading, String session) {
    if (!reading.knows(session)) {
      throw new UnknownSessionException(
          "no session has this name; " + HistoryEndpoints.ROOT + "/sessions lists them");
    }
  }

  /** From another thread: the one that answers may be waiting for the client or the database. */
  private static void cut(Context context, HistoryReading reading) {
    LOG.info("{} is cut off: it took too long, or the console ends", context.path());
    closeConnection(context);
    if (reading != null) {
      try {
        reading.cancel();
      } catch (StoreUnavailableException e) {
        LOG.info("what was read could not be cancelled, its own limit ends it: {}", e.toString());
      }
    }
  }

  private static void closeConnection(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private static TooManyStreamsException full() {
    return new TooManyStreamsException(
        "as many answers as this console gives at a time are under way (console.history.streams.max)");
  }
}
