package io.rivulet.onebox.backtest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a backtest comes to over all its sessions; grows with rules, not with sessions. */
public final class Totals {
  private final SortedMap<Rule, RuleCount> rules = new TreeMap<>();
  private long sessions;
  private long samples;
  private long sessionsThatDiffer;
  private long firedUnconfirmed;
  private long wouldUnconfirmed;
  private long firedNotEvaluable;
  private long wouldNotEvaluable;
  private long sessionsWithDifferences;
  private long differences;
  private long setAside;

  void add(SessionResult result) {
    result
        .pairs()
        .forEach(
            pair ->
                rules.merge(
                    pair.rule(),
                    RuleCount.NONE.with(pair.outcome()),
                    (count, one) -> count.with(pair.outcome())));
    sessions++;
    samples += result.samples();
    sessionsThatDiffer += result.differs() ? 1 : 0;
    firedUnconfirmed += result.fired().unconfirmed();
    wouldUnconfirmed += result.would().unconfirmed();
    firedNotEvaluable += result.fired().notEvaluable();
    wouldNotEvaluable += result.would().notEvaluable();
    sessionsWithDifferences += result.historyDiffers() ? 1 : 0;
    differences += result.differences().size();
    setAside += result.setAside();
  }

  /** Counts by rule, in the order of rules. */
  public SortedMap<Rule, RuleCount> rules() {
    return Collections.unmodifiableSortedMap(rules);
  }

  /** Sessions judged. */
  public long sessions() {
    return sessions;
  }

  /** Samples judged, each once although both runs saw it. */
  public long samples() {
    return samples;
  }

  /** Sessions in which the tried limits lead to anything else. */
  public long sessionsThatDiffer() {
    return sessionsThatDiffer;
  }

  /** Unconfirmed readings at the time. */
  public long firedUnconfirmed() {
    return firedUnconfirmed;
  }

  /** Unconfirmed readings under the tried limits. */
  public long wouldUnconfirmed() {
    return wouldUnconfirmed;
  }

  /** Readings without limits at the time. */
  public long firedNotEvaluable() {
    return firedNotEvaluable;
  }

  /** Readings without limits under the tried ones. */
  public long wouldNotEvaluable() {
    return wouldNotEvaluable;
  }

  /** Sessions whose stored history is not what the rules give today. */
  public long sessionsWithDifferences() {
    return sessionsWithDifferences;
  }

  /** Findings in which stored history is not what the rules give today. */
  public long differences() {
    return differences;
  }

  /** Records that could not be read or judged. */
  public long setAside() {
    return setAside;
  }
}
