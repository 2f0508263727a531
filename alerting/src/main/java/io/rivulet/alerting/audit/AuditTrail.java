package io.rivulet.alerting.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes what happened, in the transaction that made it happen. */
@FunctionalInterface
public interface AuditTrail {
  /** Appends entries, in order. They are there when the transaction commits. */
  void append(Connection connection, List<AuditEntry> entries) throws SQLException;
}
