package io.rivulet.domain.prediction;

/**
 * How a unit bolus leaves the central compartment: the sum of {@code share x exp(-rate x t)}, with
 * shares that add up to 1. Found in closed form: a mammillary model's rates are real, above 0 and
 * apart from one another.
 *
 * @param rate1 the fastest, 1/min
 * @param rate2 the next, 1/min
 * @param rate3 the slowest, 1/min; 0 where there are two compartments
 * @param share1 of the bolus, 0 to 1
 * @param share2 of the bolus, 0 to 1
 * @param share3 of the bolus, 0 to 1; 0 where there are two compartments
 */
record Disposition(
    double rate1, double rate2, double rate3, double share1, double share2, double share3) {
  static Disposition of(CompartmentModel model) {
    return model.threeCompartments() ? three(model) : two(model);
  }

  private static Disposition two(CompartmentModel model) {
    double sum = model.k10() + model.k12() + model.k21();
    double product = model.k10() * model.k21();
    double fast = (sum + Math.sqrt(sum * sum - 4 * product)) / 2;
    // The product of the roots is known, and dividing keeps the digits that subtracting would lose.
    double slow = product / fast;
    double share = (fast - model.k21()) / (fast - slow);
    return new Disposition(fast, slow, 0, share, 1 - share, 0);
  }

  private static Disposition three(CompartmentModel model) {
    double sum = model.k10() + model.k12() + model.k13() + model.k21() + model.k31();
    double pairs =
        model.k10() * (model.k21() + model.k31())
            + model.k21() * model.k31()
            + model.k21() * model.k13()
            + model.k31() * model.k12();
    double product = model.k10() * model.k21() * model.k31();
    // Cardano's three real roots, by the cosine of a third of an angle.
    double p = sum * sum / 9 - pairs / 3;
    double q = sum * sum * sum / 27 - sum * pairs / 6 + product / 2;
    double radius = Math.sqrt(p);
    double angle = Math.acos(Math.max(-1, Math.min(1, q / (p * radius)))) / 3;
    double fast = sum / 3 + 2 * radius * Math.cos(angle);
    double middle = sum / 3 + 2 * radius * Math.cos(angle - 2 * Math.PI / 3);
    double slow = product / (fast * middle);
    return new Disposition(
        fast,
        middle,
        slow,
        share(model, fast, middle, slow),
        share(model, middle, fast, slow),
        share(model, slow, fast, middle));
  }

  private static double share(CompartmentModel model, double rate, double other, double another) {
    return (model.k21() - rate) * (model.k31() - rate) / ((other - rate) * (another - rate));
  }
}
