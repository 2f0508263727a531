package io.rivulet.domain.session;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What holds for a session, worked out from the set of its events: the same events in any order
 * give the same plan.
 *
 * @param session which
 * @param opened how it began, once that is known
 * @param dose weights and concentrations
 * @param bindings devices, those that were replaced or hold for no time left out
 * @param limits names of profiles through time
 * @param closed when it ended
 * @param plans planned doses through time, by drug in lower case
 * @param orders how often pressure is to be taken, through time
 * @param chart what people charted
 */
public record SessionPlan(
    SessionId session,
    Optional<SessionEvent.Opened> opened,
    DosePlan dose,
    List<SessionEvent.DeviceBound> bindings,
    Versions<String> limits,
    Optional<Instant> closed,
    Map<String, Versions<PlannedDose>> plans,
    Versions<Duration> orders,
    Chart chart) {
  /** Copies the map. */
  public SessionPlan {
    plans = Map.copyOf(plans);
  }

  /** The plan that these events make; an event that is there twice counts once. */
  public static SessionPlan of(SessionId session, Collection<SessionEvent> events) {
    Fold fold = new Fold();
    standing(events).forEach(fold::add);
    return fold.plan(session);
  }

  /** The events that count, in the order in which they were recorded. */
  public static List<SessionEvent> standing(Collection<SessionEvent> events) {
    Map<String, SessionEvent> distinct = new HashMap<>();
    events.forEach(event -> distinct.put(event.eventId(), event));
    List<SessionEvent> ordered = new ArrayList<>(distinct.values());
    ordered.sort(
        Comparator.comparing(SessionEvent::recordedTime).thenComparing(SessionEvent::eventId));
    return Withdrawals.apply(ordered);
  }

  /** Whether a device served this session at an instant. */
  public boolean covers(DeviceId device, Instant instant) {
    // Asked of every sample, so without a stream.
    for (SessionEvent.DeviceBound binding : bindings) {
      if (binding.covers(instant) && binding.device().equals(device)) {
        return true;
      }
    }
    return false;
  }

  /** What is planned of a drug, through time; its name is read without regard to case. */
  public Versions<PlannedDose> planned(String drug) {
    return plans.getOrDefault(drug.toLowerCase(Locale.ROOT), Versions.none());
  }

  private static final class Fold {
    private Optional<SessionEvent.Opened> opened = Optional.empty();
    private Optional<Instant> closed = Optional.empty();
    private final Map<String, Version<Double>> weights = new LinkedHashMap<>();
    private final Map<String, String> corrected = new HashMap<>();
    private final Map<String, SessionEvent.DeviceBound> bindings = new LinkedHashMap<>();
    private final List<Version<String>> limits = new ArrayList<>();
    private final Map<String, List<Version<Concentration>>> concentrations = new TreeMap<>();
    private final Map<String, List<Version<PlannedDose>>> plans = new TreeMap<>();
    private final List<Version<Duration>> orders = new ArrayList<>();
    private Optional<SessionEvent.Screened> screening = Optional.empty();
    private final List<SessionEvent.PhaseEntered> phases = new ArrayList<>();
    private final List<SessionEvent.DoseCharted> doses = new ArrayList<>();
    private final List<SessionEvent.ObservationCharted> observations = new ArrayList<>();

    void add(SessionEvent event) {
      if (event instanceof SessionEvent.Opened e) {
        open(e);
      } else if (event instanceof SessionEvent.WeightRecorded e) {
        addWeight(e);
      } else if (event instanceof SessionEvent.DeviceBound e) {
        e.replaces().ifPresent(bindings::remove);
        bindings.put(e.eventId(), e);
      } else if (event instanceof SessionEvent.LimitsAssigned e) {
        limits.add(new Version<>(e.from(), e.profile()));
      } else if (event instanceof SessionEvent.ConcentrationRecorded e) {
        concentrations
            .computeIfAbsent(e.drug(), drug -> new ArrayList<>())
            .add(new Version<>(e.from(), e.concentration()));
      } else if (event instanceof SessionEvent.Closed e) {
        closed = Optional.of(e.at());
      } else if (event instanceof SessionEvent.DosePlanned e) {
        plan(e.drug(), new Version<>(e.from(), e.planned()));
      } else if (event instanceof SessionEvent.PressureOrdered e) {
        orders.add(new Version<>(e.from(), e.interval()));
      } else {
        chart(event);
      }
    }

    private void chart(SessionEvent event) {
      if (event instanceof SessionEvent.Screened e) {
        boolean earlier = screening.map(other -> e.at().isBefore(other.at())).orElse(false);
        screening = earlier ? screening : Optional.of(e);
      } else if (event instanceof SessionEvent.PhaseEntered e) {
        phases.add(e);
      } else if (event instanceof SessionEvent.DoseCharted e) {
        doses.add(e);
      } else if (event instanceof SessionEvent.ObservationCharted e) {
        observations.add(e);
      }
    }

    /** The first opening counts; its plan holds until another one does. */
    private void open(SessionEvent.Opened e) {
      if (opened.isEmpty()) {
        opened = Optional.of(e);
        if (e.drug().isPresent() && e.plannedPerKg().isPresent() && e.plannedUnit().isPresent()) {
          PlannedDose planned =
              new PlannedDose(
                  e.plannedPerKg().getAsDouble(), e.plannedUnit().get(), e.plannedDuration());
          plan(e.drug().get(), new Version<>(Instant.MIN, planned));
        }
      }
    }

    private void plan(String drug, Version<PlannedDose> planned) {
      plans.computeIfAbsent(drug.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(planned);
    }

    /** A correction takes the place, and so the start, of the weight that was wrong. */
    private void addWeight(SessionEvent.WeightRecorded e) {
      String target = e.corrects().orElse(e.eventId());
      while (corrected.containsKey(target)) {
        target = corrected.get(target);
      }
      Version<Double> wrong = weights.get(target);
      if (e.corrects().isPresent() && wrong != null) {
        corrected.put(e.eventId(), target);
        weights.put(target, new Version<>(wrong.from(), e.weightKg()));
      } else {
        weights.put(e.eventId(), new Version<>(e.from(), e.weightKg()));
      }
    }

    SessionPlan plan(SessionId session) {
      Map<String, Versions<Concentration>> byDrug = new TreeMap<>();
      concentrations.forEach((drug, versions) -> byDrug.put(drug, Versions.of(versions)));
      Map<String, Versions<PlannedDose>> planned = new TreeMap<>();
      plans.forEach((drug, versions) -> planned.put(drug, Versions.of(versions)));
      phases.sort(Comparator.comparing(SessionEvent.PhaseEntered::at));
      doses.sort(Comparator.comparing(SessionEvent.DoseCharted::at));
      observations.sort(Comparator.comparing(SessionEvent.ObservationCharted::at));
      return new SessionPlan(
          session,
          opened,
          new DosePlan(Versions.of(List.copyOf(weights.values())), byDrug),
          bindings.values().stream().filter(SessionEvent.DeviceBound::lasts).toList(),
          Versions.of(limits),
          closed,
          planned,
          Versions.of(orders),
          new Chart(screening, phases, doses, observations));
    }
  }
}
