package io.rivulet.streams.attribution;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PumpState;
import io.rivulet.domain.unattributed.Deliveries;
import io.rivulet.domain.unattributed.UnattributedInfusion;
import io.rivulet.domain.unattributed.UnattributedRules;
import io.rivulet.domain.watch.Span;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.streams.alert.StatedAlerts;
import io.rivulet.streams.live.LiveStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds infusions that are bound to no session. Of every pump it keeps when it delivered; once a
 * second those pumps are looked at of which anything may be found.
 */
final class UnboundPumps {
  private static final String RULE = "unattributed";
  private static final int LOOKS_AT_ONCE_MAX = 1_000;

  private final LiveStore<PumpDeliveries> pumps;
  private final StatedAlerts stated;
  private final UnattributedRules rules;
  private final UnattributedInfusion rule;
  private final Set<String> noted = new LinkedHashSet<>();

  /** Pumps of which any sample may lengthen or end a run. */
  private final Set<String> open = new HashSet<>();

  UnboundPumps(LiveStore<PumpDeliveries> pumps, StatedAlerts stated, UnattributedRules rules) {
    this.pumps = pumps;
    this.stated = stated;
    this.rules = rules;
    this.rule = new UnattributedInfusion(rules);
    pumps.use(new PumpDeliveriesCodec());
  }

  /** Once, after the store was restored: another task may not have come to look. */
  void begin() {
    pumps.eachHead((device, head) -> noted.add(device));
  }

  /** A sample came, for a session or for none. */
  void take(PumpSampleRecord sample, boolean bound) {
    // A name that none may have is refused here, where it goes to the dead letters.
    String device = new DeviceId(sample.getDevice()).value();
    PumpDeliveries known = pumps.get(device);
    PumpDeliveries pump =
        known == null ? new PumpDeliveries(sample.getSite(), Deliveries.NONE) : known;
    Deliveries before = pump.known;
    pump.known =
        before.with(sample.getDeviceTime(), state(sample), rate(sample), nanolitres(sample), rules);
    boolean differs = known == null || pump.known.differs(before);
    // Also where it only goes on: a crash that took its last seconds away would make the pause
    // after
    // it longer than it was.
    pumps.changed(device, pump);
    if (differs || !bound || open.contains(device)) {
      noted.add(device);
    }
  }

  private static PumpState state(PumpSampleRecord sample) {
    return switch (sample.getState()) {
      case RUN -> PumpState.RUN;
      case BOLUS -> PumpState.BOLUS;
      case KVO -> PumpState.KVO;
      case HOLD -> PumpState.HOLD;
      case STOP, UNKNOWN -> PumpState.STOP;
    };
  }

  private static OptionalDouble rate(PumpSampleRecord sample) {
    return sample.getRateMlPerHour() == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(sample.getRateMlPerHour());
  }

  private static OptionalLong nanolitres(PumpSampleRecord sample) {
    return sample.getDeliveredNanolitres() == null
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, sample.getDeliveredNanolitres()));
  }

  /** What a device serves has changed. */
  void bound(String device) {
    noted.add(device);
  }

  /**
   * What is to be stated of the pumps that were noted.
   *
   * @param served the times through which a device serves any session
   */
  List<AlertRecord> look(Function<String, List<Span>> served) {
    List<AlertRecord> records = new ArrayList<>();
    Iterator<String> devices = noted.iterator();
    for (int looked = 0; looked < LOOKS_AT_ONCE_MAX && devices.hasNext(); looked++) {
      String device = devices.next();
      devices.remove();
      PumpDeliveries pump = pumps.get(device);
      if (pump != null) {
        records.addAll(look(device, pump, served.apply(device)));
      }
    }
    return records;
  }

  private List<AlertRecord> look(String device, PumpDeliveries pump, List<Span> served) {
    List<Alert> found = rule.find(new DeviceId(device), pump.site(), pump.known, served);
    boolean present = found.stream().anyMatch(Alert::present);
    if (present || UnattributedInfusion.isOpen(pump.known, served)) {
      open.add(device);
    } else {
      open.remove(device);
    }
    return stated.restate(device, RULE, found, UnattributedInfusion.finalBefore(pump.known));
  }
}
