package io.rivulet.console.alerting;

import io.rivulet.alerting.desk.AlertDesk;
import io.rivulet.runtime.http.Tokens;
import java.util.Objects;

/**
 * How the console reaches alerting.
 *
 * @param desk what is asked, from the database: it answers while no instance of alerting runs, too
 * @param tokens who may act on the page
 */
public record AlertingAccess(AlertDesk desk, Tokens tokens) {
  /** Refuses missing parts. */
  public AlertingAccess {
    Objects.requireNonNull(desk, "desk");
    Objects.requireNonNull(tokens, "tokens");
  }
}
