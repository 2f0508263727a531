package io.rivulet.onebox;

import io.rivulet.console.role.RoleStatus;
import io.rivulet.runtime.health.Readiness;
import java.util.List;
import java.util.Optional;

/** How the roles are, as the page shows it. */
final class RoleStatuses {
  private RoleStatuses() {}

  static List<RoleStatus> of(List<Role.Started> roles) {
    return roles.stream().map(RoleStatuses::of).toList();
  }

  private static RoleStatus of(Role.Started role) {
    Readiness health = role.health().get();
    return new RoleStatus(
        role.role().title(),
        health.ready() ? RoleStatus.State.UP : RoleStatus.State.DOWN,
        health.detail(),
        Optional.empty());
  }
}
