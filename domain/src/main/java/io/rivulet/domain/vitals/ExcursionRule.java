package io.rivulet.domain.vitals;

import io.rivulet.domain.course.Rule;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the excursions of one measurement in one session: a step over its readings in order
 * (CLINICAL.md section 2). Pressures and single quantities are judged by the same steps.
 *
 * <p>A baseline is settled once, by the first reading after the infusion began. An infusion that
 * turns out to have begun earlier than the readings still held settles nothing anew.
 */
public final class ExcursionRule implements Rule<VitalReading, VitalStanding> {
  private final SessionId session;
  private final Measurement measurement;
  private final Versions<LimitsVersion> limits;
  private final Optional<Instant> infusion;
  private final Optional<BaselineRule> baselineRule;

  /**
   * For one measurement.
   *
   * @param limits the versions of limits through the session
   * @param infusion when the first infusion of the session began; empty while none has, as far as
   *     is known
   */
  public ExcursionRule(
      SessionId session,
      Measurement measurement,
      Versions<LimitsVersion> limits,
      Optional<Instant> infusion) {
    this.session = Objects.requireNonNull(session, "session");
    this.measurement = Objects.requireNonNull(measurement, "measurement");
    this.limits = limits;
    this.infusion = infusion;
    this.baselineRule = baselineRule();
  }

  /**
   * The rule in force when the infusion began, or the first that came into force later. While none
   * has begun, readings are gathered for the longest window.
   */
  private Optional<BaselineRule> baselineRule() {
    List<Version<LimitsVersion>> asking =
        limits.list().stream()
            .filter(
                version ->
                    version
                        .value()
                        .limits()
                        .of(measurement)
                        .map(MeasurementLimits::needsBaseline)
                        .orElse(false))
            .toList();
    Optional<LimitsVersion> atStart = infusion.flatMap(limits::asOf);
    Comparator<BaselineRule> byWindow = Comparator.comparing(BaselineRule::window);
    return infusion.isEmpty()
        ? asking.stream().flatMap(v -> v.value().limits().baseline().stream()).max(byWindow)
        : asking.stream()
            .filter(
                version ->
                    version.from().isAfter(infusion.get())
                        || atStart.filter(version.value()::equals).isPresent())
            .flatMap(version -> version.value().limits().baseline().stream())
            .findFirst();
  }

  @Override
  public VitalStanding start() {
    return VitalStanding.IDLE;
  }

  /** Why a reading is refused by the limits of its time, with the value; empty where it is not. */
  public Optional<String> refusal(VitalReading reading) {
    return limits
        .asOf(reading.origin().time())
        .flatMap(version -> version.limits().of(measurement))
        .flatMap(of -> of.implausibility(reading));
  }

  /** Why limits that are in force at the latest reading cannot be judged; empty where all can. */
  public Optional<NotEvaluable> notEvaluable(VitalStanding standing) {
    if (standing.tip().isEmpty()) {
      return Optional.empty();
    }
    if (limits.isEmpty()) {
      return Optional.of(
          new NotEvaluable(NotEvaluable.Reason.NO_PROFILE, "the session has no limits profile"));
    }
    return limits
        .asOf(standing.tip().get().time())
        .flatMap(version -> version.limits().of(measurement))
        .filter(MeasurementLimits::needsBaseline)
        .flatMap(of -> lackingBaseline(of, standing.baseline()));
  }

