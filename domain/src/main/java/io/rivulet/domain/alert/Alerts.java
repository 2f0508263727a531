package io.rivulet.domain.alert;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpAlarm;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.Severity;
import java.time.Instant;
import java.util.Optional;

/** The alerts that findings lead to. */
public final class Alerts {
  private Alerts() {}

  /** An excursion as an alert: critical is high priority, warning medium. */
  public static Alert of(Excursion excursion) {
    About about =
        About.session(excursion.session())
            .ofVital(
                excursion.measurement().source().name(),
                excursion.comparison().sign().code(),
                excursion.comparison().direction().code());
    return Alert.begun(category(excursion.measurement()), about, excursion.start())
        .of(priority(excursion.severity()))
        .measuring(
            Measured.of(
                    excursion.peak(),
                    excursion.limit().value(),
                    excursion.comparison().sign().ucum())
                .by(excursion.profile(), excursion.profileVersion()))
        .endedIf(excursion.end());
  }

  /** The same at a clinic, where it is known. */
  public static Alert of(Excursion excursion, Optional<String> site) {
    Alert alert = of(excursion);
    return site.map(clinic -> alert.at(clinic)).orElse(alert);
  }

  /** The category of an excursion of a measurement. */
  public static AlertCategory category(Measurement measurement) {
    return switch (measurement) {
      case NIBP, ART -> AlertCategory.PRESSURE_EXCURSION;
      case HEART_RATE -> AlertCategory.HEART_RATE_EXCURSION;
      case SPO2 -> AlertCategory.SPO2_EXCURSION;
      case RESPIRATORY_RATE -> AlertCategory.RESPIRATORY_RATE_EXCURSION;
      case ETCO2 -> AlertCategory.ETCO2_EXCURSION;
    };
  }

  /** Critical is high, warning is medium. */
  public static AlertPriority priority(Severity severity) {
    return switch (severity) {
      case CRITICAL -> AlertPriority.HIGH;
      case WARNING -> AlertPriority.MEDIUM;
    };
  }

  /** The category under which an alarm of a pump is passed through. */
  public static AlertCategory category(PumpAlarm alarm) {
    return switch (alarm) {
      case OCCLUSION -> AlertCategory.PUMP_OCCLUSION;
      case AIR_IN_LINE -> AlertCategory.PUMP_AIR_IN_LINE;
      case NEAR_END -> AlertCategory.PUMP_NEAR_END;
      case END -> AlertCategory.PUMP_END;
      case BATTERY -> AlertCategory.PUMP_BATTERY;
      case DOOR -> AlertCategory.PUMP_DOOR;
      case OTHER -> AlertCategory.PUMP_OTHER;
    };
  }

  /**
   * The counter of a pump against its rate x time; over, when they agree again, since a time that
   * the account does not keep.
   *
   * @param present whether they disagree now
   * @param first time of the pump's first sample in the session, which is when the account began
   */
  public static Alert doseMismatch(
      SessionId session, DeviceId device, DrugAccount account, boolean present, Instant first) {
    Alert alert =
        Alert.begun(AlertCategory.DOSE_MISMATCH, About.session(session).ofDevice(device), first)
            .measuring(
                Measured.of(
                    millilitres(account.checkedCounterNanolitres()),
                    millilitres(account.checkedRateNanolitres()),
                    "mL"));
    return present ? alert : alert.over();
  }

  private static double millilitres(long nanolitres) {
    return nanolitres / (double) PumpSample.NANOLITRES_PER_ML;
  }
}
