package io.rivulet.alerting.configuration;

import io.rivulet.alerting.channel.Channels;
import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.Finding;
import io.rivulet.alerting.oncall.OnCall;
import io.rivulet.alerting.oncall.Preflight;
import io.rivulet.alerting.oncall.ScheduleOverride;
import io.rivulet.alerting.routing.CareUnit;
import io.rivulet.alerting.routing.Flapping;
import io.rivulet.alerting.routing.Inhibition;
import io.rivulet.alerting.routing.MaintenanceWindow;
import io.rivulet.alerting.routing.Routing;
import io.rivulet.alerting.watchdog.HeartbeatPlan;
import io.rivulet.alerting.watchdog.WatchdogPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything the alerting file says, checked as a whole: what it refers to is there.
 *
 * @param version SHA-256 of the file's text, in hexadecimal
 * @param channels by what people are told
 * @param onCall people, schedules and the overrides written in the file
 * @param policies who is told when, by key
 * @param routing which policy an alert follows
 * @param inhibitions which alerts hide others
 * @param windows when certain alerts are expected
 * @param units wards and rooms
 * @param flapping when alerts that come and go are held
 * @param preflight what is done about findings of the preflight
 * @param watchdog what is watched between devices and people
 * @param heartbeat whom alerting tells that it works
 */
public record AlertingPlan(
    String version,
    Channels channels,
    OnCall onCall,
    Map<String, EscalationPolicy> policies,
    Routing routing,
    List<Inhibition> inhibitions,
    List<MaintenanceWindow> windows,
    List<CareUnit> units,
    Flapping flapping,
    PreflightRules preflight,
    WatchdogPlan watchdog,
    Optional<HeartbeatPlan> heartbeat) {
  /** Refuses missing parts. */
  public AlertingPlan {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(onCall, "onCall");
    policies = Map.copyOf(policies);
    Objects.requireNonNull(routing, "routing");
    inhibitions = List.copyOf(inhibitions);
    windows = List.copyOf(windows);
    units = List.copyOf(units);
    Objects.requireNonNull(flapping, "flapping");
    Objects.requireNonNull(preflight, "preflight");
    Objects.requireNonNull(watchdog, "watchdog");
    Objects.requireNonNull(heartbeat, "heartbeat");
  }

  /**
   * What would keep people from being told, as far ahead as the plan says.
   *
   * @param further overrides that people made, beside those of the file
   */
  public List<Finding> findings(List<ScheduleOverride> further, Instant now) {
    return new Preflight(
            onCall.with(further),
            ReachingPriorities.of(routing, policies),
            channels.byName().keySet())
        .findings(now, preflight.horizon());
  }
}
