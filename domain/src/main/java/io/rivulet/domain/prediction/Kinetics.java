package io.rivulet.domain.prediction;

/**
 * A model's exact solution: how a {@link Loading} passes an interval over which the drug is given
 * at a constant rate. There are no steps in time, so an interval may be a second or a day, and two
 * intervals one after another give what both give at once.
 */
public final class Kinetics {
  private static final double NG_PER_ML_IN_MG_PER_L = 1e3;
  // Closer than this, the two exponentials of the effect site cannot be told apart in a double.
  private static final double SMALLEST_DIFFERENCE = 1e-6;

  private final CompartmentModel model;
  private final Disposition modes;
  private final double lag1;
  private final double lag2;
  private final double lag3;
  private final double lag;

  /**
   * Solves a model.
   *
   * @throws IllegalArgumentException where ke0 coincides with a rate of the model's own
   */
  public Kinetics(CompartmentModel model) {
    this.model = model;
    modes = Disposition.of(model);
    lag1 = lag(modes.rate1());
    lag2 = lag(modes.rate2());
    lag3 = model.threeCompartments() ? lag(modes.rate3()) : 0;
    lag = modes.share1() * lag1 + modes.share2() * lag2 + modes.share3() * lag3;
  }

  private double lag(double rate) {
    double difference = model.ke0() - rate;
    if (Math.abs(difference) < SMALLEST_DIFFERENCE * model.ke0()) {
      throw new IllegalArgumentException(
          model.name() + ": ke0 " + model.ke0() + " coincides with the rate " + rate + " 1/min");
    }
    return model.ke0() / difference;
  }

  /** The model solved here. */
  public CompartmentModel model() {
    return model;
  }

  /** The loading right after an amount entered the central compartment at once, mg/kg. */
  public Loading bolus(Loading before, double mgPerKg) {
    return before.plus(
        new Loading(
            mgPerKg * modes.share1(), mgPerKg * modes.share2(), mgPerKg * modes.share3(), mgPerKg));
  }

  /**
   * The loading after an interval.
   *
   * @param minutes 0 or more
   * @param mgPerKgPerMinute the constant rate over the interval, 0 or more
   */
  public Loading advance(Loading before, double minutes, double mgPerKgPerMinute) {
    if (!(minutes >= 0) || !(mgPerKgPerMinute >= 0)) {
      throw new IllegalArgumentException(
          minutes + " min at " + mgPerKgPerMinute + " mg/kg/min: neither may be below 0");
    }
    return new Loading(
        mode(before.first(), modes.rate1(), modes.share1() * mgPerKgPerMinute, minutes),
        mode(before.second(), modes.rate2(), modes.share2() * mgPerKgPerMinute, minutes),
        model.threeCompartments()
            ? mode(before.third(), modes.rate3(), modes.share3() * mgPerKgPerMinute, minutes)
            : 0,
        mode(before.effect(), model.ke0(), mgPerKgPerMinute, minutes));
  }

  private static double mode(double before, double rate, double input, double minutes) {
    double gone = -Math.expm1(-rate * minutes);
    return before * (1 - gone) + (input == 0 ? 0 : input * gone / rate);
  }

  /** Plasma concentration, ng/mL. */
  public double plasmaNgPerMl(Loading loading) {
    return concentration(centralMgPerKg(loading));
  }

  /** Concentration at the effect site, ng/mL. */
  public double effectSiteNgPerMl(Loading loading) {
    double amount =
        lag1 * loading.first()
            + lag2 * loading.second()
            + lag3 * loading.third()
            - lag * loading.effect();
    // Right after a bolus the terms cancel, and what rounding leaves may be below 0.
    return concentration(Math.max(0, amount));
  }

  /** What the central compartment holds, mg/kg. */
  double centralMgPerKg(Loading loading) {
    return loading.first() + loading.second() + loading.third();
  }

  /** What the peripheral compartments hold together, mg/kg. */
  double peripheralMgPerKg(Loading loading) {
    return peripheral(loading, model.k12(), model.k21())
        + (model.threeCompartments() ? peripheral(loading, model.k13(), model.k31()) : 0);
  }

  private double peripheral(Loading loading, double in, double out) {
    double amount =
        loading.first() / (out - modes.rate1()) + loading.second() / (out - modes.rate2());
    return in
        * (model.threeCompartments() ? amount + loading.third() / (out - modes.rate3()) : amount);
  }

  private double concentration(double mgPerKg) {
    return mgPerKg / model.centralLitresPerKg() * NG_PER_ML_IN_MG_PER_L;
  }
}
