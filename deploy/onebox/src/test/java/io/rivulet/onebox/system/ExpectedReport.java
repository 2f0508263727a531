package io.rivulet.onebox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a replay of a trace must report, worked out by somebody else. */
final class ExpectedReport {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode expected;

  private ExpectedReport(JsonNode expected) {
    this.expected = expected;
  }

  /** The answer beside a trace: {@code expected/NUMBER.json} for the number in the trace's name. */
  static ExpectedReport of(Path trace) throws IOException {
    String number = trace.getFileName().toString().replaceAll("\\D", "");
    Path file = trace.resolveSibling("expected").resolve(number + ".json");
    return new ExpectedReport(JSON.readTree(Files.readString(file)));
  }

  /** Holds a report against it: amounts within 0.1 %, everything else equal. */
  void assertReported(JsonNode report) {
    String trace = report.path("trace").asText();
    assertThat(names(report.path("doses"))).as(trace).isEqualTo(names(expected.path("doses")));
    for (String drug : names(expected.path("doses"))) {
      JsonNode wanted = expected.path("doses").path(drug);
      JsonNode found = report.path("doses").path(drug);
      assertThat(found.path("unit").asText()).isEqualTo(wanted.path("unit").asText());
      assertThat(found.path("segments").asInt()).isEqualTo(wanted.path("segments").asInt());
      for (String field : List.of("amount", "amountPerKg", "volumeMl")) {
        double value = wanted.path(field).asDouble();
        assertThat(found.path(field).asDouble())
            .as("%s %s %s", trace, drug, field)
            .isCloseTo(value, within(Math.abs(value) * 1e-3 + 1e-9));
      }
    }
    for (String field : List.of("pressureReadings", "unconfirmed")) {
      assertThat(report.path(field).asLong())
          .as("%s %s", trace, field)
          .isEqualTo(expected.path(field).asLong());
    }
    assertThat(report.path("rejectedReadings").size())
        .as("%s rejected", trace)
        .isEqualTo(expected.path("rejectedReadings").size());
    assertThat(excursions(report)).as("%s excursions", trace).isEqualTo(excursions(expected));
    JsonNode pipeline = report.path("pipeline");
    assertThat(pipeline.path("duplicates").asLong()).as("%s %s", trace, pipeline).isZero();
    assertThat(pipeline.path("published").asLong())
        .as("%s %s", trace, pipeline)
        .isPositive()
        .isEqualTo(pipeline.path("bridged").asLong() + pipeline.path("quarantined").asLong());
    assertThat(pipeline.path("landed").asLong())
        .as("%s landed", trace)
        .isEqualTo(pipeline.path("bridged").asLong());
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> fields = node.fieldNames(); fields.hasNext(); ) {
      names.add(fields.next());
    }
    return names;
  }

  private static Set<String> excursions(JsonNode node) {
    Set<String> found = new TreeSet<>();
    for (JsonNode excursion : node.path("excursions")) {
      found.add(
          String.join(
              " ",
              excursion.path("source").asText(),
              excursion.path("component").asText(),
              excursion.path("direction").asText(),
              excursion.path("severity").asText(),
              excursion.path("start").asText(),
              excursion.path("end").asText(),
              Double.toString(excursion.path("peak").asDouble()),
              Integer.toString(excursion.path("readings").asInt())));
    }
    return found;
  }
}
