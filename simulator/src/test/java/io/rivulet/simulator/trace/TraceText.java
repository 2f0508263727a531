package io.rivulet.simulator.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes small traces for tests. */
public final class TraceText {
  public static final String HEADER =
      "\"ts\",\"end_ts\",\"kind\",\"code\",\"value\",\"unit\",\"rate_ml_h\",\"amount\","
          + "\"amount_unit\",\"weight_kg\",\"status\",\"orderid\",\"ingest_ts\"";

  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  /** A segment of day 2144-12-24; times as {@code HH:mm}. */
  public TraceText segment(
      String from, String to, String drug, double rateMlPerHour, double amount, String status) {
    return row(
        "\"2144-12-24 %s:00\",\"2144-12-24 %s:00\",\"PUMP_SEGMENT\",\"%s\",1,\"mg/hour\",%s,%s,\"mg\",70,\"%s\",1,"
            .formatted(from, to, drug, rateMlPerHour, amount, status));
  }

  public TraceText vital(String at, String code, String value, String charted) {
    return row(
        "\"2144-12-24 %s:00\",,\"VITAL\",\"%s\",%s,\"mmHg\",,,,,\"\",,\"2144-12-24 %s:00\""
            .formatted(at, code, value, charted));
  }

  public TraceText weight(String at, String code, String value) {
    return row(
        "\"2144-12-24 %s:00\",,\"WEIGHT\",\"%s\",%s,\"kg\",,,,,\"\",,".formatted(at, code, value));
  }

  public TraceText row(String line) {
    lines.add(line);
    return this;
  }

  public Path write(Path folder, String name) {
    try {
      return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
