package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.AlertDesk;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the console reaches alerting.
 *
 * @param desk what is asked, from the database: it answers while no instance of alerting runs, too
 * @param refusal why nobody may act now; empty where they may
 */
public record AlertingAccess(AlertDesk desk, Supplier<Optional<String>> refusal) {
  /** Refuses missing parts. */
  public AlertingAccess {
    Objects.requireNonNull(desk, "desk");
    Objects.requireNonNull(refusal, "refusal");
  }

  /** A desk where whoever may act can always. */
  public static AlertingAccess of(AlertDesk desk) {
    return new AlertingAccess(desk, Optional::empty);
  }
}
