package io.rivulet.simulator.trace;

import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.Direction;
import io.rivulet.domain.vitals.VitalSign;
import io.rivulet.domain.vitals.VitalSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The alarm limits of a trace's bedside monitors at one time.
 *
 * @param limits by what is limited
 */
public record AlarmSettings(Map<Setting, Double> limits) {
  /** SpO2 cannot exceed this, so a high limit here is one that is switched off. */
  private static final double SPO2_OFF_PERCENT = 100;

  /**
   * One limit.
   *
   * @param source how the sign is taken
   * @param sign what is limited
   * @param direction which side
   */
  public record Setting(VitalSource source, VitalSign sign, Direction direction) {
    private Setting opposite() {
      return new Setting(
          source, sign, direction == Direction.HIGH ? Direction.LOW : Direction.HIGH);
    }
  }

  /** Copies the map. */
  public AlarmSettings {
    limits = Map.copyOf(limits);
  }

  /**
   * A trace's settings.
   *
   * @param versions every change, from its own time on; none where none was charted
   * @param leftOut rows that no monitor could have meant: a low limit at or above the high one
   */
  record Charted(Versions<AlarmSettings> versions, int leftOut) {}

  static Charted of(Trace trace, DayShift shift) {
    Map<Instant, List<TraceRow.AlarmLimit>> byTime = new TreeMap<>();
    trace
        .alarms()
        .forEach(row -> byTime.computeIfAbsent(row.time(), t -> new ArrayList<>()).add(row));
    List<Version<AlarmSettings>> versions = new ArrayList<>();
    AlarmSettings settings = new AlarmSettings(Map.of());
    int leftOut = 0;
    for (Map.Entry<Instant, List<TraceRow.AlarmLimit>> entry : byTime.entrySet()) {
      Map<Setting, Double> limits = new HashMap<>(settings.limits);
      leftOut += set(limits, entry.getValue(), components(trace.alarmSources(), entry.getKey()));
      AlarmSettings next = new AlarmSettings(limits);
      if (versions.isEmpty() || !next.equals(settings)) {
        versions.add(new Version<>(shift.apply(entry.getKey()), next));
      }
      settings = next;
    }
    return new Charted(Versions.of(versions), leftOut);
  }

  /** What limits of pressure are held against: the systolic one where nothing was charted. */
  private static Map<VitalSource, VitalSign> components(
      List<TraceRow.AlarmSource> rows, Instant time) {
    Map<VitalSource, VitalSign> components = new EnumMap<>(VitalSource.class);
    components.put(VitalSource.NIBP, VitalSign.SYSTOLIC);
    components.put(VitalSource.ART, VitalSign.SYSTOLIC);
    rows.stream()
        .filter(row -> !row.time().isAfter(time))
        .sorted(java.util.Comparator.comparing(TraceRow.AlarmSource::time))
        .forEach(row -> components.put(row.source(), VitalSign.of(row.component())));
    return components;
  }

  /**
   * Sets what was set at one time: together where that can be, otherwise row by row.
   *
   * @return rows that were left out
   */
  private static int set(
      Map<Setting, Double> limits,
      List<TraceRow.AlarmLimit> rows,
      Map<VitalSource, VitalSign> components) {
    Map<Setting, Double> together = new HashMap<>(limits);
    rows.forEach(row -> put(together, setting(row, components), row.value()));
    if (rows.stream().allMatch(row -> possible(together, setting(row, components)))) {
      limits.putAll(together);
      limits.keySet().retainAll(together.keySet());
      return 0;
    }
    int leftOut = 0;
    for (TraceRow.AlarmLimit row : rows) {
      Setting setting = setting(row, components);
      Double before = limits.get(setting);
      put(limits, setting, row.value());
      if (!possible(limits, setting)) {
        leftOut++;
        limits.remove(setting);
        if (before != null) {
          limits.put(setting, before);
        }
      }
    }
    return leftOut;
  }

  private static Setting setting(TraceRow.AlarmLimit row, Map<VitalSource, VitalSign> components) {
    Optional<VitalSign> sign = row.alarm().sign();
    return new Setting(
        row.alarm().source(),
        sign.orElseGet(() -> components.get(row.alarm().source())),
        row.alarm().direction());
  }

  private static void put(Map<Setting, Double> limits, Setting setting, double value) {
    boolean off =
        setting.sign() == VitalSign.SPO2
            && setting.direction() == Direction.HIGH
            && value >= SPO2_OFF_PERCENT;
    if (off) {
      limits.remove(setting);
    } else {
      limits.put(setting, value);
    }
  }

  private static boolean possible(Map<Setting, Double> limits, Setting setting) {
    Double own = limits.get(setting);
    Double other = limits.get(setting.opposite());
    if (own == null || other == null) {
      return true;
    }
    return setting.direction() == Direction.HIGH ? other < own : own < other;
  }
}
