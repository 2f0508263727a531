package io.rivulet.streams.attribution;

import io.rivulet.domain.unattributed.UnattributedRules;
import io.rivulet.domain.watch.Span;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DeviceBindingRecord;
import io.rivulet.schemas.record.DeviceBindingsState;
import io.rivulet.schemas.record.DeviceStatusRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.SessionTelemetryRecord;
import io.rivulet.schemas.record.VitalsSampleRecord;
import io.rivulet.streams.alert.StatedAlerts;
import io.rivulet.streams.live.EarlyCommit;
import io.rivulet.streams.live.Recent;
import io.rivulet.streams.timeline.TimelineKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gives each sample of a device to the session that the device was bound to at the sample's own
 * time, and each status to the one it was bound to at its receipt. Samples that no binding covers
 * are kept, up to a bound, so that a binding recorded after them still finds them; sent twice they
 * do no harm, because the rules know a repeat. A pump that delivers and serves no session is an
 * alert by device.
 */
final class Attribution
    extends ContextualProcessor<String, SpecificRecord, String, SpecificRecord> {
  private static final Duration SECOND = Duration.ofSeconds(1);

  static final String BINDINGS = "device-bindings";
  static final String UNATTRIBUTED = "unattributed-samples";
  static final String ALERTS = "stated-device-alerts";
  static final String DELIVERIES = "pump-deliveries";

  /** A session mostly has a pump or two and a monitor. */
  private static final int DEVICES_OF_A_SESSION = 3;

  private final int unattributedMax;
  private final UnattributedRules rules;
  private final Map<String, DeviceBindingsState> inMemory;

  private final Duration urgentCommit;

  private EarlyCommit early;
  private KeyValueStore<String, DeviceBindingsState> bindings;
  private KeyValueStore<Bytes, SessionTelemetryRecord> unattributed;
  private UnboundPumps unbound;

  /**
   * Attribution.
   *
   * @param unattributedMax samples kept of each device that no binding covers
   * @param sessionsInMemory sessions whose devices' bindings are kept ready; of the others they are
   *     read from the store
   * @param urgentCommit least time between commits that samples ask for that may lead to an alert
   */
  Attribution(
      int unattributedMax, UnattributedRules rules, int sessionsInMemory, Duration urgentCommit) {
    this.urgentCommit = urgentCommit;
    this.inMemory = new Recent<>(Math.multiplyExact(DEVICES_OF_A_SESSION, sessionsInMemory));
    this.unattributedMax = unattributedMax;
    this.rules = rules;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    early = new EarlyCommit(context, urgentCommit);
    bindings = context.getStateStore(BINDINGS);
    unattributed = context.getStateStore(UNATTRIBUTED);
    unbound =
        new UnboundPumps(
            context.getStateStore(DELIVERIES),
            new StatedAlerts(context.getStateStore(ALERTS)),
            rules);
    unbound.begin();
    context.schedule(SECOND, PunctuationType.WALL_CLOCK_TIME, this::second);
  }

  private void second(long wallClockMillis) {
    for (AlertRecord alert : unbound.look(device -> served(stateOf(device)))) {
      context().forward(new Record<>(alert.getDevice(), alert, wallClockMillis));
    }
  }

  private static List<Span> served(DeviceBindingsState state) {
    List<Span> served = new ArrayList<>();
    for (DeviceBindingRecord binding : state.getBindings()) {
      Instant to = binding.getTo() == null ? Instant.MAX : binding.getTo();
      if (binding.getFrom().isBefore(to)) {
        served.add(new Span(binding.getFrom(), to));
      }
    }
    return served;
  }

  @Override
  public void process(Record<String, SpecificRecord> record) {
    if (record.value() instanceof DeviceBindingRecord binding) {
      bind(record, binding);
    } else if (record.value() instanceof DeviceStatusRecord status) {
      status(record, status);
    } else if (record.value() != null) {
      attribute(record);
    }
    early.ask();
  }

  private void attribute(Record<String, SpecificRecord> record) {
    String device = record.key();
    SampleKey.require(record.value(), device);
    SessionTelemetryRecord telemetry = new SessionTelemetryRecord(thin(record.value()));
    DeviceBindingsState state = stateOf(device);
    Optional<String> session = sessionAt(state, time(telemetry));
    if (record.value() instanceof PumpSampleRecord pump) {
      unbound.take(pump, session.isPresent());
    }
    if (session.isPresent()) {
      forward(record, session.get(), telemetry);
      if (mayAlert(record.value())) {
        early.urgent(record.timestamp());
      }
    } else if (unattributedMax > 0) {
      keep(device, telemetry, state);
    }
  }

  /** The rules judge it by the session's limits; until the hop is committed they do not see it. */
  private static boolean mayAlert(SpecificRecord sample) {
    return sample instanceof VitalsSampleRecord
        || sample instanceof PumpSampleRecord pump && !pump.getAlarms().isEmpty();
  }

  /** The latest is kept for a session that is bound to the device later. */
  private void status(Record<String, SpecificRecord> record, DeviceStatusRecord status) {
    DeviceBindingsState state = stateOf(record.key());
    DeviceStatusRecord known = state.getStatus();
    if (known == null || !status.getReceivedTime().isBefore(known.getReceivedTime())) {
      state.setStatus(status);
      bindings.put(record.key(), state);
    }
    sessionAt(state, status.getReceivedTime())
        .ifPresent(session -> forward(record, session, new SessionTelemetryRecord(status)));
  }

  private void forward(
      Record<String, SpecificRecord> record, String session, SessionTelemetryRecord telemetry) {
    context().forward(record.withKey(session).withValue(telemetry));
  }

  /** Without what no rule looks at: the quantities as sent stay in the raw history. */
  private static SpecificRecord thin(SpecificRecord sample) {
    if (sample instanceof PumpSampleRecord pump) {
      pump.setOriginal(List.of());
    } else if (sample instanceof VitalsSampleRecord vitals) {
      vitals.setOriginal(List.of());
    }
    return sample;
  }

  private void keep(String device, SessionTelemetryRecord telemetry, DeviceBindingsState state) {
    byte[] owner = TimelineKey.owner(device);
    if (unattributed.putIfAbsent(key(owner, telemetry), telemetry) != null) {
      return;
    }
    state.setUnattributed(state.getUnattributed() + 1);
    if (state.getUnattributed() > unattributedMax) {
      try (KeyValueIterator<Bytes, SessionTelemetryRecord> oldest =
          unattributed.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
        unattributed.delete(oldest.next().key);
      }
      state.setUnattributed(unattributedMax);
    }
    bindings.put(device, state);
  }

  private void bind(Record<String, SpecificRecord> record, DeviceBindingRecord binding) {
    String device = record.key();
    DeviceBindingsState state = stateOf(device);
    List<DeviceBindingRecord> known = new ArrayList<>(state.getBindings());
    List<String> replaced = new ArrayList<>(state.getReplaced());
    if (binding.getReplaces() != null) {
      replaced.add(binding.getReplaces());
    }
    known.removeIf(other -> other.getBindingId().equals(binding.getBindingId()));
    known.add(binding);
    known.removeIf(other -> replaced.contains(other.getBindingId()));
    known.sort(
        Comparator.comparing(DeviceBindingRecord::getRecordedTime)
            .thenComparing(DeviceBindingRecord::getBindingId));
    Longest.keepLast(known);
    Longest.keepLast(replaced);
    state.setBindings(known);
    state.setReplaced(replaced);
    release(record, device, state);
    bindings.put(device, state);
    unbound.bound(device);
    if (state.getStatus() != null && (binding.getTo() == null || isAfterReceipt(binding, state))) {
      forward(record, binding.getSession(), new SessionTelemetryRecord(state.getStatus()));
    }
  }

  private static boolean isAfterReceipt(DeviceBindingRecord binding, DeviceBindingsState state) {
    return binding.getTo().isAfter(state.getStatus().getReceivedTime());
  }

  private void release(
      Record<String, SpecificRecord> record, String device, DeviceBindingsState state) {
    byte[] owner = TimelineKey.owner(device);
    List<KeyValue<Bytes, SessionTelemetryRecord>> covered = new ArrayList<>();
    try (KeyValueIterator<Bytes, SessionTelemetryRecord> kept =
        unattributed.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      kept.forEachRemaining(
          entry -> {
            if (sessionAt(state, time(entry.value)).isPresent()) {
              covered.add(entry);
            }
          });
    }
    for (KeyValue<Bytes, SessionTelemetryRecord> entry : covered) {
      String session = sessionAt(state, time(entry.value)).orElseThrow();
      forward(record, session, entry.value);
      unattributed.delete(entry.key);
    }
    state.setUnattributed(state.getUnattributed() - covered.size());
  }

  /** The session of the latest recorded binding that covers an instant. */
  private static Optional<String> sessionAt(DeviceBindingsState state, Instant time) {
    List<DeviceBindingRecord> known = state.getBindings();
    for (int i = known.size() - 1; i >= 0; i--) {
      DeviceBindingRecord binding = known.get(i);
      boolean begun = !time.isBefore(binding.getFrom());
      if (begun && (binding.getTo() == null || time.isBefore(binding.getTo()))) {
        return Optional.of(binding.getSession());
      }
    }
    return Optional.empty();
  }

  private DeviceBindingsState stateOf(String device) {
    return inMemory.computeIfAbsent(
        device,
        name -> {
          DeviceBindingsState state = bindings.get(name);
          return state == null ? DeviceBindingsState.newBuilder().build() : state;
        });
  }

  private static Instant time(SessionTelemetryRecord telemetry) {
    return telemetry.getSample() instanceof PumpSampleRecord pump
        ? pump.getDeviceTime()
        : ((VitalsSampleRecord) telemetry.getSample()).getDeviceTime();
  }

  private static Bytes key(byte[] owner, SessionTelemetryRecord telemetry) {
    return telemetry.getSample() instanceof PumpSampleRecord pump
        ? TimelineKey.of(owner, pump.getDeviceTime(), pump.getSequence(), "")
        : TimelineKey.of(
            owner, time(telemetry), ((VitalsSampleRecord) telemetry.getSample()).getSequence(), "");
  }
}
