package io.rivulet.streams.session;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * Follows one thing about every session: doses, pressures. {@link SessionRules} calls its keepers
 * one after another, always on the task's thread; each keeps its own state in a store and states
 * what it finds.
 */
interface Keeper {
  /** Once, before the first beat of a task: what an earlier one left unstated is found. */
  default void begin() {}

  /**
   * What holds for a session has changed, by an event of its own.
   *
   * @param before what held
   * @param now what holds
   */
  void onPlan(String session, KnownSession before, KnownSession now, Emission out);

  /**
   * Versions of limits profiles have arrived; asked of every session that is not long over.
   *
   * @param now what holds
   */
  default void onLimits(String session, KnownSession now, Emission out) {}

  /** A sample was attributed to a session; each keeper takes the kinds that concern it. */
  void onSample(String session, SpecificRecord sample, KnownSession known, Emission out);

  /**
   * About ten times a second: what may wait that long is stated.
   *
   * @param now the receipt clock
   * @param sessions what holds for each
   */
  default void onBeat(Instant now, KnownSessions sessions, Emission out) {}

  /**
   * Before sessions are settled: what waits for longer than a beat is stated now.
   *
   * @param sessions what holds for each
   */
  default void stateAll(KnownSessions sessions, Emission out) {}

  /**
   * Once a second by the wall clock: what only the passing of time can show.
   *
   * @param now the receipt clock
   * @param sessions what holds for each
   */
  default void everySecond(Instant now, KnownSessions sessions, Emission out) {}

  /** A session is long over and takes no more samples: only its results are kept. */
  void settle(String session);
}
