package io.rivulet.domain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.rivulet.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KineticsTest {
  private static final double MG_PER_KG_PER_MINUTE = 35.0 / 70 / 40;

  private static Kinetics named(String name) {
    return CompartmentModel.KETAMINE.stream()
        .filter(model -> model.name().equals(name))
        .map(Kinetics::new)
        .findFirst()
        .orElseThrow();
  }

  private static double plasmaAt(Kinetics kinetics, double minutes) {
    Loading given = kinetics.advance(Loading.NONE, Math.min(minutes, 40), MG_PER_KG_PER_MINUTE);
    return kinetics.plasmaNgPerMl(kinetics.advance(given, Math.max(0, minutes - 40), 0));
  }

  @ParameterizedTest(name = "{0}: {2} ng/mL at {1} min")
  @CsvSource({
    "Clements 250, 20, 109.5",
    "Clements 250, 40, 177.3",
    "Clements 250, 60, 115.4",
    "Clements 250, 100, 68.4",
    "Domino, 20, 209.6",
    "Domino, 40, 240.4",
    "Domino, 60, 55.1",
    "Domino, 100, 40.5",
    "Hijazi, 20, 156.7",
    "Hijazi, 40, 225.3",
    "Hijazi, 60, 99.6",
    "Hijazi, 100, 23.1"
  })
  @Requirement("PRED-001")
  void thirtyFiveMilligramsOverFortyMinutesGiveThePublishedConcentrations(
      String model, double minutes, double ngPerMl) {
    assertThat(plasmaAt(named(model), minutes)).isCloseTo(ngPerMl, withinPercentage(1));
  }

  @Test
  @Requirement("PRED-001")
  void theDefaultIsClements() {
    assertThat(CompartmentModel.KETAMINE.get(0)).isEqualTo(CompartmentModel.CLEMENTS_250);
    assertThat(CompartmentModel.CLEMENTS_250.threeCompartments()).isFalse();
    assertThat(CompartmentModel.DOMINO.threeCompartments()).isTrue();
  }

  @Test
  @Requirement("PRED-003")
  void aBolusIsInThePlasmaAtOnceAndAtTheEffectSiteLater() {
    for (CompartmentModel model : CompartmentModel.KETAMINE) {
      Kinetics kinetics = new Kinetics(model);
      Loading given = kinetics.bolus(Loading.NONE, 0.5);

      assertThat(kinetics.plasmaNgPerMl(given))
          .isCloseTo(0.5 / model.centralLitresPerKg() * 1000, withinPercentage(1e-9));
      assertThat(kinetics.effectSiteNgPerMl(given)).isLessThan(1e-9);
      Loading after = kinetics.advance(given, 1, 0);
      assertThat(kinetics.effectSiteNgPerMl(after)).isGreaterThan(0);
      assertThat(kinetics.plasmaNgPerMl(after)).isLessThan(kinetics.plasmaNgPerMl(given));
    }
  }

  @Test
  @Requirement("PRED-002")
  void constantsThatDescribeNoModelAreRefused() {
    assertThatThrownBy(() -> new CompartmentModel("M", 0, 1, 1, 1, 0, 0, 1))
        .hasMessageContaining("V1 0.0");
    assertThatThrownBy(() -> new CompartmentModel("M", 1, Double.NaN, 1, 1, 0, 0, 1))
        .hasMessageContaining("k10 NaN");
    assertThatThrownBy(() -> new CompartmentModel("M", 1, 1, 1, 1, 1, 0, 1))
        .hasMessageContaining("k31 0.0");
    assertThatThrownBy(() -> new CompartmentModel(" ", 1, 1, 1, 1, 0, 0, 1))
        .hasMessageContaining("1 to 64 characters");
    double own = Disposition.of(new CompartmentModel("M", 1, .1, .2, .3, 0, 0, 9)).rate1();
    assertThatThrownBy(() -> new Kinetics(new CompartmentModel("M", 1, .1, .2, .3, 0, 0, own)))
        .hasMessageContaining("coincides");
  }

  @Test
  @Requirement("PRED-002")
  void timeDoesNotRunBackwardsAndNothingIsTakenOut() {
    Kinetics kinetics = new Kinetics(CompartmentModel.HIJAZI);
    assertThatThrownBy(() -> kinetics.advance(Loading.NONE, -1, 0)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> kinetics.advance(Loading.NONE, 1, -1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> kinetics.bolus(Loading.NONE, Double.NaN))
        .hasMessageContaining("not finite");
  }
}
