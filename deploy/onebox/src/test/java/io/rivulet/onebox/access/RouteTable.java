package io.rivulet.onebox.access;

import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every route by role, as docs/access.md has it. */
final class RouteTable {
  private static final String BEGIN = "<!-- routes: made from the code -->";
  private static final String END = "<!-- end of routes -->";

  private RouteTable() {}

  /** Routes that hold something; files of pages are one row. */
  static List<ConsoleRoute> told(List<ConsoleRoute> routes) {
    return routes.stream()
        .filter(route -> !isFile(route))
        .sorted(
            Comparator.comparing(ConsoleRoute::path)
                .thenComparing(route -> route.method().toString()))
        .toList();
  }

  static boolean isFile(ConsoleRoute route) {
    return route.path().startsWith("/assets/") || route.path().startsWith("/vendor/");
  }

  static String of(List<ConsoleRoute> routes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| route | asks for | engineer | on-call | clinician | researcher | administrator | nobody | sites | what |");
    lines.add("|---|---|---|---|---|---|---|---|---|---|");
    lines.add(
        "| `GET /assets/...`, `GET /vendor/...` | PUBLIC | yes | yes | yes | yes | yes | yes | no site | Files of the pages, without data. |");
    for (ConsoleRoute route : told(routes)) {
      StringBuilder line = new StringBuilder("| `");
      line.append(route.method()).append(' ').append(route.path()).append("` | ");
      line.append(route.permission()).append(" |");
      for (ConsoleRole role : ConsoleRole.values()) {
        line.append(may(route, role) ? " yes |" : " |");
      }
      line.append(route.permission() == Permission.PUBLIC ? " yes |" : " |");
      line.append(' ').append(words(route.sites())).append(" | ");
      lines.add(line.append(route.summary().replace("|", "\\|")).append(" |").toString());
    }
    return String.join("\n", lines) + "\n";
  }

  static boolean may(ConsoleRoute route, ConsoleRole role) {
    return route.permission() == Permission.PUBLIC || route.permission().roles().contains(role);
  }

  private static String words(ConsoleRoute.SiteRule rule) {
    return switch (rule) {
      case NO_SITE -> "no site";
      case FILTERED -> "own sites' only";
      case OF_ITS_SITE -> "404 at others'";
      case EVERY_SITE -> "for every site only";
    };
  }

  /** The document with this table in it. */
  static String in(String document, String table) {
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    return document.substring(0, begin) + "\n" + table + document.substring(document.indexOf(END));
  }
}
