package io.rivulet.console.stream;

import io.javalin.http.Context;
import io.rivulet.console.access.Access;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Problem;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/stream}. Each topic is held against what its caller may see. */
public final class StreamRoutes {
  private final LiveStream stream;
  private final Access access;

  /**
   * Over a stream.
   *
   * @param access asked, while a stream is open, whether its caller is still who they were
   */
  public StreamRoutes(LiveStream stream, Access access) {
    this.stream = stream;
    this.access = access;
  }

  /** The one route. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                "/api/v1/stream",
                Permission.SIGNED_IN,
                SiteRule.FILTERED,
                "What changes, as it changes: any topics over one connection.",
                this::open)
            .asking(
                Field.required(
                    "topics",
                    Field.Kind.TEXT,
                    "1 to " + StreamLimits.MAX_TOPICS + " names, separated by commas"),
                Field.optional(
                    "after", Field.Kind.TEXT, "a position to go on from; Last-Event-ID goes first"))
            .producing("text/event-stream"));
  }

  private void open(Context context) throws IOException {
    List<String> names =
        Arrays.stream(Optional.ofNullable(context.queryParam("topics")).orElse("").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.isEmpty() || names.size() > StreamLimits.MAX_TOPICS) {
      new Problem(
              400,
              "topics",
              "A stream is of topics",
              "name 1 to %d topics, such as ?topics=overview,session:s-17; there are %d"
                  .formatted(StreamLimits.MAX_TOPICS, names.size()))
          .answer(context);
      return;
    }
    Optional<StreamPosition> after =
        Optional.ofNullable(context.header("Last-Event-ID"))
            .or(() -> Optional.ofNullable(context.queryParam("after")))
            .flatMap(StreamPosition::parse);
    answer(
        context,
        stream.open(
            new Listener(Caller.of(context), access.again(context)),
            names,
            after,
            context.req(),
            context.res()));
  }

  private static void answer(Context context, Opening opening) {
    if (opening instanceof Opening.Streaming streaming) {
      context.future(streaming::ended);
    } else if (opening instanceof Opening.Full) {
      context.header("Retry-After", "10").header("Cache-Control", "no-store");
      new Problem(
              503,
              "too-many-streams",
              "As many live pages are open as this console serves",
              "close one, or ask the API every few seconds instead")
          .answer(context);
    } else if (opening instanceof Opening.NothingThere nothing) {
      context.header("Cache-Control", "no-store");
      new Problem(
              404,
              "no-such-topic",
              "There is no such topic for you",
              String.join(", ", nothing.topics().stream().map(StreamRoutes::shown).toList()))
          .answer(context);
    }
  }

  /** Names come from outside and may be long. */
  private static String shown(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "...";
  }
}
