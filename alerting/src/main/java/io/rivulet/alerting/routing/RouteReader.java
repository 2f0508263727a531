package io.rivulet.alerting.routing;

import io.rivulet.runtime.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code routes}: the root's terms, and below its own {@code routes} a list of branches, each
 * with {@code name}, {@code match}, {@code continue}, what it has otherwise than its parent, and
 * {@code routes}. Policies are named; whether they exist is looked at where all is known.
 */
public final class RouteReader {
  private static final int DEEPEST = 10;
  private static final String STAND_IN = "missing";

  private RouteReader() {}

  /**
   * Reads the key {@code routes} of the whole file.
   *
   * @param file the whole file
   */
  public static Routing read(Section file) {
    Routing standIn =
        new Routing(new Route("root", List.of(), RouteTerms.of(STAND_IN), false, List.of()));
    Optional<Section> section = file.find("routes");
    if (section.isEmpty()) {
      file.problem("routes", "is missing; name at least a policy");
      return standIn;
    }
    Section root = section.get();
    String policy = root.text("policy");
    RouteTerms terms = TermsReader.read(root, RouteTerms.of(policy.isEmpty() ? STAND_IN : policy));
    List<Route> children = children(root, terms, 1);
    root.end();
    return root.make(() -> new Routing(new Route("root", List.of(), terms, false, children)))
        .orElse(standIn);
  }

  private static List<Route> children(Section parent, RouteTerms terms, int depth) {
    List<Section> sections = parent.sections("routes");
    if (depth > DEEPEST && !sections.isEmpty()) {
      parent.problem("routes", "are more than " + DEEPEST + " deep");
      return List.of();
    }
    List<Route> routes = new ArrayList<>();
    for (Section section : sections) {
      branch(section, terms, depth).ifPresent(routes::add);
    }
    return routes;
  }

  private static Optional<Route> branch(Section section, RouteTerms parents, int depth) {
    String name = section.text("name");
    List<Matcher> match = MatcherReader.read(section, "match");
    RouteTerms terms = TermsReader.read(section, parents);
    boolean goesOn = section.findFlag("continue").orElse(false);
    List<Route> children = children(section, terms, depth + 1);
    section.end();
    return section.make(() -> new Route(name, match, terms, goesOn, children));
  }
}
