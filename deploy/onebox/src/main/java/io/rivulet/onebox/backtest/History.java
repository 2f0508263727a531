package io.rivulet.onebox.backtest;

import io.rivulet.schemas.record.LimitsProfileRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What is remembered of sessions. Reads are by session, so that none has to be held whole. */
public interface History {
  /**
   * A session to judge.
   *
   * @param session the session
   * @param site the clinic
   * @param start when it began
   */
  record Session(String session, String site, Instant start) {}

  /** Sessions that share any time with a range, in order of their beginning. */
  List<Session> sessions(Instant from, Instant to);

  /** Every version of every limits profile. */
  List<LimitsProfileRecord> limits();

  /** Gives all that arrived for one session, in order of arrival. */
  void replay(String session, Consumer<Arrival> taker);

  /** What was stated of a session at the time, and stands. */
  Statements stated(String session);
}
