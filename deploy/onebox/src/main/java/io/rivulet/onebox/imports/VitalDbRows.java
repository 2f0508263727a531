package io.rivulet.onebox.imports;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.schemas.mqtt.PumpPayload;
import io.rivulet.schemas.mqtt.QuantityPayload;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.simulator.trace.DayShift;
import io.rivulet.simulator.trace.PlanNames;
import io.rivulet.simulator.trace.PlannedDevice;
import io.rivulet.simulator.trace.PlannedMessage;
import io.rivulet.simulator.trace.VitalQuantity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.commons.csv.CSVRecord;

/** Takes the rows of a VitalDB-style file one by one and makes messages of them. */
final class VitalDbRows {
  /** More of them mean that the map is wrong, and nobody reads a longer list. */
  private static final int REFUSED_MAX = 10_000;

  private final VitalDbMap map;
  private final PlanNames names;
  private final List<Source> sources = new ArrayList<>();
  private final List<PlannedMessage> messages = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  /** A device and what it makes of a row; nothing where the row has none of its columns. */
  private record Source(PlannedDevice device, PayloadKind kind, Maker maker) {}

  private interface Maker {
    Optional<SpecificRecord> make(Cells cells, Instant time, long sequence);
  }

  VitalDbRows(VitalDbMap map, PlanNames names) {
    this.map = map;
    this.names = names;
    for (int i = 0; i < map.pumps().size(); i++) {
      VitalDbMap.Pump pump = map.pumps().get(i);
      DeviceId id = VitalDbImport.device(names, "pump-" + (i + 1));
      sources.add(
          new Source(
              new PlannedDevice.Pump(id, pump.drug()),
              PayloadKind.PUMP,
              (cells, time, sequence) -> pump(pump, id, cells, time, sequence)));
    }
    for (PressureSource source : PressureSource.values()) {
      if (map.vitals().keySet().stream()
          .anyMatch(quantity -> quantity.source().equals(Optional.of(source)))) {
        DeviceId id = VitalDbImport.device(names, source.name().toLowerCase(Locale.ROOT));
        addMonitor(new PlannedDevice.PressureMonitor(id, source), Optional.of(source));
      }
    }
    if (map.etco2().isPresent()
        || map.vitals().keySet().stream().anyMatch(quantity -> quantity.source().isEmpty())) {
      DeviceId id = VitalDbImport.device(names, "bedside");
      addMonitor(new PlannedDevice.BedsideMonitor(id), Optional.empty());
    }
  }

  private void addMonitor(PlannedDevice device, Optional<PressureSource> source) {
    VitalDbVitals vitals = new VitalDbVitals(map, names.site(), device.id(), source);
    sources.add(new Source(device, PayloadKind.VITALS, vitals::message));
  }

  /** Refuses a file without a column that the map names. */
  void requireColumns(Path path, List<String> header) {
    TreeSet<String> missing = new TreeSet<>(List.of(map.timeColumn()));
    map.pumps()
        .forEach(
            pump -> {
              pump.volume().ifPresent(column -> missing.add(column.name()));
              pump.rate().ifPresent(column -> missing.add(column.name()));
            });
    map.vitals().values().forEach(column -> missing.add(column.name()));
    map.etco2().ifPresent(column -> missing.add(column.name()));
    header.forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new ImportException(
          path + " lacks columns that the map names: " + String.join(", ", missing));
    }
  }

  void accept(CSVRecord row, long line) {
    List<PlannedMessage> made = new ArrayList<>(sources.size());
    try {
      Cells cells = new Cells(row);
      Instant time = time(cells);
      for (int i = 0; i < sources.size(); i++) {
        Source source = sources.get(i);
        long sequence = row.getRecordNumber() - 1;
        Optional<SpecificRecord> payload = source.maker.make(cells, time, sequence);
        if (payload.isPresent()) {
          PlannedMessage message =
              new PlannedMessage(
                  source.device.id(), source.kind, sequence, time, time, payload.get());
          SampleMapping.record(message, time);
          made.add(message);
        }
      }
      messages.addAll(made);
      first = first.filter(held -> !time.isBefore(held)).or(() -> Optional.of(time));
      last = last.filter(held -> !time.isAfter(held)).or(() -> Optional.of(time));
    } catch (RefusedPayloadException e) {
      refuse(line, e.reason() + ", " + e.getMessage());
    } catch (IllegalArgumentException e) {
      refuse(line, e.getMessage());
    }
  }

  private void refuse(long line, String reason) {
    refused.add(new Refusal("line " + line, reason));
    if (refused.size() > REFUSED_MAX) {
      throw new ImportException(
          "more than "
              + REFUSED_MAX
              + " rows are refused, the last at "
              + refused.get(REFUSED_MAX));
    }
  }

  private Instant time(Cells cells) {
    double seconds =
        cells
            .number(map.timeColumn())
            .orElseThrow(() -> new IllegalArgumentException(map.timeColumn() + " is empty"));
    if (!(seconds >= 0 && seconds <= 1e9)) {
      throw new IllegalArgumentException(
          map.timeColumn() + " " + seconds + " s is outside 0 to 1e9");
    }
    return map.start().plusMillis(Math.round(seconds * 1_000));
  }

  private Optional<SpecificRecord> pump(
      VitalDbMap.Pump pump, DeviceId id, Cells cells, Instant time, long sequence) {
    OptionalDouble volume = cells.number(pump.volume());
    OptionalDouble rate = cells.number(pump.rate());
    if (volume.isEmpty() && rate.isEmpty()) {
      return Optional.empty();
    }
    PumpPayload.Builder payload =
        PumpPayload.newBuilder()
            .setSite(names.site())
            .setDevice(id.value())
            .setTime(time)
            .setSequence(sequence)
            .setDrug(pump.drug())
            .setState(rate.orElse(0) > 0 ? "RUN" : "HOLD");
    pump.volume()
        .ifPresent(column -> volume.ifPresent(v -> payload.setVolume(quantity(v, column))));
    pump.rate().ifPresent(column -> rate.ifPresent(v -> payload.setRate(quantity(v, column))));
    pump.concentration()
        .ifPresent(v -> payload.setConcentration(new QuantityPayload(v, pump.concentrationUnit())));
    return Optional.of(payload.build());
  }

  private static QuantityPayload quantity(double value, VitalDbMap.Column column) {
    return new QuantityPayload(value, column.unit());
  }

  List<PlannedDevice> devices() {
    TreeSet<DeviceId> sending = new TreeSet<>();
    messages.forEach(message -> sending.add(message.device()));
    return sources.stream()
        .map(Source::device)
        .filter(device -> sending.contains(device.id()))
        .toList();
  }

  /** The messages, moved. */
  List<PlannedMessage> messages(DayShift shift) {
    return messages.stream().map(message -> VitalDbVitals.moved(message, shift)).toList();
  }

  List<Refusal> refused() {
    return refused;
  }

  Optional<Instant> first() {
    return first;
  }

  Optional<Instant> last() {
    return last;
  }

  /** Which quantities a source measures. */
  static List<VitalQuantity> of(Optional<PressureSource> source) {
    return List.of(VitalQuantity.values()).stream()
        .filter(quantity -> quantity.source().equals(source))
        .toList();
  }
}
