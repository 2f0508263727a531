package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpSetting;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is found about one pump by itself: the alarms it raises, passed through, and a weight typed
 * into it that is not the session's. What goes and comes back within the hold time is one run.
 */
public final class PumpConditions {
  private final PumpHistory history;
  private final Versions<DoseLimitsVersion> limits;

  /**
   * What there is to go by.
   *
   * @param history of the pump in the session
   * @param limits through time; none is as good as {@link DoseLimitsVersion#DEFAULT}
   */
  public PumpConditions(PumpHistory history, Versions<DoseLimitsVersion> limits) {
    this.history = history;
    this.limits = limits.isEmpty() ? DoseLimitsVersion.DEFAULT : limits;
  }

  /** The runs of each alarm that the pump raised. */
  public Map<PumpAlarm, List<ConditionRun>> alarms() {
    Map<PumpAlarm, List<ConditionRun>> runs = new EnumMap<>(PumpAlarm.class);
    for (PumpAlarm alarm : PumpAlarm.values()) {
      if (history.settings().stream().anyMatch(setting -> setting.alarms().contains(alarm))) {
        runs.put(
            alarm,
            sweep()
                .runs(
                    time ->
                        inForce(time).alarms().contains(alarm)
                            ? Optional.of(ConditionRun.from(time))
                            : Optional.empty(),
                    hold()));
      }
    }
    return runs;
  }

  /**
   * The runs over which the typed weight differed from the session's by more than is tolerated;
   * measured is the typed one, the limit is the session's, kg.
   */
  public List<ConditionRun> weightMismatches(Versions<Double> weightsKg) {
    if (history.settings().stream().allMatch(s -> s.programmedWeightKg().isEmpty())
        || weightsKg.isEmpty()) {
      return List.of();
    }
    return sweep()
        .at(weightsKg)
        .at(limits)
        .runs(time -> weightMismatch(time, weightsKg.asOf(time).orElseThrow()), hold());
  }

  private Optional<ConditionRun> weightMismatch(Instant time, double sessionKg) {
    PumpSetting setting = inForce(time);
    if (setting.programmedWeightKg().isEmpty()) {
      return Optional.empty();
    }
    double typedKg = setting.programmedWeightKg().getAsDouble();
    double tolerated = limitsAt(time).weightTolerance() * sessionKg;
    return Math.abs(typedKg - sessionKg) > tolerated
        ? Optional.of(ConditionRun.from(time, typedKg, sessionKg))
        : Optional.empty();
  }

  private Sweep sweep() {
    Instant latest = history.latest().orElseThrow().origin().time();
    Sweep sweep = new Sweep(history.settingsSince().orElseThrow(), latest);
    history.settings().forEach(setting -> sweep.at(setting.from()));
    return sweep;
  }

  private PumpSetting inForce(Instant time) {
    return history.settingAt(time).orElseThrow();
  }

  private DoseLimits limitsAt(Instant time) {
    return limits.asOf(time).orElseThrow().limits();
  }

  private Duration hold() {
    return limitsAt(history.latest().orElseThrow().origin().time()).flapHold();
  }
}
