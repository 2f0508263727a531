package io.rivulet.alerting;

import io.rivulet.alerting.configuration.PlanChange;
import io.rivulet.alerting.configuration.PlanWatch;
import io.rivulet.alerting.desk.PlanView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The configuration as people see it. */
final class PlanViews {
  private PlanViews() {}

  static PlanView of(PlanWatch watch, Optional<Path> file, Instant now) {
    Optional<PlanChange.Refused> refused = watch.refused();
    return new PlanView(
        watch.plan().version(),
        watch.taken().at(),
        file.map(Path::toString).orElse("no file: everything goes to the log"),
        refused.map(PlanChange.Refused::at),
        refused.map(PlanChange.Refused::problems).orElse(List.of()),
        watch.plan().findings(List.of(), now).stream()
            .map(finding -> finding.subject() + " " + finding.message())
            .toList());
  }
}
