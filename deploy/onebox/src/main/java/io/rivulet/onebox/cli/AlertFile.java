package io.rivulet.onebox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.alerting.clerk.Explaining;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.AlertingPlanReader;
import io.rivulet.alerting.configuration.PlanFile;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.http.DeskJson;
import io.rivulet.alerting.routing.Inhibited;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.yaml.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** An alerting file, read without a server. */
final class AlertFile {
  private AlertFile() {}

  /** Reads it as if it were about to hold. */
  static AlertingPlan read(Path file, Instant now)
      throws IOException, InvalidConfigurationException {
    return AlertingPlanReader.read(PlanFile.read(file), now);
  }

  /** Where a sample would go by the file: as the API says it, without silences and overrides. */
  static JsonNode explain(Path file, Body question, Instant now)
      throws IOException, InvalidConfigurationException {
    AlertingPlan plan = read(file, now);
    Suppressions windows = new Suppressions(List.of(), plan.windows(), Inhibited.NONE);
    return DeskJson.object(
        new Explaining(plan, plan.onCall(), windows)
            .explain(
                new SampleAlert(question.textsByName("labels")),
                question.findTime("at").orElse(now)));
  }
}
