package io.rivulet.simulator.replay;

import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.TracePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Follows one trace until its results are complete and have stood still for a while. The store is
 * asked only once Kafka holds everything.
 */
final class TraceWatch {
  private final TracePlan plan;
  private final Completion completion;
  private final Observed observed;
  private final ReplayWitness witness;
  private final Duration settle;
  private final long startedNanos;
  private long changesBefore = -1;
  private StoreAnswers answersBefore;
  private long changedNanos;
  private List<String> missing = List.of();

  TraceWatch(
      TracePlan plan,
      boolean judged,
      Observed observed,
      ReplayWitness witness,
      Duration settle,
      long startedNanos) {
    this.plan = plan;
    this.completion = new Completion(plan, judged);
    this.observed = observed;
    this.witness = witness;
    this.settle = settle;
    this.startedNanos = startedNanos;
    this.changedNanos = startedNanos;
  }

  TracePlan plan() {
    return plan;
  }

  /** When this trace last made progress. */
  long changedNanos() {
    return changedNanos;
  }

  /** What was missing at the latest look, in words. */
  List<String> missing() {
    return missing;
  }

  /** Looks once; the report where the trace has come through. */
  Optional<ReplayReport> look(long nowNanos) {
    long changes = observed.changes(plan.session().value());
    if (changes != changesBefore) {
      changesBefore = changes;
      changedNanos = nowNanos;
    }
    missing = completion.missingInKafka(observed);
    if (!missing.isEmpty()) {
      return Optional.empty();
    }
    StoreAnswers answers = StoreAnswers.read(witness, plan);
    if (!answers.equals(answersBefore)) {
      answersBefore = answers;
      changedNanos = nowNanos;
    }
    missing = completion.missingInStore(observed, answers);
    boolean settled = nowNanos - changedNanos >= settle.toNanos();
    return missing.isEmpty() && settled ? Optional.of(report(answers)) : Optional.empty();
  }

  private ReplayReport report(StoreAnswers answers) {
    List<String> devices =
        plan.devices().stream().map(PlannedDevice::id).map(id -> id.value()).toList();
    long bridged = devices.stream().mapToLong(observed::bridged).sum();
    return ReplayReport.of(
        plan,
        answers,
        new ReplayReport.Pipeline(
            plan.messages().size(),
            bridged,
            devices.stream().mapToLong(observed::quarantined).sum(),
            Math.min(answers.landed().samples(), bridged),
            Math.max(0, answers.landed().samples() - bridged),
            devices.stream().mapToLong(observed::repeats).sum(),
            (changedNanos - startedNanos) / 1e9));
  }
}
