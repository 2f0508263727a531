package io.rivulet.streams.attribution;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unattributed.UnattributedInfusion;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBindingsState;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.streams.alert.StatedAlerts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds infusions that are bound to no session, from the samples that attribution keeps. Samples
 * are only noted; once a second the devices that were are looked at, a number of them.
 */
final class UnboundPumps {
  private static final String RULE = "unattributed";
  private static final int IN_MEMORY = 10_000;

  /** A look may go over all the samples kept of a device. */
  private static final int LOOKS_AT_ONCE_MAX = 50;

  private final UnattributedInfusion rule;
  private final StatedAlerts stated;
  private final Set<String> noted = new LinkedHashSet<>();
  private final Map<String, Unbound> pumps =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unbound> eldest) {
          return size() > IN_MEMORY;
        }
      };

  UnboundPumps(UnattributedInfusion rule, StatedAlerts stated) {
    this.rule = rule;
    this.stated = stated;
  }

  /** Something kept of a device is to be looked at. */
  void note(String device) {
    noted.add(device);
  }

  /** A sample was kept. */
  void kept(String device, SessionTelemetryRecord sample, DeviceBindingsState state) {
    if (sample.getSample() instanceof PumpSampleRecord pump) {
      of(device, state).kept(ReadingMapping.pump(pump));
      noted.add(device);
    }
  }

  /** The oldest sample was let go of for want of room. */
  void letGo(String device, SessionTelemetryRecord sample, DeviceBindingsState state) {
    if (sample.getSample() instanceof PumpSampleRecord pump) {
      Unbound unbound = of(device, state);
      unbound.letGo(ReadingMapping.pump(pump));
      state.setUnattributedRuns(InfusionRunsCodec.write(unbound.base()));
    }
  }

  /** Samples were given to a session. */
  void released(String device, DeviceBindingsState state) {
    of(device, state).released();
    noted.add(device);
  }

  private Unbound of(String device, DeviceBindingsState state) {
    return pumps.computeIfAbsent(
        device, unknown -> new Unbound(rule, InfusionRunsCodec.read(state.getUnattributedRuns())));
  }

  /**
   * What is to be stated of the devices that were noted.
   *
   * @param states of a device
   * @param kept the samples kept of a device, in order
   */
  List<AlertRecord> look(
      Function<String, DeviceBindingsState> states,
      Function<String, List<SessionTelemetryRecord>> kept) {
    List<AlertRecord> records = new ArrayList<>();
    Iterator<String> devices = noted.iterator();
    for (int looked = 0; looked < LOOKS_AT_ONCE_MAX && devices.hasNext(); looked++) {
      String device = devices.next();
      devices.remove();
      Unbound unbound = of(device, states.apply(device));
      if (unbound.isStale()) {
        unbound.goOver(pumpSamples(kept.apply(device)));
      }
      List<Alert> found = rule.alerts(new DeviceId(device), unbound.site(), unbound.tip());
      records.addAll(stated.restate(device, RULE, found, unbound.finalBefore()));
    }
    return records;
  }

  private static List<PumpSample> pumpSamples(List<SessionTelemetryRecord> kept) {
    List<PumpSample> samples = new ArrayList<>();
    for (SessionTelemetryRecord telemetry : kept) {
      if (telemetry.getSample() instanceof PumpSampleRecord pump) {
        samples.add(ReadingMapping.pump(pump));
      }
    }
    return samples;
  }
}
