package io.rivulet.simulator.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.simulator.mqtt.DeviceMessage;
import io.rivulet.testkit.Requirement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastCourseTest {
  private static final Instant NOW = Instant.parse("2026-11-21T23:59:00Z");
  private static final List<PastCourse.Part> PARTS = PastCourse.of("riverside", NOW);

  @Test
  @Requirement("SIM-012")
  void aCourseOfSixSessionsIsMadeUpAndSaysSoAndIsTheSameAllDay() {
    assertThat(PARTS).hasSize(8);
    assertThat(charts("sessions"))
        .hasSize(6)
        .allSatisfy(
            chart ->
                assertThat(chart.body().toString())
                    .contains("subject=synthetic-subject-1", "session=synthetic-series-1-"));
    assertThat(PastCourse.of("riverside", NOW.minus(Duration.ofHours(20))).get(3).charts())
        .isEqualTo(PARTS.get(3).charts());
    assertThat(all()).extracting(chart -> chart.body().get("eventId")).doesNotHaveDuplicates();
  }

  @Test
  @Requirement("SIM-012")
  void everythingWasWithinWhatTheDeskAndTheBridgeBelieve() {
    assertThat(all())
        .flatExtracting(chart -> chart.body().values())
        .filteredOn(Instant.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            time -> assertThat((Instant) time).isBetween(NOW.minus(Duration.ofDays(29)), NOW));
  }

  @Test
  @Requirement("SIM-012")
  void thePumpGaveWhatTheScoresAnswerTo() {
    assertThat(charts("series/synthetic-series-1/outcome"))
        .filteredOn(chart -> chart.body().get("instrument").equals("MADRS"))
        .extracting(chart -> chart.body().get("score"))
        .containsExactly(32, 27, 21, 15, 24, 14, 8);
    assertThat(lastCounterMl(1)).isBetween(36.1, 36.3);
    assertThat(lastCounterMl(3)).as("0.4 of 0.5 mg/kg").isBetween(28.8, 29.1);
    assertThat(lastCounterMl(6)).as("0.6 mg/kg").isBetween(43.3, 43.6);
    assertThat(PARTS.get(1).messages().size()).isBetween(600, 1_200);
  }

  private static List<PastCourse.Chart> all() {
    return PARTS.stream().flatMap(part -> part.charts().stream()).toList();
  }

  private static List<PastCourse.Chart> charts(String path) {
    return all().stream().filter(chart -> chart.path().equals(path)).toList();
  }

  private static double lastCounterMl(int number) {
    List<DeviceMessage> messages = PARTS.get(number).messages();
    String last =
        messages.stream()
            .filter(message -> message.device().value().endsWith("pump"))
            .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
            .reduce((first, second) -> second)
            .orElseThrow();
    return Double.parseDouble(last.replaceAll(".*\"volume\":\\{[^}]*?\"value\":([0-9.]+).*", "$1"));
  }
}
