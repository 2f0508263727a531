package io.rivulet.simulator.replay;

import io.rivulet.domain.identity.SessionId;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.simulator.mqtt.DevicePublisher;
import io.rivulet.simulator.session.KafkaSessionSink;
import io.rivulet.simulator.session.SessionSink;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.simulator.trace.TraceReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends recorded traces through the whole pipeline and reports what the store says. Traces are
 * published one after another over the same connections; their sessions and devices are their own.
 */
public final class Replay {
  private static final long POLL_MILLIS = 250;
  private static final int PROGRESS_MESSAGES = 2_000;
  private static final int MISSING_SHOWN_MAX = 6;

  private final ReplayConfig config;
  private final ReplayWitness witness;
  private final InstantSource clock;
  private final Consumer<String> progress;
  private final List<TracePlan> plans;
  private final Map<SessionId, List<LimitsProfileRecord>> limits;
  private final Map<SessionId, List<SessionEventRecord>> opening = new HashMap<>();
  private final Map<SessionId, Long> startedNanos = new HashMap<>();

  private Replay(
      ReplayConfig config, ReplayWitness witness, InstantSource clock, Consumer<String> progress) {
    this.config = config;
    this.witness = witness;
    this.clock = clock;
    this.progress = progress;
    Instant now = clock.instant();
    this.plans = plans(config, now);
    this.limits = limits(config, plans);
    plans.forEach(
        plan ->
            opening.put(
                plan.session(),
                ReplaySession.opening(
                    plan,
                    limits.get(plan.session()).stream()
                        .map(LimitsProfileRecord::getProfile)
                        .findFirst(),
                    now)));
  }

  /**
   * Reads and checks traces and limits, as a replay does before it starts anything.
   *
   * @throws io.rivulet.simulator.trace.TraceFormatException where a trace cannot be read
   * @throws ReplayException where the limits cannot be read, or two traces are of one stay
   */
  public static void check(ReplayConfig config, InstantSource clock) {
    Instant now = clock.instant();
    limits(config, plans(config, now));
  }

  /**
   * Replays every trace and waits until the store has everything.
   *
   * @param witness what the store says
   * @param progress takes a line of text now and then
   * @return a report for each trace, in the order given
   * @throws io.rivulet.simulator.trace.TraceFormatException where a trace cannot be read; nothing
   *     was published
   * @throws ReplayException where the pipeline stops making progress, saying what is missing where
   * @throws io.rivulet.simulator.mqtt.PublishingException where devices cannot publish
   * @throws io.rivulet.simulator.session.SessionSinkException where sessions cannot be recorded
   */
  public static List<ReplayReport> run(
      ReplayConfig config, ReplayWitness witness, InstantSource clock, Consumer<String> progress)
      throws InterruptedException {
    return new Replay(config, witness, clock, progress).run();
  }

  private static List<TracePlan> plans(ReplayConfig config, Instant now) {
    List<TracePlan> plans = new ArrayList<>();
    Map<SessionId, Path> seen = new HashMap<>();
    for (Path path : config.traces()) {
      TracePlan plan = TracePlan.of(TraceReader.read(path), config.run(), now);
      Path other = seen.put(plan.session(), path);
      if (other != null) {
        throw new ReplayException(
            path
                + " and "
                + other
                + " are both of stay "
                + plan.subject()
                + "; replay them in two runs");
      }
      plans.add(plan);
    }
    return plans;
  }

  private static Map<SessionId, List<LimitsProfileRecord>> limits(
      ReplayConfig config, List<TracePlan> plans) {
    Instant from = plans.stream().map(TracePlan::first).min(Instant::compareTo).orElseThrow();
    Map<SessionId, List<LimitsProfileRecord>> limits = new HashMap<>();
    plans.forEach(
        plan -> limits.put(plan.session(), config.limits().profile(plan, config.run(), from)));
    return limits;
  }

  private List<ReplayReport> run() throws InterruptedException {
    Map<String, String> sessionByDevice = new HashMap<>();
    plans.forEach(
        plan ->
            plan.devices()
                .forEach(
                    device -> sessionByDevice.put(device.id().value(), plan.session().value())));
    Observed observed = new Observed(sessionByDevice);
    SerdeFactory serdes = new SerdeFactory(config.registryUrl());
    try (PipelineObserver observer = PipelineObserver.start(config, serdes, observed);
        SessionSink sessions = new KafkaSessionSink(config.kafka(), config.topicPrefix(), serdes)) {
      record(sessions);
      publish();
      Map<SessionId, ReplayReport> reports = await(observed, observer);
      for (TracePlan plan : plans) {
        int events = opening.get(plan.session()).size();
        sessions.events(ReplaySession.closing(plan, events, clock.instant()));
      }
      return plans.stream().map(plan -> reports.get(plan.session())).toList();
    }
  }

