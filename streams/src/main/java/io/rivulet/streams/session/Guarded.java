package io.rivulet.streams.session;

import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that the clock sets off for many sessions: one that fails must not keep it from the others.
 * There is no record to set aside then, so the log says it. A failure of the stores is passed on.
 */
final class Guarded {
  private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

  private Guarded() {}

  /** Does it, or says what failed. */
  static void run(String what, Runnable work) {
    try {
      work.run();
    } catch (StreamsException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} failed: {}", what, e.toString());
      LOG.debug("failed", e);
    }
  }
}
