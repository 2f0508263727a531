package io.rivulet.domain.desk;

import io.rivulet.domain.unit.AmountUnit;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which values a desk takes for slips of the hand. Every number is a site's own and says nothing
 * about treatment.
 *
 * @param weightChangeShare a weight that differs by more from the one before is asked about
 * @param weightFromKg a lower weight is asked about
 * @param weightToKg a higher weight is asked about
 * @param dosePerKgAsk a dose above this, mg per kg, is asked about
 * @param dosePerKgMax a dose above this, mg per kg, is refused
 * @param otherPerKgMax a dose above this, [IU] or meq per kg, is refused
 * @param chartedTwiceWithin a second dose of one drug and route within this is asked about
 */
public record Plausibility(
    double weightChangeShare,
    double weightFromKg,
    double weightToKg,
    double dosePerKgAsk,
    double dosePerKgMax,
    double otherPerKgMax,
    Duration chartedTwiceWithin) {
  /** 20 % of weight, 20 to 300 kg; 2 and 20 mg/kg; 1000 [IU] or meq per kg; two minutes. */
  public static final Plausibility DEFAULT =
      new Plausibility(0.20, 20, 300, 2, 20, 1000, Duration.ofMinutes(2));

  /** Refuses bounds that contradict one another. */
  public Plausibility {
    if (!(weightChangeShare > 0) || !(weightFromKg > 0 && weightFromKg < weightToKg)) {
      throw new IllegalArgumentException(
          "weights from "
              + weightFromKg
              + " to "
              + weightToKg
              + " kg with a change of "
              + weightChangeShare
              + " contradict one another");
    }
    if (!(dosePerKgAsk > 0 && dosePerKgAsk <= dosePerKgMax) || !(otherPerKgMax > 0)) {
      throw new IllegalArgumentException(
          "doses of "
              + dosePerKgAsk
              + " to ask about and "
              + dosePerKgMax
              + " to refuse, mg/kg, contradict one another");
    }
    if (chartedTwiceWithin.isNegative()) {
      throw new IllegalArgumentException("charted twice within " + chartedTwiceWithin);
    }
  }

  void weight(double kg, Optional<Double> before, Consumer<String> ask) {
    if (kg < weightFromKg || kg > weightToKg) {
      ask.accept(
          text(
              "weight %s kg is outside %s to %s kg",
              number(kg), number(weightFromKg), number(weightToKg)));
    }
    double share = before.map(was -> Math.abs(kg - was) / was).orElse(0.0);
    if (share > weightChangeShare) {
      ask.accept(
          text(
              "weight %s kg after %s kg differs by %.0f %%",
              number(kg), number(before.orElseThrow()), share * 100));
    }
  }

  /** Refuses an impossible dose per kg and asks about an odd one. */
  void dosePerKg(String what, double perKg, AmountUnit unit, Consumer<String> ask) {
    double highest = unit == AmountUnit.MILLIGRAM ? dosePerKgMax : otherPerKgMax;
    if (perKg > highest) {
      throw new Refusal(
          Decision.Why.INVALID,
          text(
              "%s of %s %s/kg is above %s, the most this desk takes",
              what, number(perKg), unit.ucum(), number(highest)));
    }
    if (unit == AmountUnit.MILLIGRAM && perKg > dosePerKgAsk) {
      ask.accept(
          text("%s of %s mg/kg is above %s mg/kg", what, number(perKg), number(dosePerKgAsk)));
    }
  }

  /** Refuses an amount that is impossible whatever the weight. */
  void amount(double amount, AmountUnit unit) {
    double highest = weightToKg * (unit == AmountUnit.MILLIGRAM ? dosePerKgMax : otherPerKgMax);
    if (amount > highest) {
      throw new Refusal(
          Decision.Why.INVALID,
          text(
              "a dose of %s %s is above %s, the most this desk takes",
              number(amount), unit.ucum(), number(highest)));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
