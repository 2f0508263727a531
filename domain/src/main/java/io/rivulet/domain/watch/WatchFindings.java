package io.rivulet.domain.watch;

import io.rivulet.domain.alert.Alert;
import java.time.Instant;
import java.util.List;

/**
 * What a watch found.
 *
 * @param alerts all there are, present and over, as far as the watch reaches back
 * @param finalBefore alerts that ended earlier are no longer among them, because the watch does not
 *     reach back to them; they stay as they were stated
 * @param dueAt when something may be found though nothing more is received; until then, only what
 *     is received or a change of plan can change the findings
 */
public record WatchFindings(List<Alert> alerts, Instant finalBefore, Instant dueAt) {
  /** Copies the list. */
  public WatchFindings {
    alerts = List.copyOf(alerts);
  }
}
