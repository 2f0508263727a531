package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.DeliveryFilter;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.util.List;
import java.util.Optional;

/** Notifications and what became of them. */
final class DeliveryEndpoints {
  private static final List<String> STATES = List.of("waiting", "sending", "delivered", "dead");

  private final Askers askers;

  DeliveryEndpoints(Askers askers) {
    this.askers = askers;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "deliveries",
            "Lists notifications and what became of them, the latest first.",
            this::deliveries,
            optional("state", Kind.TEXT, "waiting, sending, delivered or dead"),
            optional("channel", Kind.TEXT, "exactly this"),
            optional("incident", Kind.TEXT, "exactly this"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.post(
            Api.ROOT + "deliveries/{delivery}/replay",
            "Tries a dead notification again, under the same id.",
            Forms.REPLAY,
            this::replay),
        Endpoint.post(
            Api.ROOT + "deliveries/replay",
            "Tries all dead notifications of a channel again.",
            Forms.REPLAY_ALL,
            this::replayAll),
        Endpoint.get(
            Api.ROOT + "channels",
            "Says how channels stand.",
            context ->
                Answers.json(context, DeskJson.list("channels", askers.desk(context).channels()))),
        Endpoint.post(
            Api.ROOT + "channels/{channel}/enable",
            "Uses a channel again whose receiver had wanted nothing more.",
            Forms.ENABLE,
            this::enable));
  }

  private void deliveries(Context context) {
    Query query = new Query(context);
    Optional<String> state = query.text("state");
    state
        .filter(text -> !STATES.contains(text))
        .ifPresent(
            text -> {
              throw new IllegalArgumentException(
                  "state is \"" + text + "\", not one of " + String.join(", ", STATES));
            });
    DeliveryFilter filter =
        new DeliveryFilter(state, query.text("channel"), query.text("incident"));
    Answers.json(
        context,
        DeskJson.page(
            "deliveries", askers.desk(context).deliveries(filter, query.cursor(), query.limit())));
  }

  private void replay(Context context) {
    Body body = Body.parse(context.body(), Forms.REPLAY);
    Answers.command(
        context,
        "delivery",
        askers
            .desk(context)
            .replay(Answers.origin(askers, context, body), context.pathParam("delivery")));
  }

  private void enable(Context context) {
    Body body = Body.parse(context.body(), Forms.ENABLE);
    Answers.command(
        context,
        "channel",
        askers
            .desk(context)
            .enableChannel(Answers.origin(askers, context, body), context.pathParam("channel")));
  }

  private void replayAll(Context context) {
    Body body = Body.parse(context.body(), Forms.REPLAY_ALL);
    Answers.command(
        context,
        "replayed",
        askers
            .desk(context)
            .replayAll(
                Answers.origin(askers, context, body), body.text("channel"), body.time("since")));
  }
}
