package io.rivulet.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.ApiDescription;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The description of everything under {@code /api/} that a console answers, made from its routes.
 */
public final class ApiDocument {
  /** Where it is. */
  public static final String PATH = "/api/v1/openapi.json";

  private static final ApiDescription DESCRIPTION =
      new ApiDescription(
          "console",
          "Rivulet console",
          "Everything that the pages show and do. Whoever has an API token may what its grants say,"
              + " and no more than its owner; x-permission names what an operation asks for, x-sites"
              + " how it keeps sites apart. A page sends its cookie, and X-Rivulet-Csrf with what"
              + " changes something. It never talks to a device.",
          new TreeMap<>(
              Map.of(
                  404, "It is not there for the caller.",
                  409,
                      "It cannot be done as things are, or the eventId is that of another command.",
                  415, "The body is not application/json.",
                  422, "A value cannot be.",
                  428, "It has to be confirmed: questions says why, confirmation goes with it.",
                  429, "Too much is asked: come back after Retry-After seconds.")),
          "The database, the session desk or a place in the queue is not there: come back after"
              + " Retry-After seconds.");

  private ApiDocument() {}

  /** These routes, and the one that describes them. */
  static List<ConsoleRoute> describing(List<ConsoleRoute> routes) {
    List<ConsoleRoute> all = new ArrayList<>(routes);
    // Answered by what is only known once it is among those that are described.
    String[] text = new String[1];
    all.add(
        ConsoleRoute.get(
            PATH,
            Permission.PUBLIC,
            ConsoleRoute.SiteRule.NO_SITE,
            "Describes every API of this console.",
            context ->
                context
                    .header("Cache-Control", "no-cache")
                    .contentType("application/json")
                    .result(text[0])));
    text[0] = Json.pretty(of(all));
    return List.copyOf(all);
  }

  /** OpenAPI 3.1 of those that are under {@code /api/}. */
  public static ObjectNode of(List<ConsoleRoute> routes) {
    List<ConsoleRoute> described =
        routes.stream().filter(route -> route.path().startsWith(ConsoleRoute.API)).toList();
    ObjectNode root =
        OpenApi.of(DESCRIPTION, described.stream().map(ConsoleRoute::described).toList());
    described.forEach(route -> mark(operation(root, route), route));
    return root;
  }

  private static ObjectNode operation(ObjectNode root, ConsoleRoute route) {
    return (ObjectNode)
        root.path("paths").path(route.path()).path(route.method().name().toLowerCase(Locale.ROOT));
  }

  private static void mark(ObjectNode operation, ConsoleRoute route) {
    operation.put("x-permission", route.permission().name());
    operation.put("x-sites", route.sites().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (route.permission() == Permission.PUBLIC) {
      operation.putArray("security");
    }
  }
}
