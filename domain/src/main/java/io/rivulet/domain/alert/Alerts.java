package io.rivulet.domain.alert;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.pressure.Excursion;
import io.rivulet.domain.pressure.Severity;
import io.rivulet.domain.reading.PumpSample;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The alerts that findings lead to. */
public final class Alerts {
  private Alerts() {}

  /** An excursion as an alert: critical is high priority, warning medium. */
  public static Alert of(Excursion excursion) {
    return new Alert(
        StableId.of(Alert.Category.PRESSURE_EXCURSION.name(), excursion.id()),
        Alert.Category.PRESSURE_EXCURSION,
        excursion.severity() == Severity.CRITICAL ? Alert.Priority.HIGH : Alert.Priority.MEDIUM,
        excursion.end().isEmpty(),
        excursion.start(),
        excursion.end(),
        String.format(
            Locale.ROOT,
            "%s %s %s %s: peak %.0f mmHg in %d readings, limits %s version %d",
            excursion.source(),
            excursion.comparison().component().code(),
            excursion.comparison().direction().code(),
            excursion.severity().code(),
            excursion.peakMmHg(),
            excursion.readings(),
            excursion.profile(),
            excursion.profileVersion()));
  }

  /**
   * The counter of a pump against its rate x time.
   *
   * @param present whether they disagree now
   * @param first time of the pump's first sample in the session, which is when the account began
   */
  public static Alert doseMismatch(
      SessionId session, DeviceId device, DrugAccount account, boolean present, Instant first) {
    return new Alert(
        StableId.of(Alert.Category.DOSE_MISMATCH.name(), session.value(), device.value()),
        Alert.Category.DOSE_MISMATCH,
        Alert.Priority.LOW,
        present,
        first,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "pump %s counted %.1f mL where rate x time gives %.1f mL",
            device,
            account.checkedCounterNanolitres() / (double) PumpSample.NANOLITRES_PER_ML,
            account.checkedRateNanolitres() / (double) PumpSample.NANOLITRES_PER_ML));
  }
}
