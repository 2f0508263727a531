package io.rivulet.domain.delivery;

import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.dose.DrugName;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.session.PlannedDose;
import io.rivulet.domain.session.Route;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The dose of a session: a pure sum of what its pumps counted and what people charted, by drug. A
 * pump's drug and a charted one are the same where their names differ in nothing but case.
 */
public final class SessionDose {
  /**
   * What is known of one pump in the session.
   *
   * @param ledger what it counted, exactly
   * @param history when it moved it, and what it said
   */
  public record Pump(DoseLedger ledger, PumpHistory history) {}

  private final SessionPlan plan;
  private final List<Pump> pumps;
  private final Duration stale;
  private final Predictor predictor;

  /**
   * A session's dose.
   *
   * @param plan weights, concentrations, planned and charted doses
   * @param pumps in a fixed order
   * @param stale how long after its latest sample a pump still counts as going on
   * @param predictor of concentrations
   */
  public SessionDose(
      SessionPlan plan, Collection<Pump> pumps, Duration stale, Predictor predictor) {
    this.plan = plan;
    this.pumps = List.copyOf(pumps);
    this.stale = stale;
    this.predictor = predictor;
  }

  /** How the session had a drug through time. */
  public DrugCourse course(String drug) {
    return new DrugCourse(
        drug, pumps.stream().map(Pump::history).toList(), plan.chart().doses(), plan.dose(), stale);
  }

  /** What it had of each drug that a pump named or a person charted, by {@link DrugName#key}. */
  public SortedMap<String, DoseTotal> totals() {
    SortedMap<String, DoseTotal> totals = new TreeMap<>();
    drugs().forEach(drug -> total(drug).ifPresent(total -> totals.put(drug, total)));
    return totals;
  }

  /** Every drug that a pump named or a person charted, by {@link DrugName#key}. */
  public SortedSet<String> drugs() {
    SortedSet<String> drugs = new TreeSet<>();
    for (Pump pump : pumps) {
      pump.ledger().accounts().keySet().forEach(drug -> drugs.add(DrugName.key(drug)));
    }
    plan.chart().doses().forEach(dose -> drugs.add(DrugName.key(dose.drug())));
    return drugs;
  }

  private Optional<DoseTotal> total(String key) {
    DrugCourse course = course(key);
    return course.asOf().map(asOf -> total(key, course, asOf));
  }

  private DoseTotal total(String key, DrugCourse course, Instant asOf) {
    List<DrugAccount> accounts = accounts(key);
    Optional<AmountUnit> unit = course.unit();
    List<RouteDose> routes = new ArrayList<>();
    if (!accounts.isEmpty()) {
      routes.add(pumped(accounts, unit.isPresent()));
    }
    routes.addAll(charted(course));
    Optional<Instant> started = course.started();
    Optional<PlannedDose> planned =
        plan.planned(key).asOf(asOf).filter(p -> unit.isEmpty() || unit.get() == p.unit());
    return new DoseTotal(
        key,
        asOf,
        unit,
        routes,
        uncertainty(key, unit),
        planned.map(p -> OptionalDouble.of(p.perKg())).orElseGet(OptionalDouble::empty),
        planned.map(p -> soFar(p, started, asOf)).orElseGet(OptionalDouble::empty),
        started,
        course.rate(asOf),
        predictor.predict(key, course, asOf));
  }

  private List<DrugAccount> accounts(String key) {
    return pumps.stream()
        .flatMap(pump -> pump.ledger().accounts().entrySet().stream())
        .filter(entry -> DrugName.key(entry.getKey()).equals(key))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Pumps give into a vein. */
  private static RouteDose pumped(List<DrugAccount> accounts, boolean oneUnit) {
    boolean known = oneUnit || accounts.stream().allMatch(a -> a.volumeNanolitres() == 0);
    return new RouteDose(
        Route.IV,
        false,
        known ? sum(accounts, DrugAccount::amount) : OptionalDouble.empty(),
        known ? sum(accounts, DrugAccount::amountPerKg) : OptionalDouble.empty());
  }

  private static OptionalDouble sum(
      List<DrugAccount> accounts, Function<DrugAccount, OptionalDouble> part) {
    List<OptionalDouble> parts = accounts.stream().map(part).toList();
    return parts.stream().allMatch(OptionalDouble::isPresent)
        ? known(parts.stream().mapToDouble(OptionalDouble::getAsDouble).sum())
        : OptionalDouble.empty();
  }

  /** A number beyond all bounds is as good as none. */
  private static OptionalDouble known(double sum) {
    return Double.isFinite(sum) ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private List<RouteDose> charted(DrugCourse course) {
    SortedMap<Route, List<SessionEvent.DoseCharted>> byRoute = new TreeMap<>();
    for (SessionEvent.DoseCharted dose : course.charted()) {
      byRoute.computeIfAbsent(dose.route(), route -> new ArrayList<>()).add(dose);
    }
    boolean oneUnit = course.unit().isPresent();
    List<RouteDose> routes = new ArrayList<>();
    byRoute.forEach((route, doses) -> routes.add(charted(route, doses, oneUnit, course)));
    return routes;
  }

  private static RouteDose charted(
      Route route, List<SessionEvent.DoseCharted> doses, boolean oneUnit, DrugCourse course) {
    List<Portion> portions = course.portions(dose -> dose.route() == route);
    double amount = doses.stream().mapToDouble(SessionEvent.DoseCharted::amount).sum();
    double perKg = portions.stream().mapToDouble(Portion::perKg).sum();
    return new RouteDose(
        route,
        true,
        oneUnit ? known(amount) : OptionalDouble.empty(),
        oneUnit && portions.size() == doses.size() ? known(perKg) : OptionalDouble.empty());
  }

  /** An even infusion from the first of the drug on; all of it once the planned time is over. */
  private static OptionalDouble soFar(
      PlannedDose planned, Optional<Instant> started, Instant asOf) {
    if (planned.duration().isEmpty() || started.isEmpty()) {
      return OptionalDouble.empty();
    }
    double elapsed = seconds(Duration.between(started.get(), asOf));
    double share = Math.min(1, elapsed / seconds(planned.duration().get()));
    return OptionalDouble.of(planned.perKg() * share);
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  private OptionalDouble uncertainty(String key, Optional<AmountUnit> unit) {
    double sum = 0;
    for (Pump pump : pumps) {
      for (Map.Entry<String, DrugAccount> entry : pump.ledger().accounts().entrySet()) {
        long nanolitres = entry.getValue().uncertaintyNanolitres();
        if (nanolitres > 0 && DrugName.key(entry.getKey()).equals(key)) {
          OptionalDouble strongest = strongest(pump.ledger(), entry.getKey());
          if (strongest.isEmpty() || unit.isEmpty()) {
            return OptionalDouble.empty();
          }
          sum += nanolitres / 1e6 * strongest.getAsDouble();
        }
      }
    }
    return known(sum);
  }

  /** What was not seen may have been the strongest that the pump ever held. */
  private static OptionalDouble strongest(DoseLedger ledger, String drug) {
    return Stream.concat(
            ledger.accounts().get(drug).volumesNanolitres().keySet().stream()
                .flatMap(stretch -> stretch.concentration().stream()),
            ledger.latest().filter(sample -> sample.drug().equals(drug)).stream()
                .flatMap(sample -> sample.concentration().stream()))
        .mapToDouble(Concentration::amountPerMl)
        .max();
  }
}
