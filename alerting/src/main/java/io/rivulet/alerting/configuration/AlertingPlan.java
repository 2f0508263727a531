package io.rivulet.alerting.configuration;

import io.rivulet.alerting.oncall.EscalationPolicy;
import io.rivulet.alerting.oncall.OnCall;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the alerting file says, checked as a whole: what refers to something refers to
 * something that is there.
 *
 * @param version SHA-256 of the file's text, in hexadecimal
 * @param onCall people, schedules and the overrides written in the file
 * @param policies by key
 * @param preflight what is done about findings of the preflight
 */
public record AlertingPlan(
    String version,
    OnCall onCall,
    Map<String, EscalationPolicy> policies,
    PreflightRules preflight) {
  /** Refuses missing parts. */
  public AlertingPlan {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(onCall, "onCall");
    Objects.requireNonNull(preflight, "preflight");
    policies = Map.copyOf(policies);
  }
}
