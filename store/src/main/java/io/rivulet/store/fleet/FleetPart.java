package io.rivulet.store.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Devices of one site that stand alike.
 *
 * @param site the clinic; empty where it is not known
 * @param needs why somebody should look at them
 * @param devices how many there are
 * @param serving how many of them a session has
 * @param alerts alerts of them that stand
 * @param refused messages and readings of them that were refused
 * @param heard when anything of them was last received
 */
public record FleetPart(
    String site,
    DeviceState state,
    ClockVerdict clock,
    List<Need> needs,
    long devices,
    long serving,
    long alerts,
    long refused,
    Optional<Instant> heard) {
  /** Copies the list. */
  public FleetPart {
    needs = List.copyOf(needs);
  }
}
