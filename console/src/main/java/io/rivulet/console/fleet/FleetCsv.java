package io.rivulet.console.fleet;

import io.rivulet.store.fleet.FleetPage;
import io.rivulet.store.fleet.FleetQuery;
import io.rivulet.store.fleet.FleetRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Devices as RFC 4180 has it, in UTF-8, page after page. A text that a spreadsheet would take for a
 * formula gets an apostrophe before it: models and firmware are what devices say.
 */
final class FleetCsv {
  private static final String FORMULA = "=+-@\t\r";
  private static final Map<String, Function<FleetRow, String>> COLUMNS = columns();

  private final List<String> columns;

  /** Reads pages. */
  interface Pages {
    FleetPage read(FleetQuery query);
  }

  /**
   * Writes these columns; all of them where none is named.
   *
   * @throws IllegalArgumentException where one is not known
   */
  FleetCsv(List<String> columns) {
    for (String column : columns) {
      if (!COLUMNS.containsKey(column)) {
        throw new IllegalArgumentException(
            "a column is not one of " + words() + ": give those, with commas between them");
      }
    }
    this.columns = columns.isEmpty() ? List.copyOf(COLUMNS.keySet()) : List.copyOf(columns);
  }

  static String words() {
    return String.join(", ", COLUMNS.keySet());
  }

  private static Map<String, Function<FleetRow, String>> columns() {
    Map<String, Function<FleetRow, String>> all = new LinkedHashMap<>();
    all.put("device", FleetRow::device);
    all.put("site", row -> text(row.site()));
    all.put("kind", row -> row.kind().orElse(""));
    all.put("state", FleetRow::state);
    all.put("lastSeen", row -> time(row.lastSeen()));
    all.put("batteryPercent", row -> number(row.batteryPercent()));
    all.put("model", row -> text(row.model().orElse("")));
    all.put("firmware", row -> text(row.firmware().orElse("")));
    all.put("clock", FleetRow::clock);
    all.put("clockOffsetMillis", row -> whole(row.clockOffsetMillis()));
    all.put("clockSpreadMillis", row -> whole(row.clockSpreadMillis()));
    all.put("messagesPerMinute", row -> Double.toString(row.messagesPerMinute()));
    all.put("refused", row -> Long.toString(row.refused()));
    all.put("alerts", row -> Integer.toString(row.alerts()));
    all.put("gravestAlert", row -> row.gravestAlert().orElse(""));
    all.put("session", row -> text(row.session().orElse("")));
    all.put("needs", row -> String.join(" ", row.needs()));
    return all;
  }

  void write(OutputStream out, FleetQuery first, Pages pages) throws IOException {
    FleetQuery query = page(first, first.after(), first.skip());
    // Before anything is sent, so that what cannot be asked is answered as such.
    FleetPage page = pages.read(query);
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    line(writer, columns);
    while (true) {
      for (FleetRow row : page.devices()) {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> values.add(COLUMNS.get(column).apply(row)));
        line(writer, values);
      }
      if (page.next().isEmpty()) {
        writer.flush();
        return;
      }
      page = pages.read(page(first, page.next(), 0));
    }
  }

  private static FleetQuery page(FleetQuery query, Optional<String> after, int skip) {
    return new FleetQuery(
        query.filter(), query.sort(), query.descending(), after, skip, FleetQuery.MAX_LIMIT);
  }

  private static void line(Writer writer, List<String> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      writer.write(i == 0 ? "" : ",");
      writer.write(quoted(values.get(i)));
    }
    writer.write("\r\n");
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  /** What somebody else wrote. */
  private static String text(String value) {
    return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static String time(Optional<Instant> at) {
    return at.map(Instant::toString).orElse("");
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  private static String whole(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }
}
