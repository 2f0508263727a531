package io.rivulet.simulator.trace;

import io.rivulet.domain.identity.SessionId;
import java.util.Objects;

/**
 * What is made of a trace goes by these names.
 *
 * @param site the clinic its devices are of
 * @param subject a pseudonym of the person
 * @param session the session it becomes
 * @param devicePrefix what the names of its devices begin with; no other plan's do
 */
public record PlanNames(String site, String subject, SessionId session, String devicePrefix) {
  /** Refuses missing names. */
  public PlanNames {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(devicePrefix, "devicePrefix");
  }

  /** Those of a replay, which no other replay shares. */
  static PlanNames ofReplay(Trace trace, RunId run) {
    return new PlanNames(
        TracePlan.SITE,
        "stay-" + trace.stay(),
        new SessionId("replay-" + trace.stay() + "-" + run),
        run + "-" + trace.stay() + "-");
  }
}
