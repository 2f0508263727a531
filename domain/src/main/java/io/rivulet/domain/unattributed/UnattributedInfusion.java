package io.rivulet.domain.unattributed;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.watch.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pump that delivers and serves no session: what is left of the times it delivered when the times
 * it served are taken away. Each run that lasts longer than the grace is one alert. A function of
 * the deliveries and the bindings as they are known now: a binding recorded later takes an alert
 * back, one that is shortened later brings it.
 */
public final class UnattributedInfusion {
  private final UnattributedRules rules;

  /** By these rules. */
  public UnattributedInfusion(UnattributedRules rules) {
    this.rules = rules;
  }

  /**
   * The alerts about one pump.
   *
   * @param served the times through which it serves any session, in any order
   */
  public List<Alert> find(
      DeviceId device, Optional<String> site, Deliveries deliveries, List<Span> served) {
    About pump = About.device(device);
    About about = site.map(pump::at).orElse(pump);
    List<Alert> alerts = new ArrayList<>();
    for (Span run : Span.without(deliveries.times().blocks(), Span.union(served))) {
      if (Duration.between(run.from(), run.to()).compareTo(rules.grace()) > 0) {
        alerts.add(alert(about, run, deliveries));
      }
    }
    return alerts;
  }

  /**
   * Whether the latest delivery was for no session, so that the next sample, whatever it serves,
   * may show that a run lasted longer or is over.
   */
  public static boolean isOpen(Deliveries deliveries, List<Span> served) {
    List<Span> blocks = deliveries.times().blocks();
    if (blocks.isEmpty()) {
      return false;
    }
    Instant last = blocks.get(blocks.size() - 1).to();
    return served.stream().noneMatch(span -> !span.from().isAfter(last) && span.to().isAfter(last));
  }

  private Alert alert(About about, Span run, Deliveries deliveries) {
    Alert alert = Alert.begun(AlertCategory.UNATTRIBUTED_INFUSION, about, run.from());
    List<Span> blocks = deliveries.times().blocks();
    boolean latest = run.to().equals(blocks.get(blocks.size() - 1).to());
    boolean paused = run.to().plus(rules.pause()).isBefore(deliveries.latest());
    // How long it has lasted would be another number with every sample; what is exceeded is not.
    return latest && !paused
        ? alert.measuring(seconds(rules.grace()))
        : alert.measuring(seconds(Duration.between(run.from(), run.to()))).ended(run.to());
  }

  private Measured seconds(Duration lasted) {
    return Measured.of(lasted.toMillis() / 1e3, rules.grace().toMillis() / 1e3, "s");
  }

  /** Runs that ended before this are no longer known, and stay as they were stated. */
  public static Instant finalBefore(Deliveries deliveries) {
    return deliveries.times().since();
  }
}
