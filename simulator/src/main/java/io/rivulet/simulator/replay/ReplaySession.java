package io.rivulet.simulator.replay;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.simulator.session.SessionEvents;
import io.rivulet.simulator.trace.TracePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The session events that go with a replayed trace. */
final class ReplaySession {
  private static final String RECORDED_BY = "replay";
  private static final Duration BINDING_MARGIN = Duration.ofDays(1);

  private ReplaySession() {}

  /**
   * What is recorded before the first message: the session, its weights, every device over the
   * whole trace and a day either side, and the limits where there are any.
   */
  static List<SessionEventRecord> opening(
      TracePlan plan, Optional<String> profile, Instant recorded) {
    SessionEvents events = new SessionEvents(plan.session(), RECORDED_BY, recorded, 1);
    events.add(SessionOpened.newBuilder().setSite(plan.site()).setSubject(plan.subject()).build());
    plan.weightsKg()
        .list()
        .forEach(
            weight ->
                events.add(
                    WeightRecorded.newBuilder()
                        .setFrom(weight.from())
                        .setWeightKg(weight.value())
                        .build()));
    profile.ifPresent(
        key ->
            events.add(LimitsAssigned.newBuilder().setProfile(key).setFrom(plan.first()).build()));
    plan.devices()
        .forEach(
            device ->
                events.add(
                    DeviceBound.newBuilder()
                        .setDevice(device.id().value())
                        .setFrom(plan.first().minus(BINDING_MARGIN))
                        .setTo(plan.last().plus(BINDING_MARGIN))
                        .build()));
    return events.list();
  }

  /** What is recorded once the store has everything: late samples are not to be cut off. */
  static List<SessionEventRecord> closing(TracePlan plan, int eventsBefore, Instant recorded) {
    return new SessionEvents(plan.session(), RECORDED_BY, recorded, eventsBefore + 1)
        .add(SessionClosed.newBuilder().setAt(plan.last().plusSeconds(1)).build())
        .list();
  }
}
