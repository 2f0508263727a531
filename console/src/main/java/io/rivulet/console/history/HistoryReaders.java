package io.rivulet.console.history;

import io.rivulet.console.access.Caller;
import io.rivulet.store.history.HistoryAccess;

/** Through what somebody reads: who asks decides the database role. */
@FunctionalInterface
public interface HistoryReaders {
  /** The connections and the schema of somebody. */
  HistoryAccess of(Caller caller);
}
