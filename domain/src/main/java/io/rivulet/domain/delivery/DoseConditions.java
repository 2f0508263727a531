package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.DoseLimits;
import io.rivulet.domain.dose.DoseLimitsVersion;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is found about one drug of a session: more than planned, more than the ceiling, faster than
 * the ceiling. Each is found over all pumps and, for what is cumulative, all routes, and begins
 * when it was given, whenever that was heard of.
 */
public final class DoseConditions {
  private final String drug;
  private final DrugCourse course;
  private final Versions<DoseLimitsVersion> limits;

  /**
   * What there is to go by.
   *
   * @param drug which
   * @param course how the session had it
   * @param limits through time; none is as good as {@link DoseLimitsVersion#DEFAULT}
   */
  public DoseConditions(String drug, DrugCourse course, Versions<DoseLimitsVersion> limits) {
    this.drug = drug;
    this.course = course;
    this.limits = limits.isEmpty() ? DoseLimitsVersion.DEFAULT : limits;
  }

  /**
   * When more had been given than was planned, by more than is tolerated; the limit is the planned
   * dose with that tolerance, per kg.
   *
   * @param planned through time; one in another unit than the course's is not compared
   */
  public Optional<ConditionRun> abovePlan(Versions<PlannedDose> planned) {
    return above(
        planned,
        time ->
            planned
                .asOf(time)
                .filter(dose -> course.unit().equals(Optional.of(dose.unit())))
                .map(dose -> dose.perKg() * (1 + limitsAt(time).planTolerance()))
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
  }

  /** When more had been given than the site allows at all; per kg. */
  public Optional<ConditionRun> aboveCeiling() {
    return above(Versions.none(), time -> limitsAt(time).ceiling(drug));
  }

  private Optional<ConditionRun> above(
      Versions<?> alsoChanging, Function<Instant, OptionalDouble> limitAt) {
    Optional<Cumulative> cumulative = course.cumulative();
    Optional<Instant> start = cumulative.flatMap(Cumulative::start);
    Optional<Instant> asOf = course.asOf();
    if (start.isEmpty() || asOf.isEmpty()) {
      return Optional.empty();
    }
    ConditionRun run = null;
    List<Instant> times = changes(start.get(), asOf.get(), alsoChanging);
    for (int i = 0; i < times.size(); i++) {
      Instant from = times.get(i);
      Instant to = i + 1 < times.size() ? times.get(i + 1) : Instant.MAX;
      OptionalDouble limit = limitAt.apply(from);
      Optional<Instant> crossing =
          limit.isEmpty()
              ? Optional.empty()
              : cumulative.get().firstAbove(limit.getAsDouble(), from, to);
      boolean open = run != null && run.end().isEmpty();
      if (crossing.isEmpty()) {
        run = open ? run.endedAt(from) : run;
      } else {
        Instant judged = to.isBefore(asOf.get()) ? to : asOf.get();
        double measured = inHundredths(cumulative.get().at(judged), limit.getAsDouble());
        run =
            open && crossing.get().equals(from)
                ? run.measuring(measured)
                : ConditionRun.from(crossing.get(), measured, limit.getAsDouble());
      }
    }
    return Optional.ofNullable(run);
  }

  /** In hundredths of the limit: what only grows would be another finding with every sample. */
  private static double inHundredths(double perKg, double limit) {
    double hundredths = Math.max(1, Math.floor(perKg / limit * 100) / 100) * limit;
    return Math.min(Math.max(perKg, limit), hundredths);
  }

  private List<Instant> changes(Instant start, Instant asOf, Versions<?> alsoChanging) {
    SortedSet<Instant> times = new TreeSet<>();
    times.add(start);
    List<Version<?>> versions = new ArrayList<>(limits.list());
    versions.addAll(alsoChanging.list());
    for (Version<?> version : versions) {
      if (version.from().isAfter(start) && !version.from().isAfter(asOf)) {
        times.add(version.from());
      }
    }
    return List.copyOf(times);
  }

  /**
   * The runs over which all pumps together ran faster than the site allows, per kg and hour. A
   * bolus is meant to be fast: it counts towards the dose, not here.
   */
  public List<ConditionRun> ratesAboveCeiling() {
    if (limits.list().stream().allMatch(v -> v.value().limits().rateCeiling(drug).isEmpty())) {
      return List.of();
    }
    return course
        .sweep()
        .map(sweep -> sweep.at(limits).runs(this::rateAboveCeiling, latestHold()))
        .orElse(List.of());
  }

  private Optional<ConditionRun> rateAboveCeiling(Instant time) {
    OptionalDouble ceiling = limitsAt(time).rateCeiling(drug);
    double rate = course.knownRate(time, setting -> setting.state() != PumpState.BOLUS);
    return ceiling.isPresent() && rate > ceiling.getAsDouble() * (1 + Cumulative.ROUNDING)
        ? Optional.of(ConditionRun.from(time, rate, ceiling.getAsDouble()))
        : Optional.empty();
  }

  private Duration latestHold() {
    return limitsAt(course.asOf().orElseThrow()).flapHold();
  }

  private DoseLimits limitsAt(Instant time) {
    return limits.asOf(time).orElseThrow().limits();
  }
}
