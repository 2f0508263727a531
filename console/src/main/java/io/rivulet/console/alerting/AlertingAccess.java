package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.AlertDesks;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the console reaches alerting.
 *
 * @param desks what is asked, from the database: it answers while no instance of alerting runs, too
 * @param refusal why nobody may act now; empty where they may
 */
public record AlertingAccess(AlertDesks desks, Supplier<Optional<String>> refusal) {
  /** Refuses missing parts. */
  public AlertingAccess {
    Objects.requireNonNull(desks, "desks");
    Objects.requireNonNull(refusal, "refusal");
  }

  /** Desks where whoever may act can always. */
  public static AlertingAccess of(AlertDesks desks) {
    return new AlertingAccess(desks, Optional::empty);
  }
}
