package io.rivulet.onebox.imports;

import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.simulator.trace.DayShift;
import io.rivulet.simulator.trace.PlanNames;
import io.rivulet.simulator.trace.TracePlan;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads a CSV file with one row for each instant and one column for each track, as VitalDB's
 * programs write them. An empty cell was not measured. A row with a cell that cannot be read is
 * left out whole, with its line.
 */
public final class VitalDbImport {
  /** Rows of one file: a week at one a second. */
  static final int ROWS_MAX = 700_000;

  private VitalDbImport() {}

  /**
   * A case as devices would have sent it.
   *
   * @param site the site its devices are to be of
   * @param now what its end must lie before
   * @throws ImportException where the file cannot be read, lacks a column of the map, is too long,
   *     holds nothing, or ends in the future
   */
  public static Recording read(
      Path path, VitalDbMap map, String site, ShiftChoice shift, Instant now) {
    SourceFile file = SourceFile.of(path, map.toString());
    PlanNames names = file.names(site, map.subject());
    VitalDbRows rows = rows(path, map, names);
    Instant last = rows.last().orElseThrow(() -> new ImportException(path + " holds no row"));
    DayShift days = shift.shift(last, now);
    TracePlan plan =
        new TracePlan(
            file.name(),
            site,
            map.subject(),
            names.session(),
            days,
            rows.devices(),
            rows.messages(days),
            weights(map, days),
            Versions.none(),
            0,
            days.apply(rows.first().orElseThrow()),
            days.apply(last));
    List<Refusal> refused = rows.refused();
    return TraceImport.checked(
        new Recording("vitaldb", file.sha256(), file.run(), plan, refused), now);
  }

  private static Versions<Double> weights(VitalDbMap map, DayShift days) {
    return map.weightKg().isEmpty()
        ? Versions.none()
        : Versions.of(
            List.of(new Version<>(days.apply(map.start()), map.weightKg().getAsDouble())));
  }

  private static VitalDbRows rows(Path path, VitalDbMap map, PlanNames names) {
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        CSVParser parser = format().parse(text)) {
      VitalDbRows rows = new VitalDbRows(map, names);
      rows.requireColumns(path, parser.getHeaderNames());
      for (CSVRecord row : parser) {
        if (parser.getRecordNumber() > ROWS_MAX) {
          throw new ImportException(
              path + " has more than " + ROWS_MAX + " rows; split it, or thin it out");
        }
        rows.accept(row, parser.getCurrentLineNumber());
      }
      return rows;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new ImportException(path + " cannot be read as CSV: " + e.getMessage(), e);
    }
  }

  private static CSVFormat format() {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setIgnoreEmptyLines(true)
        .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
        .get();
  }

  /** The device of this name. */
  static DeviceId device(PlanNames names, String name) {
    return new DeviceId(names.devicePrefix() + name);
  }
}