  private Optional<NotEvaluable> lackingBaseline(MeasurementLimits of, Baseline baseline) {
    if (baseline instanceof Baseline.Gathering) {
      return Optional.of(
          new NotEvaluable(
              NotEvaluable.Reason.NO_INFUSION,
              "limits relative to a baseline wait for the infusion to begin"));
    }
    List<String> lacking =
        measurement.signs().stream()
            .filter(sign -> of.isRelative(sign) && baseline.value(sign).isEmpty())
            .map(VitalSign::code)
            .toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NotEvaluable(
                NotEvaluable.Reason.NO_BASELINE,
                "no baseline of "
                    + String.join(", ", lacking)
                    + baselineRule
                        .map(
                            rule ->
                                ": fewer than "
                                    + rule.minReadings()
                                    + " readings in the "
                                    + rule.window().toMinutes()
                                    + " min before the infusion")
                        .orElse("")));
  }

  /** When the first infusion began, as far as this rule knows. */
  public Optional<Instant> infusion() {
    return infusion;
  }

  @Override
  public VitalStanding step(VitalStanding standing, VitalReading reading) {
    return step(standing, reading, refusal(reading));
  }

  /**
   * The same step for a caller that has asked why the reading is refused.
   *
   * @param refusal what {@link #refusal} says of the reading
   */
  public VitalStanding step(
      VitalStanding standing, VitalReading reading, Optional<String> refusal) {
    if (refusal.isPresent()) {
      return new VitalStanding(
          standing.watches(),
          standing.closed(),
          standing.baseline(),
          standing.counts().plusRejected(),
          standing.latest(),
          Optional.of(reading.origin()));
    }
    Baseline baseline =
        baselineRule
            .map(rule -> standing.baseline().next(reading, rule, infusion))
            .orElse(standing.baseline());
    return new Step(standing, reading, baseline).next();
  }

  @Override
  public VitalStanding forget(VitalStanding standing, Instant before) {
    return standing.forget(before);
  }

  /** One plausible reading held against every limit of its time. */
  private final class Step {
    private final VitalStanding standing;
    private final VitalReading reading;
    private final Baseline baseline;
    private final Optional<LimitsVersion> version;
    private SortedMap<Comparison, Watch> watches;
    private List<Excursion> closed;
    private int unconfirmed;
    private boolean lacksBaseline;

    Step(VitalStanding standing, VitalReading reading, Baseline baseline) {
      this.standing = standing;
      this.reading = reading;
      this.baseline = baseline;
      this.version = limits.asOf(reading.origin().time());
      this.watches = standing.watches();
      this.closed = standing.closed();
    }

    VitalStanding next() {
      Optional<MeasurementLimits> of = version.flatMap(v -> v.limits().of(measurement));
      for (Comparison comparison : measurement.comparisons()) {
        OptionalDouble value = reading.value(comparison.sign());
        if (value.isPresent()) {
          take(comparison, transition(comparison, value.getAsDouble(), of));
        }
      }
      return new VitalStanding(
          watches,
          closed,
          baseline,
          standing.counts().plusJudged(of.isPresent(), lacksBaseline, unconfirmed),
          Optional.of(reading),
          Optional.of(reading.origin()));
    }

    private Transition transition(
        Comparison comparison, double value, Optional<MeasurementLimits> of) {
      Optional<Watch> watch = Optional.ofNullable(standing.watches().get(comparison));
      OptionalDouble own = baseline.value(comparison.sign());
      lacksBaseline |= own.isEmpty() && of.isPresent() && of.get().isRelative(comparison);
      Optional<Threshold> threshold = of.flatMap(o -> o.threshold(comparison, own));
      return threshold
          .map(
              t ->
                  new Judgement(
                          session,
                          reading,
                          comparison,
                          value,
                          t,
                          of.orElseThrow(),
                          version.orElseThrow())
                      .apply(watch))
          .orElseGet(() -> Transition.withoutLimit(watch, reading.origin().time()));
    }

    private void take(Comparison comparison, Transition transition) {
      unconfirmed += transition.unconfirmed() ? 1 : 0;
      transition.closed().ifPresent(this::addClosed);
      Watch before = watches.get(comparison);
      Watch after = transition.watch().orElse(null);
      if (!Objects.equals(before, after)) {
        TreeMap<Comparison, Watch> changed = new TreeMap<>(watches);
        if (after == null) {
          changed.remove(comparison);
        } else {
          changed.put(comparison, after);
        }
        watches = changed;
      }
    }

    private void addClosed(Excursion excursion) {
      closed = new ArrayList<>(closed);
      closed.add(excursion);
    }
  }
}
