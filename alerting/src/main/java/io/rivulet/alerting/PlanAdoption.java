package io.rivulet.alerting;

import io.rivulet.alerting.configuration.PlanChange;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.PlanTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;

/**
 * Has a configuration that was just taken over apply to what is there: it is written down, alerts
 * go where its routes say, and every open incident is looked at.
 */
final class PlanAdoption {
  private static final int AT_ONCE = 200;

  private final EngineParts parts;
  private final Ledger ledger;
  private final String instance;
  private final PlanTable plans = new PlanTable();

  PlanAdoption(EngineParts parts, String instance) {
    this.parts = parts;
    this.ledger = parts.ledger();
    this.instance = instance;
  }

  void adopt(PlanChange change) throws SQLException {
    boolean fresh =
        ledger.<Boolean, RuntimeException>decide(
            decision -> {
              if (change instanceof PlanChange.Taken taken
                  && !plans.holds(
                      decision.connection(),
                      taken.plan().version(),
                      text(),
                      instance,
                      decision.now())) {
                return false;
              }
              decision.audit(change.audit());
              return true;
            });
    // Another instance may have decided by what held before since it was written down: so each
    // instance applies it to everything.
    if (change instanceof PlanChange.Taken taken && (fresh || taken.before().isPresent())) {
      reroute();
      ledger.<Void, RuntimeException>decide(
          decision -> {
            decision.touchAll();
            return null;
          });
    }
  }

  private void reroute() throws SQLException {
    String last = "";
    List<String> some;
    do {
      String after = last;
      some =
          ledger.<List<String>, RuntimeException>decide(
              decision -> {
                List<String> alerts = decision.liveAfter(after, AT_ONCE);
                decision.reroute(alerts);
                return alerts;
              });
      last = some.isEmpty() ? last : some.get(some.size() - 1);
    } while (some.size() == AT_ONCE);
  }

  private String text() {
    if (parts.config().file().isEmpty()) {
      return "no file: everything goes to the log";
    }
    try {
      return Files.readString(parts.config().file().get(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "the file could not be read again: " + e;
    }
  }
}
