package io.rivulet.console.history;

import io.rivulet.console.access.Caller;
import io.rivulet.store.history.HistoryAccess;

/** Through what somebody reads: who they are decides the database role and the clinics. */
@FunctionalInterface
public interface HistoryReaders {
  /**
   * The connections, the schema and the clinics of somebody. Where they read as a researcher, the
   * request is recorded when this returns.
   *
   * @throws ResearchUnavailableException where they read as a researcher, and the console has no
   *     login for that
   * @throws IllegalArgumentException where they ask to read as what they are not
   */
  HistoryAccess of(Caller caller, HistoryRequest request);
}
