package io.rivulet.console.fleet;

import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.stream.LiveTopic;
import io.rivulet.console.stream.StateReading;
import io.rivulet.store.fleet.FleetPart;
import io.rivulet.store.read.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How the fleet stands, whenever that changes: pages read the rows and counts that they show when
 * it does. The whole fleet is read once every two seconds while a page listens, whatever the sites
 * of those who do.
 */
final class FleetTopic implements LiveTopic {
  private static final Duration HOLDS = Duration.ofSeconds(2);

  private final Function<Instant, List<FleetPart>> fleet;
  private final InstantSource clock;
  private Instant readAt = Instant.MIN;
  private List<FleetPart> parts = List.of();

  /**
   * Over a fleet.
   *
   * @param fleet its parts as of an instant
   */
  FleetTopic(Function<Instant, List<FleetPart>> fleet, InstantSource clock) {
    this.fleet = Objects.requireNonNull(fleet, "fleet");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public Permission permission() {
    return Permission.SEE_FLEET;
  }

  @Override
  public StateReading read(SiteScope sites) {
    try {
      FleetSign sign = FleetSign.of(parts(), sites);
      return new StateReading.Known(sign, sign);
    } catch (StoreUnavailableException e) {
      return new StateReading.Trouble(
          "store_unavailable",
          "The database does not answer: what is shown is old.",
          Map.of("at", clock.instant()));
    }
  }

  private synchronized List<FleetPart> parts() {
    Instant now = clock.instant();
    if (!now.isBefore(readAt.plus(HOLDS)) || now.isBefore(readAt)) {
      parts = fleet.apply(now);
      readAt = now;
    }
    return parts;
  }
}
