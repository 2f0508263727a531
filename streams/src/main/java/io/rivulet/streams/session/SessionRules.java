package io.rivulet.streams.session;

import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The rules of one session: its events and the samples attributed to it come in, what was delivered
 * and found goes out. No rule waits on stream time; the wall clock only looks for limits that
 * arrived and lets go of sessions that are long over.
 */
final class SessionRules
    extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  private static final Duration LIMITS_CHECK = Duration.ofSeconds(1);
  private static final Duration SETTLE_CHECK = Duration.ofMinutes(1);

  private final Duration latenessHorizon;
  private final String topicPrefix;
  private LimitsCatalogue limits;
  private KnownSessions sessions;
  private DoseKeeping doses;
  private PressureKeeping pressures;

  SessionRules(Duration latenessHorizon, String topicPrefix) {
    this.latenessHorizon = latenessHorizon;
    this.topicPrefix = topicPrefix;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    limits = new LimitsCatalogue(context.getStateStore(SessionStores.LIMITS));
    sessions = new KnownSessions(context.getStateStore(SessionStores.SESSIONS), limits);
    doses =
        new DoseKeeping(
            new Timeline<>(context.getStateStore(SessionStores.PUMP_TIMELINE)),
            context.getStateStore(SessionStores.DOSE_LEDGERS),
            DoseRules.DEFAULT);
    pressures =
        new PressureKeeping(
            new Timeline<>(context.getStateStore(SessionStores.PRESSURE_TIMELINE)),
            context.getStateStore(SessionStores.PRESSURE_MONITORS),
            new StatedExcursions(context.getStateStore(SessionStores.EXCURSIONS)),
            new StatedRejections(context.getStateStore(SessionStores.REJECTED), topicPrefix));
    context.schedule(LIMITS_CHECK, PunctuationType.WALL_CLOCK_TIME, this::lookForLimits);
    context.schedule(SETTLE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::settleOver);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    Emission out = (key, result) -> context().forward(record.withKey(key).withValue(result));
    if (record.value() instanceof SessionEventRecord event) {
      onEvent(event, out);
    } else if (record.value() instanceof SessionTelemetryRecord telemetry) {
      onSample(record.key(), telemetry, out);
    }
  }

  private void onEvent(SessionEventRecord event, Emission out) {
    String session = event.getSession();
    SessionPlan before = sessions.get(session).plan();
    if (sessions.add(event) && !sessions.get(session).settled()) {
      restate(session, before, out);
    }
  }

  private void onSample(String session, SessionTelemetryRecord telemetry, Emission out) {
    KnownSession known = sessions.get(session);
    if (known.settled()) {
      sessions.countLate(session);
    } else if (telemetry.getSample() instanceof PumpSampleRecord pump) {
      doses.take(session, pump, known, out);
    } else {
      pressures.take(session, (VitalsSampleRecord) telemetry.getSample(), known, out);
    }
  }

  private void restate(String session, SessionPlan before, Emission out) {
    KnownSession known = sessions.get(session);
    boolean dosesConcerned =
        !before.dose().equals(known.plan().dose())
            || !before.bindings().equals(known.plan().bindings());
    if (dosesConcerned) {
      doses.recount(session, known, out);
    }
    pressures.evaluate(session, known, out);
  }

  private void lookForLimits(long wallClockMillis) {
    if (limits.refresh()) {
      sessions.forgetPlans();
      Emission out = emissionAt(wallClockMillis);
      sessions.live().forEach(session -> pressures.evaluate(session, sessions.get(session), out));
    }
  }

  private void settleOver(long wallClockMillis) {
    for (String session : sessions.over(Instant.ofEpochMilli(wallClockMillis), latenessHorizon)) {
      sessions.settle(session);
      doses.settle(session);
      pressures.settle(session);
    }
  }

  private Emission emissionAt(long wallClockMillis) {
    return (key, result) -> context().forward(new Record<>(key, result, wallClockMillis));
  }
}
