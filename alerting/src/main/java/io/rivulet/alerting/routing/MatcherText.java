package io.rivulet.alerting.routing;

import io.rivulet.alerting.routing.Matcher.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The text form of a matcher. */
final class MatcherText {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([A-Za-z]+)\\s*(=~|!~|!=|=|\\bnot\\s+in\\b|\\bin\\b)(.*)", Pattern.DOTALL);

  private MatcherText() {}

  static Matcher parse(String text) {
    java.util.regex.Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no condition such as 'site = zurich', 'priority in high, medium' or"
              + " 'category =~ PUMP_.*'");
    }
    Operator operator = operator(form.group(2));
    String rest = form.group(3).strip();
    List<String> values =
        operator == Operator.IN || operator == Operator.NOT_IN
            ? Arrays.stream(rest.split(",", -1)).map(String::strip).toList()
            : List.of(rest);
    return new Matcher(Label.of(form.group(1)), operator, values);
  }

  private static Operator operator(String sign) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.sign().equals(sign.replaceAll("\\s+", " ")))
        .findFirst()
        .orElseThrow();
  }
}
