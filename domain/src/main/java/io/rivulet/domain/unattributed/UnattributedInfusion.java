package io.rivulet.domain.unattributed;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.course.Rule;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.reading.PumpState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A pump that delivers and serves no session: its samples that no binding covers, in order. A
 * sample shows delivery when the pump runs or gives a bolus at a rate above 0, or when its counter
 * rose since a sample not long before. Keeping the vein open alone is none.
 */
public final class UnattributedInfusion implements Rule<PumpSample, InfusionRuns> {
  private final UnattributedRules rules;

  /** By these rules. */
  public UnattributedInfusion(UnattributedRules rules) {
    this.rules = rules;
  }

  @Override
  public InfusionRuns start() {
    return InfusionRuns.NONE;
  }

  @Override
  public InfusionRuns step(InfusionRuns state, PumpSample sample) {
    Instant time = sample.origin().time();
    List<InfusionRun> over = new ArrayList<>(state.over());
    Optional<InfusionRun> open = state.open();
    if (open.isPresent() && apart(open.get().last(), time)) {
      open.filter(run -> run.longerThan(rules.grace())).ifPresent(over::add);
      open = Optional.empty();
    }
    if (delivers(state, sample)) {
      open =
          Optional.of(
              open.orElseGet(() -> new InfusionRun(time, time, OptionalDouble.empty()))
                  .with(time, sample.rateMlPerHour()));
    }
    return new InfusionRuns(over, open, Optional.of(time), sample.deliveredNanolitres());
  }

  private boolean apart(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(rules.pause()) > 0;
  }

  private boolean delivers(InfusionRuns state, PumpSample sample) {
    boolean runs = sample.state() == PumpState.RUN || sample.state() == PumpState.BOLUS;
    if (runs && sample.rateMlPerHour().orElse(0) > 0) {
      return true;
    }
    // Over a longer time the counter may have moved for a session that the pump served meanwhile;
    // what keeps the vein open moves it too.
    return sample.state() != PumpState.KVO
        && state.latestNanolitres().isPresent()
        && sample.deliveredNanolitres().isPresent()
        && sample.deliveredNanolitres().getAsLong() > state.latestNanolitres().getAsLong()
        && !apart(state.latestTime().orElseThrow(), sample.origin().time());
  }

  @Override
  public InfusionRuns forget(InfusionRuns state, Instant before) {
    return new InfusionRuns(
        state.over().stream().filter(run -> !run.last().isBefore(before)).toList(),
        state.open(),
        state.latestTime(),
        state.latestNanolitres());
  }

  /** The alerts: one for each run that lasts longer than the grace. */
  public List<Alert> alerts(DeviceId device, Optional<String> site, InfusionRuns state) {
    About pump = About.device(device);
    About about = site.map(pump::at).orElse(pump);
    List<Alert> alerts = new ArrayList<>();
    state.over().forEach(run -> alerts.add(alert(about, run).ended(run.last())));
    state
        .open()
        .filter(run -> run.longerThan(rules.grace()))
        .ifPresent(run -> alerts.add(alert(about, run)));
    return alerts;
  }

  private static Alert alert(About about, InfusionRun run) {
    Alert alert = Alert.begun(AlertCategory.UNATTRIBUTED_INFUSION, about, run.start());
    return run.peakMlPerHour().isPresent()
        ? alert.measuring(Measured.of(run.peakMlPerHour().getAsDouble(), "mL/h"))
        : alert;
  }
}
