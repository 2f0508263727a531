package io.rivulet.onebox.imports;

import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.Settings;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.serde.SerdeFactory;
import io.rivulet.simulator.replay.ReplayLimits;
import io.rivulet.simulator.replay.ReplayWitness;
import io.rivulet.simulator.session.KafkaSessionSink;
import io.rivulet.simulator.session.SessionSink;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.ReplayOrder;
import io.rivulet.simulator.trace.TracePlan;
import io.rivulet.store.imports.ImportEntry;
import io.rivulet.store.imports.ImportLedger;
import io.rivulet.store.imports.ImportedRollUps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings recordings to the topics that devices' samples go to, and waits until the store has them.
 * What becomes of them there is what becomes of everything: attribution, rules, landing. A file is
 * imported once, whatever it is called; one that was broken off is completed.
 */
public final class Import {
  private static final Duration QUIET = Duration.ofSeconds(120);
  private static final Duration SETTLE = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 250;
  private static final int PROGRESS_SAMPLES = 20_000;

  private final Settings settings;
  private final ImportLedger ledger;
  private final ImportedRollUps rollUps;
  private final ReplayWitness witness;
  private final InstantSource clock;
  private final Consumer<String> progress;

  /**
   * Through these servers.
   *
   * @param ledger what was imported before
   * @param rollUps takes the span of a recording into the roll-ups
   * @param witness what the store says
   * @param progress takes a line of text now and then
   */
  public Import(
      Settings settings,
      ImportLedger ledger,
      ImportedRollUps rollUps,
      ReplayWitness witness,
      InstantSource clock,
      Consumer<String> progress) {
    this.settings = settings;
    this.ledger = ledger;
    this.rollUps = rollUps;
    this.witness = witness;
    this.clock = clock;
    this.progress = progress;
  }

  /** What was imported of this session before; empty where nothing was. */
  public Optional<ImportEntry> before(Recording recording) {
    return ledger.find(recording.plan().session().value());
  }

  /**
   * Imports a recording.
   *
   * @param limits what its session is judged by
   * @return how it is noted; that of the earlier import where it was imported before
   * @throws ImportException where Kafka does not take it, the store makes no progress, or it was
   *     begun with another shift or site
   */
  public ImportEntry run(Recording recording, ReplayLimits limits) throws InterruptedException {
    TracePlan plan = recording.plan();
    Optional<ImportEntry> before = before(recording);
    if (before.flatMap(ImportEntry::finished).isPresent()) {
      progress.accept(
          plan.trace() + ": imported before, at " + before.get().finished().orElseThrow());
      return before.get();
    }
    before.ifPresent(begun -> requireSame(begun, plan));
    ledger.begin(entry(recording, clock.instant()));
    SerdeFactory serdes = new SerdeFactory(settings.find(Catalogue.SCHEMA_REGISTRY_URL));
    String prefix = settings.get(Catalogue.TOPIC_PREFIX);
    try (SessionSink sessions = new KafkaSessionSink(settings.kafka(), prefix, serdes);
        SampleSender samples = new SampleSender(settings.kafka(), prefix, serdes)) {
      int events = open(recording, limits, sessions);
      send(plan, samples);
      await(plan);
      sessions.events(ImportedSession.closing(plan, events, clock.instant()));
    }
    int refreshed = rollUps.refresh(plan.first(), plan.last());
    if (refreshed > 0) {
      progress.accept(plan.trace() + ": refreshed " + refreshed + " roll-ups over its span");
    }
    ledger.finish(plan.session().value(), clock.instant());
    return before(recording).orElseThrow();
  }

  private static void requireSame(ImportEntry begun, TracePlan plan) {
    if (begun.shiftDays() != plan.shift().days() || !begun.site().equals(plan.site())) {
      throw new ImportException(
          plan.trace()
              + " was begun with --shift "
              + begun.shiftDays()
              + " --site "
              + begun.site()
              + " and broken off; complete it with the same");
    }
  }

  private static ImportEntry entry(Recording recording, Instant now) {
    TracePlan plan = recording.plan();
    return new ImportEntry(
        plan.session().value(),
        recording.kind(),
        plan.trace(),
        recording.sha256(),
        plan.site(),
        Math.toIntExact(plan.shift().days()),
        plan.devices().stream().map(PlannedDevice::id).map(Object::toString).toList(),
        plan.messages().size(),
        recording.refused().size(),
        now,
        Optional.empty());
  }

  private int open(Recording recording, ReplayLimits limits, SessionSink sessions)
      throws InterruptedException {
    TracePlan plan = recording.plan();
    List<LimitsProfileRecord> profile = limits.profile(plan, recording.run(), plan.first());
    for (LimitsProfileRecord version : profile) {
      sessions.profile(version);
    }
    List<SessionEventRecord> opening =
        ImportedSession.opening(
            plan,
            profile.stream().map(LimitsProfileRecord::getProfile).findFirst(),
            clock.instant());
    sessions.events(opening);
    return opening.size();
  }

  private void send(TracePlan plan, SampleSender samples) {
    List<PlannedMessage> messages = plan.messages(ReplayOrder.EVENT);
    int sent = 0;
    for (PlannedMessage message : messages) {
      samples.send(message, clock.instant());
      sent++;
      if (sent % PROGRESS_SAMPLES == 0) {
        progress.accept(plan.trace() + ": sent " + sent + " of " + messages.size());
      }
    }
    samples.flush();
    progress.accept(plan.trace() + ": sent " + sent + " samples to session " + plan.session());
  }

  private void await(TracePlan plan) throws InterruptedException {
    Landing landing = Landing.look(plan, witness);
    long changedNanos = System.nanoTime();
    while (!landing.missing().isEmpty() || still(changedNanos).compareTo(SETTLE) < 0) {
      if (still(changedNanos).compareTo(QUIET) > 0) {
        throw new ImportException(
            "%s: no progress for %s; missing: %s. Check that streams and sink run against the same servers, and import the file again"
                .formatted(plan.trace(), QUIET, String.join("; ", landing.missing())));
      }
      Thread.sleep(POLL_MILLIS);
      Landing next = Landing.look(plan, witness);
      if (next.progress() != landing.progress()) {
        changedNanos = System.nanoTime();
      }
      landing = next;
    }
  }

  private static Duration still(long sinceNanos) {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }
}
