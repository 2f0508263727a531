package io.rivulet.domain.unit;

import java.util.Map;

/**
 * Reads the UCUM units that pumps and monitors send into the canonical ones (CLINICAL.md section
 * 1): mL, mL/h, mg or [IU] or meq, kg, mmHg, per minute. Codes are case-sensitive, as UCUM's are.
 * What is not listed is an {@link UnknownUnitException}, never a guess.
 */
public final class Ucum {
  private record Scale(AmountUnit unit, double factor) {}

  private static final Map<String, Scale> AMOUNTS =
      Map.of(
          "ng", new Scale(AmountUnit.MILLIGRAM, 1e-6),
          "ug", new Scale(AmountUnit.MILLIGRAM, 1e-3),
          "mg", new Scale(AmountUnit.MILLIGRAM, 1),
          "g", new Scale(AmountUnit.MILLIGRAM, 1e3),
          "[IU]", new Scale(AmountUnit.INTERNATIONAL_UNIT, 1),
          "m[IU]", new Scale(AmountUnit.INTERNATIONAL_UNIT, 1e-3),
          "meq", new Scale(AmountUnit.MILLIEQUIVALENT, 1));
  private static final Map<String, Double> MILLILITRES =
      Map.of("uL", 1e-3, "mL", 1.0, "L", 1e3, "ul", 1e-3, "ml", 1.0, "l", 1e3);
  private static final Map<String, Double> PER_HOUR = Map.of("h", 1.0, "min", 60.0);
  private static final Map<String, Double> KILOGRAMS =
      Map.of("kg", 1.0, "g", 1e-3, "[lb_av]", 0.45359237);
  private static final Map<String, Double> MMHG = Map.of("mm[Hg]", 1.0, "kPa", 7.500616827);
  private static final Map<String, Double> PER_MINUTE = Map.of("/min", 1.0, "{beats}/min", 1.0);
  private static final Map<String, Double> PERCENT = Map.of("%", 1.0);

  private Ucum() {}

  /** A flow in mL/h, from mL/h or mL/min. */
  public static double millilitresPerHour(Quantity flow) {
    String[] parts = flow.unit().split("/", -1);
    Double volume = parts.length == 2 ? MILLILITRES.get(parts[0]) : null;
    Double time = parts.length == 2 ? PER_HOUR.get(parts[1]) : null;
    if (volume == null || time == null) {
      throw new UnknownUnitException("rate", flow.unit(), "mL/h, mL/min");
    }
    return flow.value() * volume * time;
  }

  /** A volume in mL, from uL, mL or L. */
  public static double millilitres(Quantity volume) {
    return volume.value() * factor(MILLILITRES, "volume", volume, "uL, mL, L");
  }

  /** A concentration, from an amount per uL, mL or L. */
  public static Concentration concentration(Quantity concentration) {
    String[] parts = concentration.unit().split("/", -1);
    Scale amount = parts.length == 2 ? AMOUNTS.get(parts[0]) : null;
    Double volume = parts.length == 2 ? MILLILITRES.get(parts[1]) : null;
    if (amount == null || volume == null) {
      throw new UnknownUnitException(
          "concentration", concentration.unit(), "ng, ug, mg, g, [IU], m[IU] or meq per mL or L");
    }
    return new Concentration(concentration.value() * amount.factor / volume, amount.unit);
  }

  /** A dose rate, from an amount, optionally per kg, per h or min. */
  public static DoseRate doseRate(Quantity rate) {
    String[] parts = rate.unit().split("/", -1);
    boolean perKg = parts.length == 3 && parts[1].equals("kg");
    Scale amount = perKg || parts.length == 2 ? AMOUNTS.get(parts[0]) : null;
    Double time = PER_HOUR.get(parts[parts.length - 1]);
    if (amount == null || time == null) {
      throw new UnknownUnitException(
          "dose rate", rate.unit(), "ng, ug, mg, g, [IU], m[IU] or meq [/kg] /h or /min");
    }
    return new DoseRate(rate.value() * amount.factor * time, amount.unit, perKg);
  }

  /** A body weight in kg, from kg, g or [lb_av]. */
  public static double kilograms(Quantity weight) {
    return weight.value() * factor(KILOGRAMS, "weight", weight, "kg, g, [lb_av]");
  }

  /** A pressure in mmHg, from mm[Hg] or kPa. */
  public static double millimetresOfMercury(Quantity pressure) {
    return pressure.value() * factor(MMHG, "pressure", pressure, "mm[Hg], kPa");
  }

  /** A frequency per minute, from /min or {beats}/min. */
  public static double perMinute(Quantity frequency) {
    return frequency.value() * factor(PER_MINUTE, "frequency", frequency, "/min, {beats}/min");
  }

  /** A saturation or charge in percent, from %. */
  public static double percent(Quantity share) {
    return share.value() * factor(PERCENT, "share", share, "%");
  }

  private static double factor(
      Map<String, Double> units, String quantity, Quantity found, String accepted) {
    Double factor = units.get(found.unit());
    if (factor == null) {
      throw new UnknownUnitException(quantity, found.unit(), accepted);
    }
    return factor;
  }
}
