package io.rivulet.domain.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.testkit.RecordedTraces;
import io.rivulet.testkit.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Dose rates that people charted in real intensive-care records, against the product's own from
 * flow, concentration and weight. Where the two differ it is because the pump's flow and the
 * charted rate were shown with few digits: every such row is within half of its last digits. What
 * is left are pumps that stood at 0 mL/h while a dose rate was charted.
 */
@Requirement("DOSE-013")
class ChartedDoseRatesTest {
  /** What the records write, in UCUM. */
  private static final Map<String, String> UCUM =
      Map.of(
          "mcg/kg/min", "ug/kg/min",
          "mcg/kg/hr", "ug/kg/h",
          "mcg/min", "ug/min",
          "mcg/hr", "ug/h",
          "mg/min", "mg/min",
          "mg/hr", "mg/h");

  private record Row(
      String line,
      String unit,
      String charted,
      String rateMlPerHour,
      Concentration concentration,
      OptionalDouble weightKg,
      double recomputed,
      boolean hasRatio) {
    static Row of(String line) {
      String[] cells = line.split(",", -1);
      double milligrams = Double.parseDouble(cells[6]);
      return new Row(
          line,
          UCUM.get(cells[3]),
          cells[4],
          cells[5],
          new Concentration(milligrams / Double.parseDouble(cells[7]), AmountUnit.MILLIGRAM),
          cells[3].contains("/kg/")
              ? OptionalDouble.of(Double.parseDouble(cells[8]))
              : OptionalDouble.empty(),
          Double.parseDouble(cells[9]),
          !cells[10].isEmpty());
    }

    double product() {
      return DoseRate.of(Double.parseDouble(rateMlPerHour), concentration, weightKg).in(unit);
    }

    double charting() {
      return Double.parseDouble(charted);
    }

    boolean standing() {
      return Double.parseDouble(rateMlPerHour) == 0;
    }

    /** Half of the last digit of what was shown, of both numbers, in the charted unit. */
    double rounding() {
      double perMlPerHour = product() / Double.parseDouble(rateMlPerHour);
      return half(rateMlPerHour) * perMlPerHour + half(charted);
    }

    private static double half(String number) {
      int point = number.indexOf('.');
      return 0.5 * Math.pow(10, point < 0 ? 0 : point + 1 - number.length());
    }
  }

  private final List<Row> rows = new ArrayList<>();

  @BeforeEach
  void readTheRows() throws IOException {
    Path file =
        RecordedTraces.folder().map(f -> f.resolve("eicu_dose_oracle.csv")).orElse(Path.of(""));
    assumeTrue(Files.isRegularFile(file), RecordedTraces.ABSENT);
    Files.readAllLines(file).stream().skip(1).map(Row::of).forEach(rows::add);
    assertThat(rows.size()).as("rows").isEqualTo(6767);
  }

  @Test
  void everyRecomputedRateIsTheProductsWithinOneInAThousand() {
    List<Row> compared = rows.stream().filter(Row::hasRatio).toList();
    assertThat(compared.size()).as("rows with a ratio").isEqualTo(5916);
    assertThat(compared)
        .allSatisfy(
            row ->
                assertThat(row.product())
                    .as(row.line())
                    .isCloseTo(row.recomputed(), withinPercentage(0.1)));
  }

  @Test
  void aRateThatIsProgrammedWhileThePumpStandsComesOutAsNone() {
    List<Row> standing = rows.stream().filter(row -> row.charting() > 0 && row.standing()).toList();
    assertThat(standing.size()).as("programmed and not delivering").isEqualTo(27);
    assertThat(standing).allSatisfy(row -> assertThat(row.product()).as(row.line()).isZero());
    assertThat(rows.stream().filter(row -> row.charting() > 0 && row.product() == 0).count())
        .as("and no other rate does")
        .isEqualTo(27);
  }

  @Test
  void whereChartedAndDeliveredDifferItIsByTheDigitsThatWereShown() {
    List<Row> differing =
        rows.stream()
            .filter(row -> row.charting() > 0 && !row.standing())
            .filter(row -> Math.abs(row.product() / row.charting() - 1) > 0.001)
            .toList();
    assertThat(differing.size()).as("charted rates more than 0.1 % off").isEqualTo(1465);
    assertThat(differing)
        .allSatisfy(
            row ->
                assertThat(row.product())
                    .as(row.line())
                    .isCloseTo(row.charting(), within(row.rounding() + 1e-9)));
  }
}
