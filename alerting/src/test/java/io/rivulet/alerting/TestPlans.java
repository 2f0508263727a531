package io.rivulet.alerting;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.AlertingPlanReader;
import io.rivulet.runtime.yaml.InvalidConfigurationException;

/** Plans for tests. */
public final class TestPlans {
  /** Everything goes to the log at once; after five minutes again, as the last resort. */
  public static final String SIMPLE =
      """
      channels:
        room:
          type: log
        desk:
          type: log
      policies:
        all:
          steps:
            - targets: [{channel: room}]
            - {after: PT1M, targets: [{channel: desk}]}
          every: PT5M
          lastResort: [{channel: room}]
      routes:
        policy: all
      """;

  private TestPlans() {}

  /** A plan from its text. */
  public static AlertingPlan of(String text) {
    try {
      return AlertingPlanReader.read(text);
    } catch (InvalidConfigurationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
