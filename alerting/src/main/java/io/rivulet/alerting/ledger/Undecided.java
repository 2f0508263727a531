package io.rivulet.alerting.ledger;

import java.util.List;

/** Incidents that the rules could not decide lately: a fault of this program, to be shown. */
public final class Undecided {
  private volatile String latest = "";
  private volatile long count;

  synchronized void decided(List<String> failed) {
    if (!failed.isEmpty()) {
      latest = failed.get(failed.size() - 1);
      count += failed.size();
    }
  }

  /** How often since the start. */
  public long count() {
    return count;
  }

  /** The latest one's id; empty where there was none. */
  public String latest() {
    return latest;
  }
}