  private void record(SessionSink sessions) throws InterruptedException {
    List<LimitsProfileRecord> profiles =
        limits.values().stream().flatMap(List::stream).distinct().toList();
    for (LimitsProfileRecord profile : profiles) {
      sessions.profile(profile);
    }
    if (profiles.isEmpty()) {
      progress.accept("no limits given: pressures will be counted, not judged");
    }
    for (TracePlan plan : plans) {
      tellLeftOut(plan);
    }
    for (TracePlan plan : plans) {
      sessions.events(opening.get(plan.session()));
    }
  }

  private void tellLeftOut(TracePlan plan) {
    if (plan.alarmsLeftOut() > 0 && config.limits() instanceof ReplayLimits.OfTrace) {
      progress.accept(
          plan.trace()
              + ": left out "
              + plan.alarmsLeftOut()
              + " alarm limits, low at or above high");
    }
  }

  private void publish() throws InterruptedException {
    try (DevicePublisher publisher = DevicePublisher.connect(config.mqtt())) {
      for (TracePlan plan : plans) {
        startedNanos.put(plan.session(), System.nanoTime());
        progress.accept(
            plan.trace()
                + ": session "
                + plan.session()
                + ", "
                + plan.devices().size()
                + " devices, "
                + plan.messages().size()
                + " messages, "
                + plan.shift().days()
                + " days");
        publish(plan, publisher);
      }
      publisher.awaitAcknowledged(config.quiet());
      progress.accept("published " + publisher.acknowledged() + " messages");
    }
  }

  private void publish(TracePlan plan, DevicePublisher publisher) throws InterruptedException {
    int sent = 0;
    for (PlannedMessage message : plan.messages(config.order())) {
      publisher.publish(
          new DeviceMessage(
              plan.site(),
              message.device(),
              message.kind(),
              PayloadCodec.json(message.payload()),
              false));
      sent++;
      if (sent % PROGRESS_MESSAGES == 0) {
        progress.accept(plan.trace() + ": " + sent + " of " + plan.messages().size());
      }
    }
  }

  private Map<SessionId, ReplayReport> await(Observed observed, PipelineObserver observer)
      throws InterruptedException {
    List<TraceWatch> waiting = new ArrayList<>();
    for (TracePlan plan : plans) {
      long started = startedNanos.get(plan.session());
      waiting.add(
          new TraceWatch(
              plan,
              !limits.get(plan.session()).isEmpty(),
              observed,
              witness,
              config.settle(),
              started));
    }
    Map<SessionId, ReplayReport> reports = new HashMap<>();
    while (!waiting.isEmpty()) {
      observer.requireHealthy();
      long now = System.nanoTime();
      waiting.removeIf(watch -> isComplete(watch, now, reports));
      requireProgress(waiting, now);
      Thread.sleep(POLL_MILLIS);
    }
    return reports;
  }

  private boolean isComplete(
      TraceWatch watch, long nowNanos, Map<SessionId, ReplayReport> reports) {
    Optional<ReplayReport> report = watch.look(nowNanos);
    report.ifPresent(
        complete -> {
          reports.put(watch.plan().session(), complete);
          progress.accept(watch.plan().trace() + ": complete after " + complete.seconds() + " s");
        });
    return report.isPresent();
  }

  private void requireProgress(List<TraceWatch> waiting, long nowNanos) {
    boolean stalled =
        !waiting.isEmpty()
            && waiting.stream()
                .allMatch(watch -> nowNanos - watch.changedNanos() > config.quiet().toNanos());
    if (stalled) {
      TraceWatch first = waiting.get(0);
      List<String> missing = first.missing();
      int shown = Math.min(MISSING_SHOWN_MAX, missing.size());
      throw new ReplayException(
          first.plan().trace()
              + ": no progress for "
              + config.quiet()
              + "; missing: "
              + String.join("; ", missing.subList(0, shown))
              + (shown < missing.size() ? "; and " + (missing.size() - shown) + " more" : "")
              + (waiting.size() > 1 ? "; " + (waiting.size() - 1) + " more traces wait" : "")
              + ". Check that bridge, streams and sink run against the same servers.");
    }
  }
}
