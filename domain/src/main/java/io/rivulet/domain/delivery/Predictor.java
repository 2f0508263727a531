package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.DrugName;
import io.rivulet.domain.prediction.CompartmentModel;
import io.rivulet.domain.prediction.Kinetics;
import io.rivulet.domain.prediction.Loading;
import io.rivulet.domain.prediction.Predicted;
import io.rivulet.domain.prediction.Prediction;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.unit.AmountUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Predicts concentrations from what was delivered into a vein. Only ketamine has models here. How
 * other routes take a drug up is not known to them, so what was given by those is left out, and the
 * prediction says so.
 */
public final class Predictor {
  private static final String KETAMINE = "ketamine";
  private static final double NANOS_PER_MINUTE = 6e10;

  private final List<Kinetics> ketamine;

  /** With the models of ketamine, the default first. */
  public Predictor() {
    ketamine = CompartmentModel.KETAMINE.stream().map(Kinetics::new).toList();
  }

  /**
   * What the models of a drug predict.
   *
   * @param at for which instant; what is given later is not in it
   * @return empty for a drug without models, and where nothing was given that they could go by
   */
  public Optional<Prediction> predict(String drug, DrugCourse course, Instant at) {
    if (!DrugName.key(drug).equals(KETAMINE)
        || !course.unit().equals(Optional.of(AmountUnit.MILLIGRAM))) {
      return Optional.empty();
    }
    List<Portion> intravenous = new ArrayList<>(course.pumped());
    intravenous.addAll(course.portions(dose -> dose.route() == Route.IV));
    intravenous.removeIf(portion -> portion.from().isAfter(at));
    if (intravenous.isEmpty()) {
      return Optional.empty();
    }
    List<Predicted> models =
        ketamine.stream().map(kinetics -> predicted(kinetics, intravenous, at)).toList();
    return Optional.of(new Prediction(at, models, leftOut(course, at)));
  }

  private static Predicted predicted(Kinetics kinetics, List<Portion> portions, Instant at) {
    Loading sum = Loading.NONE;
    for (Portion portion : portions) {
      sum = sum.plus(loading(kinetics, portion, at));
    }
    return new Predicted(
        kinetics.model().name(), kinetics.plasmaNgPerMl(sum), kinetics.effectSiteNgPerMl(sum));
  }

  private static Loading loading(Kinetics kinetics, Portion portion, Instant at) {
    Instant end = portion.to().isAfter(at) ? at : portion.to();
    double whole = minutes(portion.from(), portion.to());
    Loading given =
        whole == 0
            ? kinetics.bolus(Loading.NONE, portion.perKg())
            : kinetics.advance(Loading.NONE, minutes(portion.from(), end), portion.perKg() / whole);
    return kinetics.advance(given, minutes(end, at), 0);
  }

  private static Optional<String> leftOut(DrugCourse course, Instant at) {
    List<String> parts = new ArrayList<>();
    Map<Route, Long> otherRoutes =
        course.charted().stream()
            .filter(dose -> !dose.at().isAfter(at))
            .filter(dose -> dose.route() != Route.IV)
            .collect(
                Collectors.groupingBy(
                    SessionEvent.DoseCharted::route, TreeMap::new, Collectors.counting()));
    if (!otherRoutes.isEmpty()) {
      String doses =
          otherRoutes.entrySet().stream()
              .map(e -> e.getValue() + " " + e.getKey() + (e.getValue() == 1 ? " dose" : " doses"))
              .collect(Collectors.joining(", "));
      parts.add("IV only: " + doses + " not included");
    }
    if (!course.complete()) {
      parts.add("what moved without a known concentration or weight is not included");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static double minutes(Instant from, Instant to) {
    Duration duration = Duration.between(from, to);
    return (duration.getSeconds() * 1e9 + duration.getNano()) / NANOS_PER_MINUTE;
  }
}
