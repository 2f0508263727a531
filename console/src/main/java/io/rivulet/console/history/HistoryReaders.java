package io.rivulet.console.history;

import io.rivulet.runtime.http.Tokens;
import io.rivulet.store.history.HistoryAccess;

/** Through what somebody reads: whose token it is decides the database role. */
@FunctionalInterface
public interface HistoryReaders {
  /** The connections and the schema of somebody. */
  HistoryAccess of(Tokens.Bearer bearer);
}
