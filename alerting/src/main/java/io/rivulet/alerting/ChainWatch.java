package io.rivulet.alerting;

import io.rivulet.alerting.audit.AuditCheck;
import io.rivulet.alerting.audit.AuditVerdict;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.runtime.health.Readiness;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the audit trail while it grows: at the start its last {@value #AT_START} entries, then
 * what was added. The whole of it is checked when somebody asks.
 */
final class ChainWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
  private static final long AT_START = 10_000;

  private final Ledger ledger;
  private volatile Readiness health = new Readiness(true, "the audit trail was not checked yet");
  private long from;

  ChainWatch(Ledger ledger) {
    this.ledger = ledger;
  }

  void check() throws SQLException {
    if (from == 0) {
      long last =
          ledger.<Long, RuntimeException>read(c -> head(AuditCheck.verify(c, 1, Optional.of(0L))));
      from = Math.max(1, last - AT_START);
    }
    AuditVerdict verdict =
        ledger.<AuditVerdict, RuntimeException>read(
            c -> AuditCheck.verify(c, from, Optional.empty()));
    if (verdict.whole()) {
      from = Math.max(1, verdict.lastSequence());
      health = new Readiness(true, "the audit trail is whole");
    } else {
      String problem = verdict.problem().orElse("it does not fit");
      if (health.ready()) {
        LOG.error("the audit trail is not as it was written: {}", problem);
      }
      health = new Readiness(false, "the audit trail is not as it was written: " + problem);
    }
  }

  private static long head(AuditVerdict verdict) {
    return verdict.lastSequence();
  }

  Readiness health() {
    return health;
  }
}
