package io.rivulet.alerting.incident;

import io.rivulet.alerting.lifecycle.AlertCase;
import java.time.Instant;
import java.util.Collection;

/**
 * Decides what is told of an incident. It compares what should be told by now with what was, so it
 * may be asked at any time and as often as one likes, by any instance, after any crash: the answer
 * depends on the incident, its alerts and the time alone, and asked again it has nothing to add.
 */
public final class IncidentRule {
  private IncidentRule() {}

  /**
   * What is to be done now.
   *
   * @param incident as it was left by the last decision
   * @param alerts every alert that takes part in it, whatever its state
   * @param context what holds now
   * @param now not before the last decision's
   */
  public static IncidentStep decide(
      Incident incident, Collection<AlertCase> alerts, IncidentContext context, Instant now) {
    throw new UnsupportedOperationException();
  }
}
