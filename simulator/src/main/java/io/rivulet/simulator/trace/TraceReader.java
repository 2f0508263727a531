package io.rivulet.simulator.trace;

import io.rivulet.domain.reading.PressureComponent;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.vitals.VitalSource;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * Reads a recorded trace. A trace is data that somebody chose, so a row that cannot be read fails
 * the whole file before anything is published: a replay that left rows out would report a dose that
 * nobody charted.
 */
public final class TraceReader {
  private static final List<String> COLUMNS =
      List.of(
          "ts",
          "end_ts",
          "kind",
          "code",
          "value",
          "rate_ml_h",
          "amount",
          "amount_unit",
          "weight_kg",
          "status",
          "ingest_ts");
  private static final Set<String> SESSION_WEIGHTS =
      Set.of("Admission Weight (Kg)", "Daily Weight");
  private static final int STAY_LENGTH_MAX = 20;
  private static final double AMOUNT_MAX = 1e9;
  private static final double ALARM_MAX = 1e6;

  private final String file;
  private final List<TraceRow.PumpSegment> segments = new ArrayList<>();
  private final List<TraceRow.VitalSign> vitals = new ArrayList<>();
  private final List<TraceRow.ChartedWeight> weights = new ArrayList<>();
  private final List<TraceRow.AlarmLimit> alarms = new ArrayList<>();
  private final List<TraceRow.AlarmSource> alarmSources = new ArrayList<>();
  private final Map<String, Integer> ignored = new TreeMap<>();

  private TraceReader(String file) {
    this.file = file;
  }

  /**
   * Reads a UTF-8 CSV file with a header row.
   *
   * @throws TraceFormatException where the file is missing, unreadable, or holds a row that cannot
   *     be read; the message says where and what is accepted
   */
  public static Trace read(Path path) {
    TraceReader reader = new TraceReader(path.getFileName().toString());
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.UTF_8);
        CSVParser parser = format().parse(text)) {
      reader.requireColumns(parser.getHeaderNames());
      parser.forEach(reader::accept);
    } catch (NoSuchFileException e) {
      throw new TraceFormatException(path.toString(), "no such trace file");
    } catch (CharacterCodingException e) {
      throw new TraceFormatException(path.toString(), "is not UTF-8 text");
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new TraceFormatException(
          path.toString(), "cannot be read as CSV: " + causeOf(e).getMessage());
    }
    return reader.trace();
  }

  private static CSVFormat format() {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
        .get();
  }

  private static Throwable causeOf(Exception e) {
    return e instanceof UncheckedIOException ? e.getCause() : e;
  }

  private void requireColumns(List<String> header) {
    List<String> missing = COLUMNS.stream().filter(column -> !header.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new TraceFormatException(
          file,
          "line 1 lacks the column"
              + (missing.size() == 1 ? " " : "s ")
              + String.join(", ", missing)
              + " of a trace");
    }
  }

  private void accept(CSVRecord record) {
    TraceCells cells = new TraceCells(file, record);
    switch (cells.text("kind")) {
      case "PUMP_SEGMENT" -> acceptSegment(cells);
      case "VITAL" -> acceptVital(cells);
      case "WEIGHT" -> acceptWeight(cells);
      case "ALARM_LIMIT" -> acceptAlarm(cells);
      default -> throw cells.refuse("kind", "PUMP_SEGMENT, VITAL, ALARM_LIMIT or WEIGHT");
    }
  }

  private void acceptSegment(TraceCells cells) {
    var start = cells.time("ts");
    var end = cells.time("end_ts");
    if (cells.text("status").equals("Rewritten") || !end.isAfter(start)) {
      ignore("void segments");
      return;
    }
    segments.add(
        new TraceRow.PumpSegment(
            start,
            end,
            cells.optionalTime("ingest_ts"),
            cells.name("code"),
            cells.amount("rate_ml_h", PumpSample.MAX_RATE_ML_PER_HOUR),
            cells.amount("amount", AMOUNT_MAX),
            cells.name("amount_unit"),
            cells.optionalPositive("weight_kg")));
  }

  private void acceptVital(TraceCells cells) {
    var time = cells.time("ts");
    var charted = cells.optionalTime("ingest_ts").orElse(time);
    Optional<VitalQuantity> quantity = VitalQuantity.ofCode(cells.text("code"));
    if (cells.text("value").isEmpty()) {
      ignore("vitals without a value");
    } else if (quantity.isEmpty()) {
      ignore("vitals no simulated device measures (" + cells.text("code") + ")");
    } else {
      vitals.add(
          new TraceRow.VitalSign(time, charted, quantity.orElseThrow(), cells.number("value")));
    }
  }

  private void acceptWeight(TraceCells cells) {
    var time = cells.time("ts");
    if (SESSION_WEIGHTS.contains(cells.text("code"))) {
      var charted = cells.optionalTime("ingest_ts").orElse(time);
      weights.add(new TraceRow.ChartedWeight(time, charted, cells.positive("value")));
    } else {
      ignore("weights that are copies");
    }
  }

  private void acceptAlarm(TraceCells cells) {
    var time = cells.time("ts");
    var charted = cells.optionalTime("ingest_ts").orElse(time);
    Optional<AlarmCode> alarm = AlarmCode.ofCode(cells.text("code"));
    Optional<VitalSource> source = AlarmCode.pressureOfSourceRow(cells.text("code"));
    if (cells.text("value").isEmpty()) {
      ignore("settings of bedside alarms without a value");
    } else if (source.isPresent()) {
      alarmSources.add(
          new TraceRow.AlarmSource(time, charted, source.orElseThrow(), component(cells)));
    } else if (alarm.isPresent()) {
      alarms.add(
          new TraceRow.AlarmLimit(
              time, charted, alarm.orElseThrow(), cells.within("value", ALARM_MAX)));
    } else {
      ignore("settings of alarms of what no simulated device measures");
    }
  }

  private static PressureComponent component(TraceCells cells) {
    for (PressureComponent component : PressureComponent.values()) {
      if (component.code().equals(cells.text("value").toLowerCase(Locale.ROOT))) {
        return component;
      }
    }
    throw cells.refuse("value", "Systolic, Diastolic or Mean");
  }

  private void ignore(String reason) {
    ignored.merge(reason, 1, Integer::sum);
  }

  private Trace trace() {
    if (segments.isEmpty() && vitals.isEmpty()) {
      throw new TraceFormatException(
          file, "holds no pump segment and no vital sign, so there is no device to replay");
    }
    String stem = file.replaceFirst("\\.[^.]*$", "");
    String digits = stem.replaceAll("[^0-9]", "");
    String stay = Slug.of(digits.isEmpty() ? stem : digits, STAY_LENGTH_MAX);
    return new Trace(file, stay, segments, vitals, weights, alarms, alarmSources, ignored);
  }
}
