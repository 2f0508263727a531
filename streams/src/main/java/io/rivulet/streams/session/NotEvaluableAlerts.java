package io.rivulet.streams.session;

import io.rivulet.domain.alert.About;
import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.alert.AlertCategory;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.NotEvaluable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The infusion runs, and limits relative to a baseline cannot be judged: somebody who set them
 * relies on them. Before the infusion that is nothing to act on, and the tally says it.
 */
final class NotEvaluableAlerts {
  static final String RULE = "limits";

  private NotEvaluableAlerts() {}

  static List<Alert> of(String session, Optional<String> site, List<VitalCourse> courses) {
    List<Alert> alerts = new ArrayList<>();
    for (VitalCourse course : courses) {
      for (Measurement measurement : course.standing().vitals().keySet()) {
        boolean lacking =
            course
                .rule()
                .notEvaluable(course.standing(), measurement)
                .filter(why -> why.reason() == NotEvaluable.Reason.NO_BASELINE)
                .isPresent();
        if (lacking) {
          course
              .rule()
              .infusion()
              .map(
                  start ->
                      Alert.begun(
                          AlertCategory.LIMITS_NOT_EVALUABLE,
                          about(session, site, measurement),
                          start))
              .ifPresent(alerts::add);
        }
      }
    }
    return alerts;
  }

  /** A pressure as a whole, or one quantity of the monitor. */
  private static About about(String session, Optional<String> site, Measurement measurement) {
    return new About(
        Optional.of(new SessionId(session)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(measurement.source().name()),
        measurement.isPressure()
            ? Optional.empty()
            : Optional.of(measurement.signs().get(0).code()),
        Optional.empty(),
        site);
  }
}
