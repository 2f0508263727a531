package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.runtime.http.Tokens;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the console reaches alerting.
 *
 * @param desk what is asked, from the database: it answers while no instance of alerting runs, too
 * @param tokens who may act on the page
 * @param refusal why nobody may act now; empty where they may
 */
public record AlertingAccess(AlertDesk desk, Tokens tokens, Supplier<Optional<String>> refusal) {
  /** Refuses missing parts. */
  public AlertingAccess {
    Objects.requireNonNull(desk, "desk");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(refusal, "refusal");
  }

  /** A desk where whoever is known may always act. */
  public static AlertingAccess of(AlertDesk desk, Tokens tokens) {
    return new AlertingAccess(desk, tokens, Optional::empty);
  }
}
