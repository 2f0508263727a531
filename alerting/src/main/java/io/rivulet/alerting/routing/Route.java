package io.rivulet.alerting.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A branch of the tree that says who is told of what. An alert goes down from the root into the
 * first branch that it matches, and where a branch says so, into later ones beside it too.
 *
 * @param name among its siblings, 1 to 64 letters, digits, dots, hyphens and underscores
 * @param match all of them have to hold; none: every alert; up to {@value #MOST_MATCHERS}
 * @param terms how its alerts are brought to people, whole: what the configuration leaves out is
 *     the parent's
 * @param goesOn whether later siblings are looked at, too
 * @param children in order, up to {@value #MOST_CHILDREN}
 */
public record Route(
    String name, List<Matcher> match, RouteTerms terms, boolean goesOn, List<Route> children) {
  /** The most matchers of a route. */
  public static final int MOST_MATCHERS = 20;

  /** The most children of a route. */
  public static final int MOST_CHILDREN = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Refuses names that are none, or are there twice, and too much of anything. */
  public Route {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "route \"" + name + "\" is not 1 to 64 letters, digits, '.', '_', '-'");
    }
    match = List.copyOf(match);
    Objects.requireNonNull(terms, "terms");
    children = List.copyOf(children);
    if (match.size() > MOST_MATCHERS || children.size() > MOST_CHILDREN) {
      throw new IllegalArgumentException(
          "route "
              + name
              + " has "
              + match.size()
              + " conditions, at most "
              + MOST_MATCHERS
              + ", and "
              + children.size()
              + " children, at most "
              + MOST_CHILDREN);
    }
    Set<String> names = new HashSet<>();
    for (Route child : children) {
      if (!names.add(child.name())) {
        throw new IllegalArgumentException(
            "route " + name + " has two children called " + child.name());
      }
    }
  }

  /** Whether it takes an alert. */
  public boolean takes(Labels labels) {
    return match.stream().allMatch(matcher -> matcher.matches(labels));
  }
}
