package io.rivulet.console.history;

import io.javalin.http.Context;
import io.rivulet.store.export.ExportFormat;
import io.rivulet.store.export.Provenance;
import io.rivulet.store.export.RowSink;
import io.rivulet.store.history.HistoryAccess;
import io.rivulet.store.history.HistoryReading;
import io.rivulet.store.read.StoreUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
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

  /**
   * Answers.
   *
   * @param access asked for once there is room
   * @param made what is written, once the database is open
   */
  void answer(
      Context context,
      ExportFormat format,
      Supplier<HistoryAccess> access,
      Function<HistoryReading, Writing> made)
      throws IOException {
    AtomicReference<HistoryReading> under = new AtomicReference<>();
    Runnable cut = () -> cut(context, under.get());
    try (StreamGate.Pass pass = gate.enter(cut).orElseThrow(HistoryStream::full)) {
      HistoryAccess through = access.get();
      try (HistoryReading reading = HistoryReading.open(through, limit)) {
        under.set(reading);
        write(context, format, made.apply(reading), through.schema());
      } finally {
        under.set(null);
      }
    }
  }

  private void write(Context context, ExportFormat format, Writing writing, String schema)
      throws IOException {
    HeldOutput out = new HeldOutput(() -> begin(context, format, writing.shape().name()));
    try {
      RowSink sink =
          format.open(
              writing.shape(), new Provenance(writing.words(), schema, clock.instant()), out);
      long rows = writing.source().write(sink);
      LOG.debug("{} rows of {}", rows, writing.words());
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

  private static OutputStream begin(Context context, ExportFormat format, String name)
      throws IOException {
    context.status(200).contentType(format.mediaType());
    context.header(
        "Content-Disposition", "inline; filename=\"%s.%s\"".formatted(name, format.extension()));
    return context.res().getOutputStream();
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
