package io.rivulet.domain.vitals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is known of a subject's own values before the first infusion. */
public sealed interface Baseline {
  /** Where the window holds more readings than this, the latest of them count. */
  int MAX_READINGS = 600;

  /** Nothing gathered yet. */
  Baseline NONE = new Gathering(List.of());

  /**
   * The infusion has not begun, as far as is known.
   *
   * @param window plausible readings that may turn out to lie before it, in order
   */
  record Gathering(List<VitalReading> window) implements Baseline {
    /** Keeps an unmodifiable copy. */
    public Gathering {
      window = List.copyOf(window);
    }
  }

  /**
   * The infusion has begun, and what counts is settled.
   *
   * @param infusion when it began
   * @param medians by sign; a sign with fewer readings than the rule asks for is absent
   * @param readings how many readings lay in the window
   */
  record Settled(Instant infusion, Map<VitalSign, Double> medians, int readings)
      implements Baseline {
    /** Keeps an unmodifiable copy. */
    public Settled {
      medians = Map.copyOf(medians);
    }
  }

  /** The subject's value, where it is known. */
  default OptionalDouble value(VitalSign sign) {
    if (this instanceof Settled settled && settled.medians.containsKey(sign)) {
      return OptionalDouble.of(settled.medians.get(sign));
    }
    return OptionalDouble.empty();
  }

  /**
   * Takes a plausible reading. What is settled stays.
   *
   * @param reading later than all before
   * @param rule how a baseline is found
   * @param infusion when the first infusion began; empty while none has
   */
  default Baseline next(VitalReading reading, BaselineRule rule, Optional<Instant> infusion) {
    if (!(this instanceof Gathering gathering)) {
      return this;
    }
    Instant time = reading.origin().time();
    if (infusion.isPresent() && !time.isBefore(infusion.get())) {
      return settle(gathering.window, rule, infusion.get());
    }
    Instant from = time.minus(rule.window());
    List<VitalReading> window = new ArrayList<>(gathering.window.size() + 1);
    for (VitalReading kept : gathering.window) {
      if (!kept.origin().time().isBefore(from)) {
        window.add(kept);
      }
    }
    window.add(reading);
    return new Gathering(window.size() > MAX_READINGS ? window.subList(1, window.size()) : window);
  }

  private static Settled settle(List<VitalReading> window, BaselineRule rule, Instant infusion) {
    Instant from = infusion.minus(rule.window());
    Map<VitalSign, List<Double>> values = new EnumMap<>(VitalSign.class);
    int readings = 0;
    for (VitalReading reading : window) {
      if (!reading.origin().time().isBefore(from)) {
        readings++;
        for (VitalSign sign : reading.measurement().signs()) {
          reading
              .value(sign)
              .ifPresent(value -> values.computeIfAbsent(sign, s -> new ArrayList<>()).add(value));
        }
      }
    }
    Map<VitalSign, Double> medians = new EnumMap<>(VitalSign.class);
    values.forEach(
        (sign, found) -> {
          if (found.size() >= rule.minReadings()) {
            medians.put(sign, median(found));
          }
        });
    return new Settled(infusion, medians, readings);
  }

  private static double median(List<Double> values) {
    values.sort(null);
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }
}
