package io.rivulet.alerting.ledger;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts that are not over, as they are committed. Content that was read once is kept for as
 * long as its row has the same version, so that looking again costs one short query.
 *
 * <p>Of more than {@value #MOST} the latest opened are known: others neither hide nor are hidden.
 */
final class LiveCases {
  static final int MOST = 20_000;

  private final CaseTable cases = new CaseTable();
  private final Map<String, CaseRow> known = new HashMap<>();

  /**
   * All of them now.
   *
   * @param connection in a transaction that has changed none yet
   */
  synchronized List<AlertCase> read(Connection connection) throws SQLException {
    Map<String, Long> versions = cases.liveVersions(connection, MOST);
    known.keySet().retainAll(versions.keySet());
    List<String> changed =
        versions.entrySet().stream()
            .filter(live -> !isKnown(live.getKey(), live.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    known.putAll(cases.load(connection, changed));
    return known.values().stream().map(CaseRow::alert).toList();
  }

  private boolean isKnown(String id, long version) {
    CaseRow row = known.get(id);
    return row != null && row.version() == version;
  }
}
