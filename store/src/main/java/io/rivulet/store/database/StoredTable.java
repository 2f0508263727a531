package io.rivulet.store.database;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables that grow with time, and how each is laid out where TimescaleDB is there. */
public enum StoredTable {
  /** What pumps sent. */
  PUMP_SAMPLE(Kind.SAMPLES, "device_time", "device", "device_time DESC,sequence DESC"),
  /** What monitors sent. */
  VITALS_SAMPLE(Kind.SAMPLES, "device_time", "device", "device_time DESC,sequence DESC"),
  /** What devices said of themselves, and bridges of them. */
  DEVICE_STATUS(Kind.STATUSES, "received_time", "device", "received_time DESC"),
  /** Which samples came too late. */
  LATE_SAMPLE(
      Kind.STATUSES, "device_time", "device", "device_time DESC,sequence DESC,kind,session"),
  /** Every statement of a dose. */
  DOSE_HISTORY(Kind.STATEMENTS, "as_of", "session,device,drug", "as_of DESC,revision DESC"),
  /** Every statement of an excursion. */
  EXCURSION_HISTORY(Kind.STATEMENTS, "start_time", "session", "start_time DESC,id,revision DESC"),
  /** Every statement of an alert. */
  ALERT_HISTORY(Kind.STATEMENTS, "start_time", "session", "start_time DESC,id,revision DESC"),
  /** Pump samples by minute. */
  PUMP_MINUTE(Kind.MINUTES, "bucket", "", ""),
  /** Vital signs by minute. */
  VITALS_MINUTE(Kind.MINUTES, "bucket", "", ""),
  /** Pump samples by hour. */
  PUMP_HOUR(Kind.HOURS, "bucket", "", ""),
  /** Vital signs by hour. */
  VITALS_HOUR(Kind.HOURS, "bucket", "", "");

  /** What a table holds; tables of one kind are kept as long as one another. */
  public enum Kind {
    /** Many rows a second. */
    SAMPLES,
    /** Few rows, kept as long as samples. */
    STATUSES,
    /** What was stated of doses, excursions and alerts. */
    STATEMENTS,
    /** Roll-ups by minute. */
    MINUTES,
    /** Roll-ups by hour. */
    HOURS
  }

  private static final int SPARSE_CHUNKS = 7;

  private final Kind kind;
  private final String timeColumn;
  private final String segmentBy;
  private final String orderBy;

  StoredTable(Kind kind, String timeColumn, String segmentBy, String orderBy) {
    this.kind = kind;
    this.timeColumn = timeColumn;
    this.segmentBy = segmentBy;
    this.orderBy = orderBy;
  }

  /** The tables that are hypertables where TimescaleDB is there. */
  public static List<StoredTable> hypertables() {
    return Arrays.stream(values()).filter(table -> !table.isRollUp()).toList();
  }

  /** The roll-ups, minutes before the hours that come of them. */
  public static List<StoredTable> rollUps() {
    return Arrays.stream(values()).filter(StoredTable::isRollUp).toList();
  }

  /** The name in schema {@code rivulet}. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it holds. */
  public Kind kind() {
    return kind;
  }

  /** The column that says how old a row is. */
  public String timeColumn() {
    return timeColumn;
  }

  /** Columns whose values share a compressed batch, with commas. */
  String segmentBy() {
    return segmentBy;
  }

  /** Order within a compressed batch, as TimescaleDB writes it. */
  String orderBy() {
    return orderBy;
  }

  /** Span of a chunk: tables that few rows go to take longer ones, because chunks cost too. */
  Duration chunkInterval(StorageSettings settings) {
    return kind == Kind.SAMPLES
        ? settings.chunkInterval()
        : settings.chunkInterval().multipliedBy(SPARSE_CHUNKS);
  }

  private boolean isRollUp() {
    return kind == Kind.MINUTES || kind == Kind.HOURS;
  }
}
