package io.rivulet.streams.simulation;

import io.rivulet.schemas.record.ConcentrationRecorded;
import io.rivulet.schemas.record.DeviceBound;
import io.rivulet.schemas.record.DoseCharted;
import io.rivulet.schemas.record.EventWithdrawn;
import io.rivulet.schemas.record.LimitsProfileRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionEventRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.schemas.record.WeightRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was delivered so far, as a set: what came twice is there once, in the order of its time. */
final class KnownFacts {
  /** A value from an instant on. */
  record From<T>(Instant start, T value) {}

  private final Map<String, Map<String, SessionEventRecord>> events = new TreeMap<>();
  private final Map<String, TreeMap<String, PumpSampleRecord>> pumps = new HashMap<>();
  private final Map<String, TreeMap<String, VitalsSampleRecord>> monitors = new HashMap<>();
  private final Set<Integer> limitsVersions = new TreeSet<>();
  private final Map<String, Set<String>> sessionsOfDevice = new HashMap<>();

  /** Takes a delivery; says which sessions it may concern. */
  Set<String> take(Delivery delivery) {
    if (delivery.record() instanceof SessionEventRecord event) {
      events
          .computeIfAbsent(event.getSession(), s -> new TreeMap<>())
          .put(event.getEventId(), event);
      if (event.getEvent() instanceof DeviceBound bound) {
        sessionsOfDevice
            .computeIfAbsent(bound.getDevice(), d -> new TreeSet<>())
            .add(event.getSession());
      }
      return Set.of(event.getSession());
    } else if (delivery.record() instanceof PumpSampleRecord pump) {
      pumps
          .computeIfAbsent(pump.getDevice(), d -> new TreeMap<>())
          .put(place(pump.getDeviceTime(), pump.getSequence()), pump);
      return sessionsOfDevice.getOrDefault(pump.getDevice(), Set.of());
    } else if (delivery.record() instanceof VitalsSampleRecord vitals) {
      monitors
          .computeIfAbsent(vitals.getDevice(), d -> new TreeMap<>())
          .put(place(vitals.getDeviceTime(), vitals.getSequence()), vitals);
      return sessionsOfDevice.getOrDefault(vitals.getDevice(), Set.of());
    } else if (delivery.record() instanceof LimitsProfileRecord limits) {
      limitsVersions.add(limits.getVersion());
      return sessions();
    }
    return Set.of();
  }

  /** Whether a pump's sample is among the facts. */
  boolean knows(PumpSampleRecord sample) {
    return pumps
        .getOrDefault(sample.getDevice(), new TreeMap<>())
        .containsKey(place(sample.getDeviceTime(), sample.getSequence()));
  }

  /** Takes a pump's sample back. */
  void forget(PumpSampleRecord sample) {
    pumps.get(sample.getDevice()).remove(place(sample.getDeviceTime(), sample.getSequence()));
  }

  private static String place(Instant time, long sequence) {
    return "%s %012d".formatted(time.toEpochMilli(), sequence);
  }

  Set<String> sessions() {
    return events.keySet();
  }

  Set<Integer> limitsVersions() {
    return limitsVersions;
  }

  private List<SessionEventRecord> events(String session) {
    return events.getOrDefault(session, Map.of()).values().stream()
        .sorted(
            Comparator.comparing(SessionEventRecord::getRecordedTime)
                .thenComparing(SessionEventRecord::getEventId))
        .toList();
  }

  boolean assignedLimits(String session) {
    return events(session).stream()
        .anyMatch(e -> e.getEvent() instanceof io.rivulet.schemas.record.LimitsAssigned);
  }

  /** Weights by their starts; a correction takes the place and the start of what it corrects. */
  List<From<Double>> weights(String session) {
    Map<String, From<Double>> byPlace = new LinkedHashMap<>();
    Map<String, String> placeOf = new HashMap<>();
    for (SessionEventRecord event : events(session)) {
      if (event.getEvent() instanceof WeightRecorded weight) {
        String id = event.getEventId();
        String place = placeOf.get(weight.getCorrects());
        From<Double> corrected = place == null ? null : byPlace.get(place);
        placeOf.put(id, corrected == null ? id : place);
        byPlace.put(
            placeOf.get(id),
            new From<>(
                corrected == null ? weight.getFrom() : corrected.start(), weight.getWeightKg()));
      }
    }
    return inOrder(List.copyOf(byPlace.values()));
  }

  List<From<Double>> concentrations(String session, String drug) {
    List<From<Double>> found = new ArrayList<>();
    for (SessionEventRecord event : events(session)) {
      if (event.getEvent() instanceof ConcentrationRecorded said && said.getDrug().equals(drug)) {
        found.add(new From<>(said.getFrom(), said.getAmountPerMl()));
      }
    }
    return inOrder(found);
  }

  /** Milligrams charted by route, without what was taken back. */
  Map<String, Double> chartedMilligrams(String session) {
    Map<String, Double> byRoute = new TreeMap<>();
    Set<String> takenBack = new TreeSet<>();
    for (SessionEventRecord event : events(session)) {
      if (event.getEvent() instanceof EventWithdrawn withdrawn) {
        takenBack.add(withdrawn.getEvent());
      }
    }
    for (SessionEventRecord event : events(session)) {
      if (event.getEvent() instanceof DoseCharted dose && !takenBack.contains(event.getEventId())) {
        byRoute.merge(dose.getRoute(), dose.getAmount(), Double::sum);
      }
    }
    return byRoute;
  }

  /** By start; of two with one start the later in the list holds. */
  private static <T> List<From<T>> inOrder(List<From<T>> found) {
    TreeMap<Instant, From<T>> byStart = new TreeMap<>();
    found.forEach(version -> byStart.put(version.start(), version));
    return List.copyOf(byStart.values());
  }

  /** What holds at an instant; the first also before its start; null where there is none. */
  static <T> T at(List<From<T>> versions, Instant instant) {
    T holds = versions.isEmpty() ? null : versions.get(0).value();
    for (From<T> version : versions) {
      holds = version.start().isAfter(instant) ? holds : version.value();
    }
    return holds;
  }

  Set<String> devices(String session) {
    Set<String> devices = new TreeSet<>();
    events(session)
        .forEach(
            event -> {
              if (event.getEvent() instanceof DeviceBound bound) {
                devices.add(bound.getDevice());
              }
            });
    return devices;
  }

  List<PumpSampleRecord> pumpSamples(String session, String device) {
    return pumps.getOrDefault(device, new TreeMap<>()).values().stream()
        .filter(sample -> bound(session, device, sample.getDeviceTime()))
        .toList();
  }

  List<VitalsSampleRecord> vitalsSamples(String session, String device) {
    return monitors.getOrDefault(device, new TreeMap<>()).values().stream()
        .filter(sample -> bound(session, device, sample.getDeviceTime()))
        .toList();
  }

  private boolean bound(String session, String device, Instant instant) {
    Map<String, DeviceBound> bindings = new LinkedHashMap<>();
    for (SessionEventRecord event : events(session)) {
      if (event.getEvent() instanceof DeviceBound bound) {
        bindings.remove(String.valueOf(bound.getReplaces()));
        bindings.put(event.getEventId(), bound);
      }
    }
    return bindings.values().stream()
        .filter(b -> b.getDevice().equals(device))
        .anyMatch(
            b ->
                !instant.isBefore(b.getFrom())
                    && (b.getTo() == null || instant.isBefore(b.getTo())));
  }
}
