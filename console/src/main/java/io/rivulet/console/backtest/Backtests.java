package io.rivulet.console.backtest;

import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;

/**
 * Runs rules over sessions that are stored, with other limits. Whoever starts the console plugs it
 * in: it takes the topology, which the console does not know. Safe for use by many threads.
 */
public interface Backtests {
  /**
   * Every version of every limits profile, to begin from.
   *
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer
   */
  List<LimitsVersion> limits();

  /**
   * Looks whether these are limits.
   *
   * @throws IllegalArgumentException naming the field, the value and what is accepted
   */
  void check(String limits);

  /**
   * The sessions of these names, as in the clinic. Those that are not known are left out.
   *
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer
   */
  List<ChosenSession> find(Collection<String> names);

  /**
   * The sessions of these pseudonyms of research. Those that are not known are left out. That
   * somebody asked is recorded.
   *
   * @param by the name of whoever asks
   * @param pseudonyms 1 to 50
   * @throws io.rivulet.store.read.StoreUnavailableException where the database does not answer, or
   *     does not let this console translate pseudonyms
   */
  List<ChosenSession> ofPseudonyms(String by, Collection<String> pseudonyms);

  /**
   * Judges sessions one after the other, and writes the report that {@code docs/backtest.md}
   * describes, as JSON.
   *
   * @throws IOException where the report cannot be written
   * @throws BacktestCancelledException as the watcher throws it
   */
  void run(List<ChosenSession> sessions, String limits, Writer report, Watcher watcher)
      throws IOException;

  /** Is told how far it is, and may end it. */
  interface Watcher {
    /**
     * A session is done.
     *
     * @throws BacktestCancelledException where nobody wants the rest
     */
    void done(int sessions);
  }
}
