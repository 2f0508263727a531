package io.rivulet.simulator.trace;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A trace turned into devices and what each of them sends. A function of its arguments alone.
 *
 * @param trace the file's name
 * @param site the clinic its devices are of
 * @param subject a pseudonym of the person
 * @param session the session it becomes
 * @param shift from the trace's times to the published ones
 * @param devices every device, pumps first
 * @param messages every message in event order
 * @param weightsKg the session's weights in kg, by their shifted start; of two at one time the
 *     later row
 * @param alarms limits that were set on the trace's bedside monitors, by their shifted start
 * @param alarmsLeftOut settings that no monitor could have meant and that are not among them
 * @param first time of the first thing that happened, shifted
 * @param last time of the last thing that happened, shifted
 */
public record TracePlan(
    String trace,
    String site,
    String subject,
    SessionId session,
    DayShift shift,
    List<PlannedDevice> devices,
    List<PlannedMessage> messages,
    Versions<Double> weightsKg,
    Versions<AlarmSettings> alarms,
    int alarmsLeftOut,
    Instant first,
    Instant last) {
  /** The clinic of replayed devices. */
  public static final String SITE = "replay";

  private static final int DRUG_NAME_LENGTH_MAX = 30;

  /** Copies the lists. */
  public TracePlan {
    devices = List.copyOf(devices);
    messages = List.copyOf(messages);
  }

  /**
   * The plan for a trace.
   *
   * @param now what the trace's end must lie before
   */
  public static TracePlan of(Trace trace, RunId run, Instant now) {
    return of(trace, PlanNames.ofReplay(trace, run), DayShift.endingBefore(now, last(trace)));
  }

  /** The plan for a trace under these names, moved by these days. */
  public static TracePlan of(Trace trace, PlanNames names, DayShift shift) {
    return new Builder(trace, names, shift).build();
  }

  /** The latest time of a trace, its own. */
  public static Instant last(Trace trace) {
    return times(trace).max(Instant::compareTo).orElseThrow();
  }

  private static Stream<Instant> times(Trace trace) {
    return Stream.of(
            trace.segments().stream().flatMap(s -> Stream.of(s.time(), s.end())),
            trace.vitals().stream().map(TraceRow.VitalSign::time),
            trace.weights().stream().map(TraceRow.ChartedWeight::time))
        .flatMap(stream -> stream);
  }

  /** The same with other messages of its devices; devices that have none left are left out. */
  public TracePlan withMessages(List<PlannedMessage> kept) {
    Set<DeviceId> sending = new HashSet<>();
    kept.forEach(message -> sending.add(message.device()));
    return new TracePlan(
        trace,
        site,
        subject,
        session,
        shift,
        devices.stream().filter(device -> sending.contains(device.id())).toList(),
        kept,
        weightsKg,
        alarms,
        alarmsLeftOut,
        first,
        last);
  }

  /** The messages as they are to be published. */
  public List<PlannedMessage> messages(ReplayOrder order) {
    return messages.stream().sorted(order.comparator()).toList();
  }

  private static final class Builder {
    private final Trace trace;
    private final PlanNames names;
    private final DayShift shift;
    private final Set<DeviceId> taken = new HashSet<>();
    private final List<PlannedDevice> devices = new ArrayList<>();
    private final List<PlannedMessage> messages = new ArrayList<>();

    private Builder(Trace trace, PlanNames names, DayShift shift) {
      this.trace = trace;
      this.names = names;
      this.shift = shift;
    }

    private TracePlan build() {
      PumpPlan.pumpsByDrug(trace.segments()).forEach(this::addPumps);
      for (PressureSource source : PressureSource.values()) {
        addMonitor(Optional.of(source));
      }
      addMonitor(Optional.empty());
      AlarmSettings.Charted alarms = AlarmSettings.of(trace, shift);
      return new TracePlan(
          trace.file(),
          names.site(),
          names.subject(),
          names.session(),
          shift,
          devices,
          messages.stream().sorted(PlannedMessage.BY_EVENT).toList(),
          Versions.of(
              trace.weights().stream()
                  .map(row -> new Version<>(shift.apply(row.time()), row.weightKg()))
                  .toList()),
          alarms.versions(),
          alarms.leftOut(),
          shift.apply(times(trace).min(Instant::compareTo).orElseThrow()),
          shift.apply(times(trace).max(Instant::compareTo).orElseThrow()));
    }

    private void addPumps(String drug, List<List<TraceRow.PumpSegment>> pumps) {
      for (List<TraceRow.PumpSegment> segments : pumps) {
        DeviceId id = freeName(Slug.of(drug, DRUG_NAME_LENGTH_MAX));
        devices.add(new PlannedDevice.Pump(id, drug));
        messages.addAll(PumpPlan.messages(names.site(), id, segments, shift));
      }
    }

    private DeviceId freeName(String name) {
      int number = 1;
      DeviceId id = new DeviceId(names.devicePrefix() + name + "-" + number);
      while (!taken.add(id)) {
        number++;
        id = new DeviceId(names.devicePrefix() + name + "-" + number);
      }
      return id;
    }

    private void addMonitor(Optional<PressureSource> source) {
      List<TraceRow.VitalSign> rows =
          trace.vitals().stream().filter(row -> row.quantity().source().equals(source)).toList();
      if (rows.isEmpty()) {
        return;
      }
      PlannedDevice device =
          source
              .<PlannedDevice>map(
                  s ->
                      new PlannedDevice.PressureMonitor(
                          new DeviceId(names.devicePrefix() + s.name().toLowerCase(Locale.ROOT)),
                          s))
              .orElseGet(
                  () ->
                      new PlannedDevice.BedsideMonitor(
                          new DeviceId(names.devicePrefix() + "bedside")));
      devices.add(device);
      messages.addAll(MonitorPlan.messages(names.site(), device.id(), rows, shift));
    }
  }
}
