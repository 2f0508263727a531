package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.Content;
import io.rivulet.domain.dose.Curve;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DrugName;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpSetting;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One pump's share in the dose of one drug through time: its history under the weights and
 * concentrations that the session's plan holds now.
 */
final class PumpCourse {
  private static final double NANOLITRES_PER_ML = 1e6;
  private static final double MAX_PER_KG_PER_ML = 1e12;

  private final PumpHistory history;
  private final String drugKey;
  private final DosePlan plan;
  private final List<Portion> portions = new ArrayList<>();
  private boolean complete = true;

  PumpCourse(PumpHistory history, String drugKey, DosePlan plan) {
    this.history = history;
    this.drugKey = drugKey;
    this.plan = plan;
    for (PumpHistory.Moved moved : moved()) {
      for (Curve.Segment segment : moved.curve().segments()) {
        split(moved.content(), segment);
      }
    }
  }

  /** Whether dose per kg is known of all that moved. */
  boolean complete() {
    return complete && history.unkeptNanolitres() == 0;
  }

  /** When the pump first moved any of it. */
  Optional<Instant> started() {
    return moved().stream()
        .map(moved -> moved.curve().knots().get(0).time())
        .min(Instant::compareTo);
  }

  /** Every unit that what moved is counted in; where nothing did, that of what the pump holds. */
  Set<AmountUnit> units() {
    Set<AmountUnit> units = new TreeSet<>();
    if (moved().isEmpty()) {
      history
          .latest()
          .filter(sample -> DrugName.key(sample.drug()).equals(drugKey))
          .flatMap(sample -> concentrationAt(held(sample.origin().time()), sample.origin().time()))
          .ifPresent(concentration -> units.add(concentration.unit()));
    }
    for (PumpHistory.Moved moved : moved()) {
      concentration(moved.content())
          .map(Concentration::unit)
          .ifPresentOrElse(
              units::add,
              () ->
                  planned(moved.content())
                      .list()
                      .forEach(version -> units.add(version.value().unit())));
    }
    return units;
  }

  /** What was given per kg, as far as concentration and weight are known. */
  List<Portion> portions() {
    return portions;
  }

  private void split(Content content, Curve.Segment segment) {
    Instant start = segment.from();
    double nanos = nanos(segment.from(), segment.to());
    for (Instant end : ends(content, segment)) {
      OptionalDouble perKgPerMl = perKgPerMl(content, start);
      double share = nanos == 0 ? 1 : nanos(start, end) / nanos;
      if (perKgPerMl.isPresent()) {
        double millilitres = segment.nanolitres() / NANOLITRES_PER_ML * share;
        portions.add(new Portion(start, end, millilitres * perKgPerMl.getAsDouble()));
      } else {
        complete = false;
      }
      start = end;
    }
  }

  private SortedSet<Instant> ends(Content content, Curve.Segment segment) {
    Instant from = segment.from();
    Instant to = segment.to();
    SortedSet<Instant> ends = new TreeSet<>(Set.of(to));
    plan.weightsKg().between(from, to).forEach(slice -> ends.add(slice.to()));
    if (concentration(content).isEmpty()) {
      planned(content).between(from, to).forEach(slice -> ends.add(slice.to()));
    }
    return ends;
  }

  /**
   * The dose rate per kg and hour that the pump says it gives at an instant; 0 where it gives none
   * of the drug, empty where concentration, weight or flow are not known.
   *
   * @param counting settings that count; the others are as good as 0
   */
  OptionalDouble rate(Instant time, Predicate<PumpSetting> counting) {
    Optional<PumpSetting> setting =
        history
            .settingAt(time)
            .filter(s -> DrugName.key(s.drug()).equals(drugKey))
            .filter(s -> s.state().delivers())
            .filter(counting);
    if (setting.isEmpty()) {
      return OptionalDouble.of(0);
    }
    OptionalDouble millilitres = setting.get().rateMlPerHour();
    OptionalDouble perKgPerMl = perKgPerMl(held(time), time);
    return millilitres.isPresent() && perKgPerMl.isPresent()
        ? OptionalDouble.of(millilitres.getAsDouble() * perKgPerMl.getAsDouble())
        : OptionalDouble.empty();
  }

  private Content held(Instant time) {
    PumpSetting setting = history.settingAt(time).orElseThrow();
    return new Content(setting.drug(), setting.concentration());
  }

  private Optional<Concentration> concentrationAt(Content content, Instant time) {
    return concentration(content).or(() -> planned(content).asOf(time));
  }

  private OptionalDouble perKgPerMl(Content content, Instant time) {
    Optional<Concentration> inForce = concentrationAt(content, time);
    Optional<Double> weightKg = plan.weightsKg().asOf(time);
    if (inForce.isEmpty() || weightKg.isEmpty()) {
      return OptionalDouble.empty();
    }
    double perKgPerMl = inForce.get().amountPerMl() / weightKg.get();
    // No drug and no body has this: a number beyond all bounds is as good as none.
    return perKgPerMl <= MAX_PER_KG_PER_ML ? OptionalDouble.of(perKgPerMl) : OptionalDouble.empty();
  }

  /** The pump's own word; where that came only later, still that, unless the session knows. */
  private Optional<Concentration> concentration(Content content) {
    return content.concentration().isPresent() || !planned(content).isEmpty()
        ? content.concentration()
        : history.firstReported(content.drug());
  }

  private Versions<Concentration> planned(Content content) {
    return plan.concentration(content.drug());
  }

  private List<PumpHistory.Moved> moved() {
    return history.moved().stream()
        .filter(moved -> DrugName.key(moved.content().drug()).equals(drugKey))
        .toList();
  }

  private static double nanos(Instant from, Instant to) {
    Duration duration = Duration.between(from, to);
    return duration.getSeconds() * 1e9 + duration.getNano();
  }
}
