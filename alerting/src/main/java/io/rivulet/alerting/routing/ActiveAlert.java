package io.rivulet.alerting.routing;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * An alert as far as it may hide others or be hidden.
 *
 * @param id the alert's
 * @param labels the alert's
 * @param start when the condition began
 * @param present whether the condition is there: one that is over, latched or not, hides nothing
 */
public record ActiveAlert(String id, Labels labels, Instant start, boolean present) {
  /** Worst first, then earliest, then by id: nothing comes twice. */
  static final Comparator<ActiveAlert> BY_RANK =
      Comparator.comparing((ActiveAlert alert) -> alert.labels().priority())
          .thenComparing(ActiveAlert::start)
          .thenComparing(ActiveAlert::id);

  /** Refuses missing parts. */
  public ActiveAlert {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(start, "start");
  }

  /** Of a case. */
  public static ActiveAlert of(AlertCase alert, List<CareUnit> units) {
    Labels labels = Labels.of(alert.statement(), CareUnit.of(units, alert.statement().subject()));
    return new ActiveAlert(
        alert.id(), labels, alert.statement().start(), alert.statement().present());
  }
}
