package io.rivulet.streams.session;

import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.watch.SessionWatch;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.TopologyConfig;
import io.rivulet.streams.alert.StatedAlerts;
import io.rivulet.streams.live.EarlyCommit;
import io.rivulet.streams.live.LiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The rules of one session: its events and the samples attributed to it come in, what was delivered
 * and found goes out. Keepers do the work, each about one thing; this hands them what happens. No
 * rule waits on stream time; the wall clock states what may wait, looks for limits that arrived,
 * and lets go of sessions that are long over.
 */
final class SessionRules
    extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SETTLE_CHECK = Duration.ofMinutes(1);

  /** What comes every few minutes is held through a session of a day, whatever the horizon. */
  private static final int HELD_AT_LEAST = 512;

  /** A device that sends ten times a second is held for more than an hour. */
  private static final int HELD_AT_MOST = 50_000;

  private final TopologyConfig config;
  private LimitsCatalogue limits;
  private KnownSessions sessions;
  private List<Keeper> keepers;
  private EarlyCommit early;
  private boolean begun;

  SessionRules(TopologyConfig config) {
    this.config = config;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    early = new EarlyCommit(context, config.urgentCommit());
    limits = new LimitsCatalogue(context.getStateStore(SessionStores.LIMITS));
    sessions =
        new KnownSessions(context.getStateStore(SessionStores.SESSIONS), limits, config.liveMax());
    Horizon horizon = new Horizon(config.latenessHorizon(), HELD_AT_LEAST, HELD_AT_MOST);
    StatedAlerts alerts = new StatedAlerts(context.getStateStore(SessionStores.ALERTS));
    PumpCourses pumps =
        new PumpCourses(
            context.getStateStore(SessionStores.PUMPS),
            sessions,
            horizon,
            DoseRules.DEFAULT,
            config.liveMax());
    List<Keeper> all = new ArrayList<>();
    all.add(new DoseKeeping(pumps, DoseRules.DEFAULT));
    all.add(
        new DoseTotalKeeping(
            pumps, context.getStateStore(SessionStores.TOTALS), alerts, DoseRules.DEFAULT));
    all.add(vitals(context, horizon, pumps, alerts));
    LiveStore<SessionWatch> watches = context.getStateStore(SessionStores.WATCHES);
    config.watch().ifPresent(rules -> all.add(new WatchKeeping(watches, alerts, rules)));
    keepers = List.copyOf(all);
    context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, this::beat);
    context.schedule(SECOND, PunctuationType.WALL_CLOCK_TIME, this::second);
    context.schedule(SETTLE_CHECK, PunctuationType.WALL_CLOCK_TIME, this::settleOver);
  }

  private Keeper vitals(
      ProcessorContext<String, SpecificRecord> context,
      Horizon horizon,
      PumpCourses pumps,
      StatedAlerts alerts) {
    return new VitalKeeping(
        new VitalCourses(context.getStateStore(SessionStores.VITALS), sessions, pumps, horizon),
        new StatedExcursions(
            context.getStateStore(SessionStores.EXCURSIONS),
            session -> sessions.get(session).site()),
        new StatedRejections(context.getStateStore(SessionStores.REJECTED), config.topicPrefix()),
        alerts);
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    Emission out =
        (key, result) -> {
          context().forward(record.withKey(key).withValue(result));
          hurry(result, record.timestamp());
        };
    if (record.value() instanceof SessionEventRecord event) {
      requireKey(event.getSession(), record.key());
      onEvent(event, out);
    } else if (record.value() instanceof SessionTelemetryRecord telemetry) {
      onSample(record.key(), (SpecificRecord) telemetry.getSample(), out);
    }
    early.ask();
  }

  private static void requireKey(String session, String key) {
    if (!session.equals(key)) {
      throw new IllegalArgumentException(
          "an event of session " + session + " has the key " + key + ", not its session");
    }
  }

  private void onEvent(SessionEventRecord event, Emission out) {
    String session = event.getSession();
    KnownSession before = sessions.get(session);
    if (sessions.add(event)) {
      KnownSession now = sessions.get(session);
      if (!now.settled()) {
        keepers.forEach(keeper -> keeper.onPlan(session, before, now, out));
      }
    }
  }

  private void onSample(String session, SpecificRecord sample, Emission out) {
    KnownSession known = sessions.get(session);
    if (!known.settled()) {
      for (Keeper keeper : keepers) {
        keeper.onSample(session, sample, known, out);
      }
    } else if (sample instanceof PumpSampleRecord pump) {
      sessions.countLate(session);
      out.emit(session, LateSamples.of(session, pump, Optional.empty()));
    } else if (sample instanceof VitalsSampleRecord vitals) {
      sessions.countLate(session);
      out.emit(session, LateSamples.of(session, vitals, Optional.empty()));
    }
  }

  private void beat(long wallClockMillis) {
    if (!begun) {
      keepers.forEach(Keeper::begin);
      begun = true;
    }
    Instant now = Instant.ofEpochMilli(wallClockMillis);
    Emission out = emissionAt(wallClockMillis);
    keepers.forEach(keeper -> Guarded.run("a beat", () -> keeper.onBeat(now, sessions, out)));
  }

  private void second(long wallClockMillis) {
    Emission out = emissionAt(wallClockMillis);
    if (limits.refresh()) {
      onLimits(out);
    }
    Instant now = Instant.ofEpochMilli(wallClockMillis);
    keepers.forEach(
        keeper -> Guarded.run("a second", () -> keeper.everySecond(now, sessions, out)));
  }

  private void onLimits(Emission out) {
    sessions.forgetPlans();
    for (String session : sessions.live()) {
      Guarded.run(
          "judging session " + session + " by changed limits",
          () -> {
            KnownSession now = sessions.get(session);
            keepers.forEach(keeper -> keeper.onLimits(session, now, out));
          });
    }
  }

  private void settleOver(long wallClockMillis) {
    Instant now = Instant.ofEpochMilli(wallClockMillis);
    beat(wallClockMillis);
    second(wallClockMillis);
    Emission out = emissionAt(wallClockMillis);
    keepers.forEach(
        keeper -> Guarded.run("what waits to be stated", () -> keeper.stateAll(sessions, out)));
    for (String session : sessions.over(now, config.latenessHorizon())) {
      keepers.forEach(
          keeper -> Guarded.run("settling session " + session, () -> keeper.settle(session)));
      sessions.settle(session);
    }
  }

  private Emission emissionAt(long wallClockMillis) {
    return (key, result) -> {
      context().forward(new Record<>(key, result, wallClockMillis));
      hurry(result, wallClockMillis);
    };
  }

  /** Somebody is told of an alert when it is committed. */
  private void hurry(SpecificRecord result, long recordMillis) {
    if (result instanceof AlertRecord) {
      early.urgent(recordMillis);
    }
  }
}
