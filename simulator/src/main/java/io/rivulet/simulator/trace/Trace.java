package io.rivulet.simulator.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recorded trace: the rows a replay uses, in the order of the file.
 *
 * @param file the file's name
 * @param stay what the session is named after: the digits of the file's name, or the name itself
 * @param segments what pumps delivered, void rows left out
 * @param vitals what monitors showed
 * @param weights charted weights in kg
 * @param alarms limits that were set on bedside monitors
 * @param alarmSources what component of a pressure they were held against
 * @param ignored how many rows were left out, by reason; void segments are among them
 */
public record Trace(
    String file,
    String stay,
    List<TraceRow.PumpSegment> segments,
    List<TraceRow.VitalSign> vitals,
    List<TraceRow.ChartedWeight> weights,
    List<TraceRow.AlarmLimit> alarms,
    List<TraceRow.AlarmSource> alarmSources,
    Map<String, Integer> ignored) {
  /** Copies the lists. */
  public Trace {
    segments = List.copyOf(segments);
    vitals = List.copyOf(vitals);
    weights = List.copyOf(weights);
    alarms = List.copyOf(alarms);
    alarmSources = List.copyOf(alarmSources);
    ignored = java.util.Collections.unmodifiableMap(new TreeMap<>(ignored));
  }
}
