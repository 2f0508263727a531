package io.rivulet.domain.delivery;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.alert.Measured;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.dose.DrugName;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.version.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The alerts that a session's doses and pumps lead to, under the limits that hold now. */
public final class DoseAlerts {
  private final About about;
  private final Versions<DoseLimitsVersion> limits;

  /**
   * The alerts of a session.
   *
   * @param session whose
   * @param site the clinic, where it is known
   * @param limits through time; none is as good as {@link DoseLimitsVersion#DEFAULT}
   */
  public DoseAlerts(SessionId session, Optional<String> site, Versions<DoseLimitsVersion> limits) {
    About anywhere = About.session(session);
    this.about = site.map(anywhere::at).orElse(anywhere);
    this.limits = limits.isEmpty() ? DoseLimitsVersion.DEFAULT : limits;
  }

  /**
   * About one drug: more than planned, more than the ceiling, faster than the ceiling.
   *
   * @param drug its name
   * @param course how the session had it
   * @param planned of this drug, through time
   */
  public List<Alert> ofDrug(String drug, DrugCourse course, Versions<PlannedDose> planned) {
    About ofDrug = about.ofDrug(DrugName.key(drug));
    DoseConditions conditions = new DoseConditions(drug, course, limits);
    String perKg = course.unit().map(unit -> unit.ucum() + "/kg").orElse("1/kg");
    List<Alert> alerts = new ArrayList<>();
    conditions
        .abovePlan(planned)
        .ifPresent(run -> alerts.add(alert(AlertCategory.DOSE_ABOVE_PLAN, ofDrug, run, perKg)));
    conditions
        .aboveCeiling()
        .ifPresent(run -> alerts.add(alert(AlertCategory.DOSE_ABOVE_CEILING, ofDrug, run, perKg)));
    for (ConditionRun run : conditions.ratesAboveCeiling()) {
      alerts.add(alert(AlertCategory.RATE_ABOVE_CEILING, ofDrug, run, perKg + "/h"));
    }
    return alerts;
  }

  /**
   * About one pump: its alarms, and the weight typed into it.
   *
   * @param weightsKg of the session, through time
   */
  public List<Alert> ofPump(DeviceId device, PumpHistory history, Versions<Double> weightsKg) {
    if (history.latest().isEmpty()) {
      return List.of();
    }
    About ofDevice = about.ofDevice(device);
    PumpConditions conditions = new PumpConditions(history, limits);
    List<Alert> alerts = new ArrayList<>();
    conditions
        .alarms()
        .forEach(
            (alarm, runs) ->
                runs.forEach(run -> alerts.add(begun(Alerts.category(alarm), ofDevice, run))));
    for (ConditionRun run : conditions.weightMismatches(weightsKg)) {
      alerts.add(alert(AlertCategory.WEIGHT_MISMATCH, ofDevice, run, "kg"));
    }
    return alerts;
  }

  private Alert alert(AlertCategory category, About what, ConditionRun run, String unit) {
    Measured measured = Measured.of(run.peak().orElseThrow(), run.limit().orElseThrow(), unit);
    DoseLimitsVersion version = limits.asOf(run.start()).orElseThrow();
    Optional<String> profile = version.profile();
    return begun(category, what, run)
        .measuring(profile.isPresent() ? measured.by(profile.get(), version.version()) : measured);
  }

  private static Alert begun(AlertCategory category, About what, ConditionRun run) {
    return Alert.begun(category, what, run.start()).flapping(run.flaps()).endedIf(run.end());
  }
}
