package io.rivulet.domain.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured, against which limit of which version of a profile. Limits are a site's own.
 *
 * @param value finite; the extreme value of a run
 * @param limit finite, in the same unit; empty where there is none to name
 * @param unit UCUM, 1 to 32 characters, such as mm[Hg], mg/kg, s
 * @param limits whose limit it is; empty where it is a setting
 */
public record Measured(double value, OptionalDouble limit, String unit, Optional<Limits> limits) {
  private static final int UNIT_LONGEST = 32;
  private static final MathContext DIGITS = new MathContext(6);
  private static final int PLAIN_ZEROS_MAX = 12;

  /**
   * One version of a limits profile.
   *
   * @param profile its name, 1 to 128 characters
   * @param version counts up from 1
   */
  public record Limits(String profile, int version) {
    /** Refuses a profile without a name. */
    public Limits {
      if (profile == null || profile.isBlank() || profile.length() > 128) {
        throw new IllegalArgumentException(
            "profile \"" + profile + "\" is not 1 to 128 characters");
      }
    }
  }

  /** Refuses numbers that are none and a missing unit. */
  public Measured {
    Objects.requireNonNull(limits, "limits");
    requireFinite("measured value", value);
    limit.ifPresent(number -> requireFinite("limit", number));
    if (unit == null || unit.isBlank() || unit.length() > UNIT_LONGEST) {
      throw new IllegalArgumentException(
          "unit \"" + unit + "\" is not 1 to " + UNIT_LONGEST + " characters");
    }
  }

  private static void requireFinite(String name, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " " + number + " is not a finite number");
    }
  }

  /** A value that no limit is named for. */
  public static Measured of(double value, String unit) {
    return new Measured(value, OptionalDouble.empty(), unit, Optional.empty());
  }

  /** A value against a limit. */
  public static Measured of(double value, double limit, String unit) {
    return new Measured(value, OptionalDouble.of(limit), unit, Optional.empty());
  }

  /** The same, the limit being a profile's. */
  public Measured by(String profile, int version) {
    return new Measured(value, limit, unit, Optional.of(new Limits(profile, version)));
  }

  /** In words, with the value's unit; {@code against} says what the limit is. */
  String words(String against) {
    // UCUM's brackets mean nothing to a reader: mm[Hg] is shown as mmHg.
    String shown = unit.replace("[", "").replace("]", "");
    StringBuilder words = new StringBuilder(number(value)).append(' ').append(shown);
    if (limit.isPresent()) {
      words.append(", ").append(against).append(' ');
      words.append(number(limit.getAsDouble())).append(' ').append(shown);
    }
    limits.ifPresent(
        whose ->
            words
                .append(" (profile ")
                .append(whose.profile())
                .append(" version ")
                .append(whose.version())
                .append(')'));
    return words.toString();
  }

  /** Six digits at most, the same in every locale. */
  private static String number(double number) {
    BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
    return Math.abs(rounded.scale()) > PLAIN_ZEROS_MAX
        ? rounded.toString()
        : rounded.toPlainString();
  }
}
