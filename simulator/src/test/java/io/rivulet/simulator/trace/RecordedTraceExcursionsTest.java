package io.rivulet.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.domain.course.Course;
import io.rivulet.domain.course.Horizon;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.reading.PressureSource;
import io.rivulet.domain.version.Version;
import io.rivulet.domain.version.Versions;
import io.rivulet.domain.vitals.Excursion;
import io.rivulet.domain.vitals.ExcursionRule;
import io.rivulet.domain.vitals.LimitsVersion;
import io.rivulet.domain.vitals.Measurement;
import io.rivulet.domain.vitals.VitalReading;
import io.rivulet.domain.vitals.VitalStanding;
import io.rivulet.schemas.limits.LimitsProfileJson;
import io.rivulet.schemas.mqtt.VitalsPayload;
import io.rivulet.schemas.payload.PayloadCodec;
import io.rivulet.schemas.payload.PayloadKind;
import io.rivulet.schemas.payload.PayloadMapping;
import io.rivulet.schemas.payload.RefusedPayloadException;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rules against the oracle's answers for real stays, without any server. */
class RecordedTraceExcursionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Horizon CHARTED_HOURS_LATE =
      new Horizon(Duration.ofDays(60), 0, Integer.MAX_VALUE);

  static Stream<Arguments> staysInEveryOrder() {
    return Stream.of("204132", "210989", "216185", "239935", "286072")
        .flatMap(stay -> Stream.of(ReplayOrder.values()).map(order -> Arguments.of(stay, order)));
  }

  private static Path traces() {
    assumeTrue(RecordedTraces.folder().isPresent(), RecordedTraces.ABSENT);
    return RecordedTraces.folder().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("staysInEveryOrder")
  @Requirement({"PRES-011", "PRES-018"})
  void theRulesGiveWhatIsExpected(String stay, ReplayOrder order) throws Exception {
    TracePlan plan =
        TracePlan.of(
            TraceReader.read(traces().resolve("mimic_stay_" + stay + ".csv")),
            new RunId("aaaaaa"),
            NOW);
    JsonNode expected = read(traces().resolve("expected").resolve(stay + ".json"));
    LimitsVersion icu =
        new LimitsVersion(
            "icu",
            1,
            LimitsProfileJson.parse(Files.readString(traces().resolve("limits-icu.json")))
                .profile());
    long readings = 0;
    long rejected = 0;
    long unconfirmed = 0;
    List<String> excursions = new ArrayList<>();
    for (PressureSource source : PressureSource.values()) {
      VitalStanding standing = standing(plan, order, Measurement.of(source), icu);
      readings += standing.counts().readings();
      rejected += standing.counts().rejected();
      unconfirmed += standing.unconfirmed();
      standing.excursions().forEach(e -> excursions.add(line(e, plan.shift())));
    }

    assertThat(readings).isEqualTo(expected.path("pressureReadings").asLong());
    assertThat(rejected).isEqualTo(expected.path("rejectedReadings").size());
    assertThat(unconfirmed).isEqualTo(expected.path("unconfirmed").asLong());
    List<String> wanted = new ArrayList<>();
    expected.path("excursions").forEach(e -> wanted.add(line(e)));
    assertThat(excursions).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static VitalStanding standing(
      TracePlan plan, ReplayOrder order, Measurement measurement, LimitsVersion limits)
      throws RefusedPayloadException {
    ExcursionRule rule =
        new ExcursionRule(
            plan.session(),
            measurement,
            Versions.of(List.of(new Version<>(plan.first(), limits))),
            Optional.empty());
    Course<VitalReading, VitalStanding> course =
        Course.begin(VitalReading::origin, rule, CHARTED_HOURS_LATE);
    for (PlannedMessage message : plan.messages(order)) {
      for (VitalReading reading : readings(message)) {
        if (reading.measurement() == measurement) {
          assertThat(course.take(reading)).isIn(Taken.NEXT, Taken.LATE);
        }
      }
    }
    return course.state();
  }

  private static List<VitalReading> readings(PlannedMessage message)
      throws RefusedPayloadException {
    if (message.kind() != PayloadKind.VITALS) {
      return List.of();
    }
    byte[] bytes = PayloadCodec.json(message.payload());
    VitalsPayload payload = (VitalsPayload) PayloadCodec.decode(PayloadKind.VITALS, bytes);
    return VitalReading.of(ReadingMapping.vitals(PayloadMapping.vitals(payload, NOW, false)));
  }

  private static String line(Excursion e, DayShift shift) {
    return line(
        e.measurement().source().name(),
        e.comparison().sign().code(),
        e.comparison().direction().code(),
        e.severity().code(),
        shift.undo(e.start()).toString(),
        e.end().map(end -> shift.undo(end).toString()).orElse("null"),
        e.peak(),
        e.readings());
  }

  private static String line(JsonNode e) {
    return line(
        e.path("source").asText(),
        e.path("component").asText(),
        e.path("direction").asText(),
        e.path("severity").asText(),
        e.path("start").asText(),
        e.path("end").asText(),
        e.path("peak").asDouble(),
        e.path("readings").asInt());
  }

  private static String line(
      String source,
      String component,
      String direction,
      String severity,
      String start,
      String end,
      double peak,
      int readings) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %s to %s peak %s in %d",
        source,
        component,
        direction,
        severity,
        start,
        end,
        peak,
        readings);
  }

  private static JsonNode read(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(file));
  }
}
