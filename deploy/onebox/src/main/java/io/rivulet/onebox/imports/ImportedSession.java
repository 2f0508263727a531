package io.rivulet.onebox.imports;

import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.LimitsAssigned;
import io.rivulet.schemas.record.SessionClosed;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionOpened;
import io.rivulet.schemas.record.WeightRecorded;
import io.rivulet.simulator.session.SessionEvents;
import io.rivulet.simulator.trace.TracePlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The session events that go with an imported recording. */
final class ImportedSession {
  /** What marks an event as one of an import. */
  static final String RECORDED_BY = "rivulet import";

  private ImportedSession() {}

  /**
   * The session, its weights, its limits where there are any, and every device from the first
   * sample to a second after the last: the bindings are over, so nobody waits to receive more.
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
        name ->
            events.add(LimitsAssigned.newBuilder().setProfile(name).setFrom(plan.first()).build()));
    plan.devices()
        .forEach(
            device ->
                events.add(
                    DeviceBound.newBuilder()
                        .setDevice(device.id().value())
                        .setFrom(plan.first())
                        .setTo(end(plan))
                        .build()));
    return events.list();
  }

  /** What is recorded once everything has landed. */
  static List<SessionEventRecord> closing(TracePlan plan, int eventsBefore, Instant recorded) {
    return new SessionEvents(plan.session(), RECORDED_BY, recorded, eventsBefore + 1)
        .add(SessionClosed.newBuilder().setAt(end(plan)).build())
        .list();
  }

  private static Instant end(TracePlan plan) {
    return plan.last().plusSeconds(1);
  }
}
