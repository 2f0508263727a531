package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DrugName;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpSetting;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a session had one drug through time, from all pumps and by hand, under the weights and
 * concentrations that hold now. A plan that changes makes another course of the same histories.
 */
public final class DrugCourse {
  private static final double MAX_PER_KG = 1e24;

  private final List<PumpHistory> histories;
  private final List<PumpCourse> pumps;
  private final List<SessionEvent.DoseCharted> charted;
  private final DosePlan plan;
  private final Duration stale;

  /**
   * The course of a drug.
   *
   * @param drug its name, without regard to case
   * @param histories of the session's pumps, in a fixed order, of any drug
   * @param charted doses of the session, of any drug
   * @param plan weights, and concentrations for pumps that report none
   * @param stale how long after its latest sample a pump still counts as going on
   */
  public DrugCourse(
      String drug,
      Collection<PumpHistory> histories,
      Collection<SessionEvent.DoseCharted> charted,
      DosePlan plan,
      Duration stale) {
    String key = DrugName.key(drug);
    this.histories = histories.stream().filter(pump -> pump.latest().isPresent()).toList();
    this.pumps = this.histories.stream().map(pump -> new PumpCourse(pump, key, plan)).toList();
    this.charted =
        charted.stream()
            .filter(dose -> DrugName.key(dose.drug()).equals(key))
            .sorted(
                Comparator.comparing(SessionEvent.DoseCharted::at)
                    .thenComparing(SessionEvent.DoseCharted::eventId))
            .toList();
    this.plan = plan;
    this.stale = stale;
  }

  /** The latest of all samples and charted doses; empty where there is none. */
  public Optional<Instant> asOf() {
    List<Instant> times = new ArrayList<>();
    histories.forEach(pump -> times.add(pump.latest().orElseThrow().origin().time()));
    charted.forEach(dose -> times.add(dose.at()));
    return times.stream().max(Instant::compareTo);
  }

  /** When the first of it was given; empty where nothing was. */
  public Optional<Instant> started() {
    List<Instant> times = new ArrayList<>();
    pumps.forEach(pump -> pump.started().ifPresent(times::add));
    charted.forEach(dose -> times.add(dose.at()));
    return times.stream().min(Instant::compareTo);
  }

  /** Doses of this drug charted by hand, by time. */
  public List<SessionEvent.DoseCharted> charted() {
    return charted;
  }

  /** What all of it is counted in; empty where nothing is known or units differ. */
  public Optional<AmountUnit> unit() {
    Set<AmountUnit> units = new TreeSet<>();
    pumps.forEach(pump -> units.addAll(pump.units()));
    charted.forEach(dose -> units.add(dose.unit()));
    return units.size() == 1 ? Optional.of(units.iterator().next()) : Optional.empty();
  }

  /** Whether the dose per kg is known of all that was given. */
  public boolean complete() {
    return pumps.stream().allMatch(PumpCourse::complete)
        && portions(dose -> true).size() == charted.size();
  }

  /** What pumps gave. */
  public List<Portion> pumped() {
    return pumps.stream().flatMap(pump -> pump.portions().stream()).toList();
  }

  /** What was given by hand, as far as the weight is known. */
  public List<Portion> portions(Predicate<SessionEvent.DoseCharted> which) {
    return charted.stream()
        .filter(which)
        .flatMap(dose -> plan.weightsKg().asOf(dose.at()).stream().flatMap(kg -> portion(dose, kg)))
        .toList();
  }

  /** None where it is beyond all bounds, which is as good as not known. */
  private static Stream<Portion> portion(SessionEvent.DoseCharted dose, double weightKg) {
    double perKg = dose.amount() / weightKg;
    return perKg <= MAX_PER_KG
        ? Stream.of(new Portion(dose.at(), dose.at(), perKg))
        : Stream.empty();
  }

  /**
   * How the dose per kg grew over all pumps and routes; empty where units differ, so that nothing
   * can be added. What is not known is left out.
   */
  public Optional<Cumulative> cumulative() {
    if (unit().isEmpty()) {
      return Optional.empty();
    }
    List<Portion> all = new ArrayList<>(pumped());
    all.addAll(portions(dose -> true));
    return Optional.of(Cumulative.of(all));
  }

  /** The rate of all pumps together, per kg and hour; empty where that of any is not known. */
  public OptionalDouble rate(Instant time) {
    List<OptionalDouble> rates = rates(time, setting -> true);
    return rates.stream().allMatch(OptionalDouble::isPresent)
        ? OptionalDouble.of(sum(rates))
        : OptionalDouble.empty();
  }

  /**
   * The rate of all pumps together as far as it is known: already that may be too fast.
   *
   * @param counting settings that count; the others are as good as 0
   */
  double knownRate(Instant time, Predicate<PumpSetting> counting) {
    return sum(rates(time, counting));
  }

  private List<OptionalDouble> rates(Instant time, Predicate<PumpSetting> counting) {
    List<OptionalDouble> rates = new ArrayList<>();
    for (int i = 0; i < pumps.size(); i++) {
      Instant latest = histories.get(i).latest().orElseThrow().origin().time();
      if (!latest.plus(stale).isBefore(time)) {
        rates.add(pumps.get(i).rate(time, counting));
      }
    }
    return rates;
  }

  private static double sum(List<OptionalDouble> rates) {
    return rates.stream().mapToDouble(rate -> rate.orElse(0)).sum();
  }

  /** Looks, from when on settings are known, at each instant at which a rate may have changed. */
  Optional<Sweep> sweep() {
    Optional<Instant> from =
        histories.stream().flatMap(h -> h.settingsSince().stream()).min(Instant::compareTo);
    Optional<Instant> to = asOf();
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Sweep sweep = new Sweep(from.get(), to.get()).at(plan.weightsKg());
    plan.concentrations().values().forEach(sweep::at);
    for (PumpHistory pump : histories) {
      pump.settings().forEach(setting -> sweep.at(setting.from()));
      // Where a pump falls silent its rate stops counting, right after it was last believed.
      sweep.at(pump.latest().orElseThrow().origin().time().plus(stale).plus(1, ChronoUnit.MICROS));
    }
    return Optional.of(sweep);
  }
}
