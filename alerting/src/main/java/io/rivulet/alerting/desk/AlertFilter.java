package io.rivulet.alerting.desk;

import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts.
 *
 * @param states any of them; all where empty
 * @param priorities any of them; all where empty
 * @param site exactly
 * @param category exactly
 * @param session exactly
 * @param device exactly
 */
public record AlertFilter(
    Set<AlertState> states,
    Set<AlertPriority> priorities,
    Optional<String> site,
    Optional<String> category,
    Optional<String> session,
    Optional<String> device) {
  /** Every alert. */
  public static final AlertFilter ALL =
      new AlertFilter(
          Set.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Refuses missing parts. */
  public AlertFilter {
    states = Set.copyOf(states);
    priorities = Set.copyOf(priorities);
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(device, "device");
  }

  /** The same, in any of these states. */
  public AlertFilter in(AlertState... wanted) {
    return new AlertFilter(Set.of(wanted), priorities, site, category, session, device);
  }
}
