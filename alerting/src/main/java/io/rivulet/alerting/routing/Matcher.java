package io.rivulet.alerting.routing;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A condition on one label. In text: {@code site = zurich}, {@code priority in high, medium},
 * {@code category =~ PUMP_.*}, and their opposites with {@code !=}, {@code not in} and {@code !~}.
 *
 * @param label of what
 * @param operator how it is compared
 * @param values with what: one, or for {@code in} and {@code not in} 1 to {@value #MOST_VALUES}, of
 *     at most {@value #LONGEST_VALUE} characters each; an empty one stands for a label that is not
 *     there
 */
public record Matcher(Label label, Operator operator, List<String> values) {
  /** The most values of {@code in}. */
  public static final int MOST_VALUES = 100;

  /** The longest value or pattern, in characters. */
  public static final int LONGEST_VALUE = 256;

  /** How a label is compared. */
  public enum Operator {
    /** It is the value. */
    EQUALS("="),
    /** It is not the value. */
    NOT_EQUALS("!="),
    /** It is one of the values. */
    IN("in"),
    /** It is none of the values. */
    NOT_IN("not in"),
    /** The whole of it fits the regular expression. */
    MATCHES("=~"),
    /** The whole of it does not fit the regular expression. */
    MATCHES_NOT("!~");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }
  }

  /** Refuses values out of bounds and regular expressions that are none. */
  public Matcher {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(operator, "operator");
    values = List.copyOf(values);
    boolean several = operator == Operator.IN || operator == Operator.NOT_IN;
    if (values.isEmpty() || values.size() > (several ? MOST_VALUES : 1)) {
      throw new IllegalArgumentException(
          label.code() + " " + operator.sign() + " has " + values.size() + " values");
    }
    for (String value : values) {
      if (value.length() > LONGEST_VALUE) {
        throw new IllegalArgumentException(
            label.code() + " is compared with " + value.length() + " characters; at most 256");
      }
    }
    if (operator == Operator.MATCHES || operator == Operator.MATCHES_NOT) {
      try {
        Pattern.compile(values.get(0));
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "'" + values.get(0) + "' is no regular expression: " + e.getDescription(), e);
      }
    }
  }

  /** A label that is a value. */
  public static Matcher equal(Label label, String value) {
    return new Matcher(label, Operator.EQUALS, List.of(value));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with the reason, where it is none
   */
  public static Matcher parse(String text) {
    return MatcherText.parse(text);
  }

  /**
   * Whether the labels fit. A regular expression that takes too long to decide fits neither as
   * itself nor as its opposite, so whoever should be told is told.
   */
  public boolean matches(Labels labels) {
    String value = labels.get(label);
    return switch (operator) {
      case EQUALS, IN -> values.contains(value);
      case NOT_EQUALS, NOT_IN -> !values.contains(value);
      case MATCHES -> BoundedPattern.matches(values.get(0), value).orElse(false);
      case MATCHES_NOT -> !BoundedPattern.matches(values.get(0), value).orElse(true);
    };
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return label.code() + " " + operator.sign() + " " + String.join(", ", values);
  }
}
