package io.rivulet.domain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testkit.Requirement;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for the ketamine models, and for any other with constants of that size. */
@Requirement("PRED-002")
class KineticsProperties {
  @Provide
  Arbitrary<Kinetics> kinetics() {
    Arbitrary<Double> constant = Arbitraries.doubles().between(0.002, 1).ofScale(4);
    Arbitrary<CompartmentModel> two =
        Combinators.combine(constant, constant, constant)
            .as((k10, k12, k21) -> new CompartmentModel("two", 1, k10, k12, k21, 0, 0, 5));
    Arbitrary<CompartmentModel> three =
        Combinators.combine(constant, constant, constant, constant, constant)
            .as((a, b, c, d, e) -> new CompartmentModel("three", 1, a, b, c, d, e, 5))
            // Peripherals that empty equally fast are one, and their own shares are 0 by 0.
            .filter(model -> Math.abs(model.k21() - model.k31()) > 0.01 * model.k21());
    return Arbitraries.oneOf(Arbitraries.of(CompartmentModel.KETAMINE), two, three)
        .map(Kinetics::new);
  }

  /** Amounts in central, both peripherals and the effect site, by Runge and Kutta. */
  private static double[] rungeKutta(
      CompartmentModel m, double[] start, double minutes, double rate, int steps) {
    double h = minutes / steps;
    double[] y = start.clone();
    for (int i = 0; i < steps; i++) {
      double[] a = slope(m, y, rate);
      double[] b = slope(m, along(y, a, h / 2), rate);
      double[] c = slope(m, along(y, b, h / 2), rate);
      double[] d = slope(m, along(y, c, h), rate);
      for (int j = 0; j < y.length; j++) {
        y[j] += h / 6 * (a[j] + 2 * b[j] + 2 * c[j] + d[j]);
      }
    }
    return y;
  }

  private static double[] slope(CompartmentModel m, double[] y, double rate) {
    return new double[] {
      rate - (m.k10() + m.k12() + m.k13()) * y[0] + m.k21() * y[1] + m.k31() * y[2],
      m.k12() * y[0] - m.k21() * y[1],
      m.k13() * y[0] - m.k31() * y[2],
      m.ke0() * (y[0] - y[3]),
      m.k10() * y[0]
    };
  }

  private static double[] along(double[] y, double[] slope, double h) {
    double[] next = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      next[j] = y[j] + h * slope[j];
    }
    return next;
  }

  @Property(tries = 200)
  void aFineNumericalSolutionAgrees(
      @ForAll("kinetics") Kinetics kinetics,
      @ForAll @DoubleRange(min = 0.1, max = 60) double minutes,
      @ForAll @DoubleRange(min = 0, max = 0.1) double rate,
      @ForAll @DoubleRange(min = 0, max = 1) double bolus,
      @ForAll @DoubleRange(min = 0.1, max = 120) double after) {
    CompartmentModel model = kinetics.model();
    double[] witness = rungeKutta(model, new double[] {bolus, 0, 0, 0, 0}, minutes, rate, 3000);
    witness = rungeKutta(model, witness, after, 0, 6000);

    Loading loading =
        kinetics.advance(
            kinetics.advance(kinetics.bolus(Loading.NONE, bolus), minutes, rate), after, 0);

    double given = bolus + rate * minutes;
    assertThat(kinetics.centralMgPerKg(loading)).isCloseTo(witness[0], within(1e-6 * given));
    assertThat(kinetics.peripheralMgPerKg(loading))
        .isCloseTo(witness[1] + witness[2], within(1e-6 * given));
    assertThat(kinetics.effectSiteNgPerMl(loading))
        .isCloseTo(witness[3] / model.centralLitresPerKg() * 1000, within(1e-2 * given));
    // What was given is in the body or was eliminated.
    double body = kinetics.centralMgPerKg(loading) + kinetics.peripheralMgPerKg(loading);
    assertThat(given - body).isCloseTo(witness[4], within(1e-6 * given));
  }

  @Property
  void twoIntervalsGiveWhatBothGiveAtOnce(
      @ForAll("kinetics") Kinetics kinetics,
      @ForAll @DoubleRange(min = 0, max = 500) double one,
      @ForAll @DoubleRange(min = 0, max = 500) double other,
      @ForAll @DoubleRange(min = 0, max = 0.1) double rate) {
    Loading start = kinetics.bolus(Loading.NONE, 0.3);
    Loading atOnce = kinetics.advance(start, one + other, rate);
    Loading stepwise = kinetics.advance(kinetics.advance(start, one, rate), other, rate);

    assertThat(kinetics.plasmaNgPerMl(stepwise))
        .isCloseTo(kinetics.plasmaNgPerMl(atOnce), within(1e-6));
    assertThat(kinetics.effectSiteNgPerMl(stepwise))
        .isCloseTo(kinetics.effectSiteNgPerMl(atOnce), within(1e-6));
  }

  @Property
  void whatSeveralPumpsGiveAdds(
      @ForAll("kinetics") Kinetics kinetics,
      @ForAll @DoubleRange(min = 0, max = 300) double minutes,
      @ForAll @DoubleRange(min = 0, max = 0.1) double one,
      @ForAll @DoubleRange(min = 0, max = 0.1) double other,
      @ForAll @DoubleRange(min = 0, max = 1) double bolus) {
    Loading together = kinetics.advance(kinetics.bolus(Loading.NONE, bolus), minutes, one + other);
    Loading apart =
        kinetics
            .advance(kinetics.bolus(Loading.NONE, bolus), minutes, one)
            .plus(kinetics.advance(Loading.NONE, minutes, other));

    assertThat(kinetics.plasmaNgPerMl(apart))
        .isCloseTo(kinetics.plasmaNgPerMl(together), within(1e-6));
    assertThat(kinetics.effectSiteNgPerMl(apart))
        .isCloseTo(kinetics.effectSiteNgPerMl(together), within(1e-6));
  }

  @Property
  void noConcentrationIsBelowZeroAndAllOfItFades(
      @ForAll("kinetics") Kinetics kinetics,
      @ForAll List<@DoubleRange(min = 0, max = 0.1) Double> rates,
      @ForAll @IntRange(min = 1, max = 90) int seconds) {
    Assume.that(rates.size() <= 50);
    Loading loading = Loading.NONE;
    for (double rate : rates) {
      loading = kinetics.advance(loading, seconds / 60.0, rate);
      assertThat(kinetics.plasmaNgPerMl(loading)).isNotNegative();
      assertThat(kinetics.effectSiteNgPerMl(loading)).isNotNegative();
      assertThat(kinetics.peripheralMgPerKg(loading)).isGreaterThan(-1e-12);
    }
    assertThat(kinetics.plasmaNgPerMl(kinetics.advance(loading, 1e9, 0))).isZero();
  }
}
