package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What is remembered of sessions. Each is read on its own, so that none has to wait for others. */
public interface Archive {
  /** One session as of one moment. */
  interface Past extends AutoCloseable {
    /** Gives all that arrived for it, in order of arrival. */
    void arrivals(Consumer<Arrival> taker);

    /** What was stated of it at the time, and stands. */
    Statements stated();

    @Override
    void close();
  }

  /** Sessions that share any time with a range, by name. */
  List<String> sessions(Instant from, Instant to);

  /** Every version of every limits profile. */
  List<LimitsProfileRecord> limits();

  /** Opens a session. */
  Past open(String session);
}
