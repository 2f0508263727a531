package io.rivulet.alerting.watchdog;

import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.CaseRule;
import io.rivulet.alerting.lifecycle.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A book that takes statements by the rules for alerts, as the ledger does. */
final class MemoryBook implements StatementBook {
  private final Map<String, AlertCase> cases = new TreeMap<>();
  private final List<Statement> taken = new ArrayList<>();

  @Override
  public synchronized Map<String, Statement> latest(Set<String> ids, Set<String> categories) {
    Map<String, Statement> latest = new HashMap<>();
    cases.values().stream()
        .filter(
            alert ->
                ids.contains(alert.id())
                    || alert.active() && categories.contains(alert.statement().category()))
        .forEach(alert -> latest.put(alert.id(), alert.statement()));
    return latest;
  }

  @Override
  public synchronized void take(List<Statement> statements) {
    for (Statement statement : statements) {
      Optional<AlertCase> known = Optional.ofNullable(cases.get(statement.id()));
      cases.put(statement.id(), CaseRule.step(known, statement, Instant.EPOCH).alert());
      taken.add(statement);
    }
  }

  synchronized AlertCase of(Condition condition) {
    return cases.get(condition.id());
  }

  synchronized List<Statement> taken() {
    return List.copyOf(taken);
  }
}
