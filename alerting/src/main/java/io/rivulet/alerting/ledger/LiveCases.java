package io.rivulet.alerting.ledger;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The alerts that are not over, as they are committed. Content that was read once is kept for as
 * long as its row has the same version, so that looking again costs one short query. Confined to
 * one thread at a time.
 *
 * <p>Of more than {@value #MOST} the latest opened are known: others neither hide nor are hidden.
 */
final class LiveCases {
  static final int MOST = 20_000;

  private final CaseTable cases = new CaseTable();
  private final Map<String, CaseRow> known = new HashMap<>();

  /**
   * What is different since the last call.
   *
   * @param changed alerts that are new, or not as they were
   * @param gone ids of those that are over
   */
  record Changes(List<AlertCase> changed, Set<String> gone) {}

  /** All of them now. */
  List<AlertCase> read(Connection connection) throws SQLException {
    Changes unused = follow(connection);
    return known.values().stream().map(CaseRow::alert).toList();
  }

  /**
   * What changed since the last call; the first one tells all.
   *
   * @param connection in a transaction that has changed none yet
   */
  Changes follow(Connection connection) throws SQLException {
    Map<String, Long> versions = cases.liveVersions(connection, MOST);
    Set<String> gone = new HashSet<>(known.keySet());
    gone.removeAll(versions.keySet());
    known.keySet().removeAll(gone);
    List<String> changed =
        versions.entrySet().stream()
            .filter(live -> !isKnown(live.getKey(), live.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    Map<String, CaseRow> rows = cases.load(connection, changed);
    known.putAll(rows);
    return new Changes(rows.values().stream().map(CaseRow::alert).toList(), gone);
  }

  /** An alert as it was at the last call; empty where it was not there. */
  Optional<AlertCase> known(String id) {
    return Optional.ofNullable(known.get(id)).map(CaseRow::alert);
  }

  private boolean isKnown(String id, long version) {
    CaseRow row = known.get(id);
    return row != null && row.version() == version;
  }
}
