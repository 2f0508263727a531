package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.lifecycle.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where statements are kept, for all instances together. */
public interface StatementBook {
  /**
   * The latest statements of the watchdog's, by id.
   *
   * @param ids all that are there of these
   * @param categories and all of these categories that are not over, at most some hundreds
   */
  Map<String, Statement> latest(Set<String> ids, Set<String> categories) throws SQLException;

  /** Takes statements, as those of the topic are taken. */
  void take(List<Statement> statements) throws SQLException;
}
