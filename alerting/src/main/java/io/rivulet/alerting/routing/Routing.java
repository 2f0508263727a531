package io.rivulet.alerting.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tree that says who is told of what.
 *
 * @param root takes every alert that no branch takes
 */
public record Routing(Route root) {
  /** Refuses a root that does not take everything. */
  public Routing {
    Objects.requireNonNull(root, "root");
    if (!root.match().isEmpty()) {
      throw new IllegalArgumentException("the first route has conditions; it takes every alert");
    }
  }

  /** Where an alert goes: one place or more, in the order of the tree. */
  public List<Routed> route(Labels labels) {
    List<Routed> found = new ArrayList<>();
    descend(root, root.name(), "takes every alert", labels, found);
    return List.copyOf(found);
  }

  private static void descend(
      Route route, String path, String why, Labels labels, List<Routed> found) {
    int before = found.size();
    for (Route child : route.children()) {
      if (child.takes(labels)) {
        descend(child, path + "/" + child.name(), why(child), labels, found);
        if (!child.goesOn()) {
          break;
        }
      }
    }
    if (found.size() == before) {
      found.add(new Routed(path, route.terms(), group(route.terms(), labels), why));
    }
  }

  private static String why(Route route) {
    return route.match().isEmpty()
        ? "takes every alert"
        : route.match().stream().map(Matcher::toString).collect(Collectors.joining(" and "));
  }

  private static String group(RouteTerms terms, Labels labels) {
    String group =
        terms.groupBy().stream()
            .filter(label -> !labels.get(label).isEmpty())
            .map(label -> label.code() + "=" + labels.get(label))
            .collect(Collectors.joining(", "));
    return group.isEmpty() ? "all" : group;
  }

  /** The terms that hold for a route now; empty where it is gone. */
  public Optional<RouteTerms> terms(String path) {
    String[] names = path.split("/", -1);
    Optional<Route> at = Optional.of(root).filter(route -> route.name().equals(names[0]));
    for (int i = 1; i < names.length; i++) {
      String name = names[i];
      at = at.flatMap(route -> child(route, name));
    }
    return at.map(Route::terms);
  }

  private static Optional<Route> child(Route route, String name) {
    return route.children().stream().filter(child -> child.name().equals(name)).findFirst();
  }
}
