package io.rivulet.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testkit.Requirement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CumulativeTest {
  private static Portion portion(long from, long to, double perKg) {
    return new Portion(Clinic.at(from), Clinic.at(to), perKg);
  }

  private static Portion bolus(long at, double perKg) {
    return portion(at, at, perKg);
  }

  @Test
  @Requirement("DOSE-017")
  void portionsThatOverlapAddUpAtEachInstant() {
    Cumulative dose = Cumulative.of(List.of(portion(50, 150, 10), portion(0, 100, 10)));

    assertThat(dose.start()).contains(Clinic.at(0));
    assertThat(dose.at(Clinic.at(-1))).isZero();
    assertThat(dose.at(Clinic.at(25))).isCloseTo(2.5, within(1e-9));
    assertThat(dose.at(Clinic.at(25).plusMillis(500))).isCloseTo(2.55, within(1e-9));
    assertThat(dose.at(Clinic.at(50))).isCloseTo(5, within(1e-9));
    assertThat(dose.at(Clinic.at(75))).isCloseTo(10, within(1e-9));
    assertThat(dose.at(Clinic.at(100))).isCloseTo(15, within(1e-9));
    assertThat(dose.at(Clinic.at(125))).isCloseTo(17.5, within(1e-9));
    assertThat(dose.at(Clinic.at(150))).isCloseTo(20, within(1e-9));
    assertThat(dose.at(Clinic.at(9000))).isCloseTo(20, within(1e-9));
    assertThat(dose.total()).isCloseTo(20, within(1e-9));
  }

  @Test
  @Requirement("DOSE-017")
  void whatIsGivenAtOnceCountsFromItsInstantOn() {
    Cumulative dose = Cumulative.of(List.of(bolus(60, 3), portion(0, 100, 10), bolus(60, 2)));

    assertThat(dose.at(Clinic.at(60).minusNanos(1))).isCloseTo(6, within(1e-6));
    assertThat(dose.at(Clinic.at(60))).isCloseTo(11, within(1e-9));
    assertThat(dose.at(Clinic.at(80))).isCloseTo(13, within(1e-9));
    assertThat(Cumulative.of(List.of()).total()).isZero();
    assertThat(Cumulative.of(List.of()).at(Clinic.at(0))).isZero();
    assertThat(Cumulative.of(List.of()).start()).isEmpty();
  }

  @Test
  @Requirement("DOSE-023")
  void aLimitIsPassedWhereTheDoseRisesAboveItAndNotWhereItIsReached() {
    Cumulative dose = Cumulative.of(List.of(bolus(0, 5), portion(100, 200, 5)));

    assertThat(dose.firstAbove(10, Clinic.at(0), Instant.MAX)).isEmpty();
    assertThat(dose.firstAbove(7.5, Clinic.at(0), Instant.MAX))
        .hasValueSatisfying(
            time -> assertThat(time).isBetween(Clinic.at(150), Clinic.at(150).plusMillis(1)));
    assertThat(dose.firstAbove(7.5, Clinic.at(180), Instant.MAX)).contains(Clinic.at(180));
    assertThat(dose.firstAbove(7.5, Clinic.at(0), Clinic.at(150))).isEmpty();
    assertThat(dose.firstAbove(4, Clinic.at(0), Clinic.at(0))).isEmpty();
    assertThat(dose.firstAbove(4, Clinic.at(0), Clinic.at(1))).contains(Clinic.at(0));
  }

  @Test
  @Requirement("DOSE-023")
  void whileTheDoseStandsExactlyAtTheLimitNothingIsPassed() {
    double limit = 5;
    Cumulative dose =
        Cumulative.of(List.of(bolus(0, limit * (1 + Cumulative.ROUNDING)), bolus(100, 1)));

    assertThat(dose.firstAbove(limit, Clinic.at(50), Instant.MAX)).contains(Clinic.at(100));
  }
}
