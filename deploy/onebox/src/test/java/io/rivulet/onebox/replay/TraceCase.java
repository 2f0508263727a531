package io.rivulet.onebox.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.simulator.replay.ReplayReport;
import io.rivulet.testkit.RecordedTraces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A trace, the limits to judge it by, and what must come of it.
 *
 * @param trace the trace file
 * @param limits the limits profile
 * @param expected what its report must say
 */
record TraceCase(Path trace, Path limits, Path expected) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path SYNTHETIC = Path.of("src", "test", "resources", "traces");

  /** The invented trace that every machine has. */
  static TraceCase synthetic() {
    return new TraceCase(
        SYNTHETIC.resolve("synthetic_stay_900001.csv"),
        SYNTHETIC.resolve("limits-synthetic.json"),
        SYNTHETIC.resolve("synthetic_stay_900001.expected.json"));
  }

  /** Every recorded trace; none where they are absent. */
  static List<TraceCase> recorded() {
    if (RecordedTraces.folder().isEmpty()) {
      return List.of();
    }
    Path folder = RecordedTraces.folder().orElseThrow();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("mimic_stay_\\d+\\.csv"))
          .sorted()
          .map(file -> recorded(folder, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TraceCase recorded(Path folder, Path trace) {
    String stay = trace.getFileName().toString().replaceAll("\\D", "");
    return new TraceCase(
        trace,
        folder.resolve("limits-icu.json"),
        folder.resolve("expected").resolve(stay + ".json"));
  }

  /** The same case with more heart rates, which change nothing that is expected. */
  TraceCase withHeartRates(Path folder, int rows) throws IOException {
    List<String> lines = Files.readAllLines(trace);
    String day = lines.get(lines.size() - 1).substring(1, 11);
    Path longer = folder.resolve(trace.getFileName());
    Stream<String> added =
        Stream.iterate(0, second -> second + 1)
            .limit(rows)
            .map(
                second ->
                    "\"%s %02d:%02d:%02d\",,\"VITAL\",\"Heart Rate\",72,\"bpm\",,,,,\"\",,"
                        .formatted(day, 9 + second / 3600, second / 60 % 60, second % 60));
    Files.write(longer, Stream.concat(lines.stream(), added).toList());
    return new TraceCase(longer, limits, expected);
  }

  /** Holds a report against what is expected: amounts within 0.1 %, everything else equal. */
  void requireAgreement(ReplayReport report) {
    JsonNode found = report.json();
    JsonNode wanted = read(expected);
    String name = trace.getFileName().toString();
    assertThat(names(found.path("doses"))).as(name).isEqualTo(names(wanted.path("doses")));
    for (String drug : names(wanted.path("doses"))) {
      requireDose(
          name + " " + drug, found.path("doses").path(drug), wanted.path("doses").path(drug));
    }
    for (String field : List.of("pressureReadings", "unconfirmed")) {
      assertThat(found.path(field).asInt())
          .as("%s %s", name, field)
          .isEqualTo(wanted.path(field).asInt());
    }
    assertThat(found.path("rejectedReadings"))
        .as("%s rejected readings", name)
        .hasSameSizeAs(wanted.path("rejectedReadings"));
    assertThat(List.copyOf(lines(found.path("excursions"))))
        .as("%s excursions", name)
        .containsExactlyInAnyOrderElementsOf(lines(wanted.path("excursions")));
    JsonNode pipeline = found.path("pipeline");
    assertThat(pipeline.path("published").asLong())
        .as("%s published = bridged + quarantined: %s", name, pipeline)
        .isPositive()
        .isEqualTo(pipeline.path("bridged").asLong() + pipeline.path("quarantined").asLong());
    assertThat(pipeline.path("landed").asLong())
        .as("%s landed: %s", name, pipeline)
        .isEqualTo(pipeline.path("bridged").asLong());
    assertThat(pipeline.path("duplicates").asLong()).as("%s duplicates", name).isZero();
  }

  private static void requireDose(String name, JsonNode found, JsonNode wanted) {
    assertThat(found.path("unit").asText())
        .as("%s unit", name)
        .isEqualTo(wanted.path("unit").asText());
    for (String field : List.of("amount", "amountPerKg", "volumeMl")) {
      double value = wanted.path(field).asDouble();
      assertThat(found.path(field).asDouble(Double.NaN))
          .as("%s %s", name, field)
          .isCloseTo(value, within(1e-3 * Math.abs(value) + 1e-9));
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).sorted().toList();
  }

  /** Each excursion in one line of text, numbers as doubles. */
  private static List<String> lines(JsonNode excursions) {
    return Stream.iterate(0, i -> i < excursions.size(), i -> i + 1)
        .map(excursions::get)
        .map(
            e ->
                String.join(
                    " ",
                    e.path("source").asText(),
                    e.path("component").asText(),
                    e.path("direction").asText(),
                    e.path("severity").asText(),
                    e.path("start").asText(),
                    e.path("end").asText(),
                    Double.toString(e.path("peak").asDouble()),
                    Integer.toString(e.path("readings").asInt())))
        .toList();
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
