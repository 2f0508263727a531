package io.rivulet.alerting.routing;

import java.util.List;

/**
 * An alert that is there makes others not worth telling: a critical pressure its warning, a dead
 * gateway the silence of its devices.
 *
 * @param name 1 to 64 characters
 * @param source what has to be there; 1 to {@value Route#MOST_MATCHERS}
 * @param target what is then not told; 1 to {@value Route#MOST_MATCHERS}
 * @param equal on which labels both have to agree; a label that neither has counts as agreed
 */
public record Inhibition(
    String name, List<Matcher> source, List<Matcher> target, List<Label> equal) {
  /** Refuses rules without a source or a target. */
  public Inhibition {
    Silence.requireText("an inhibition's name", name, 64);
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
    if (source.isEmpty() || target.isEmpty()) {
      throw new IllegalArgumentException("inhibition " + name + " has no source or no target");
    }
    if (source.size() > Route.MOST_MATCHERS || target.size() > Route.MOST_MATCHERS) {
      throw new IllegalArgumentException(
          "inhibition " + name + " has more than " + Route.MOST_MATCHERS + " conditions");
    }
  }

  /** Whether an alert like this hides others. */
  public boolean hides(Labels labels) {
    return source.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether an alert like this is hidden by others. */
  public boolean isHidden(Labels labels) {
    return target.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** Whether an alert hides another, as far as this rule goes. */
  public boolean hides(Labels hiding, Labels hidden) {
    return hides(hiding)
        && isHidden(hidden)
        && equal.stream().allMatch(label -> hiding.get(label).equals(hidden.get(label)));
  }
}
