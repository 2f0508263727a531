package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.alerting.desk.PreviewPart;
import io.rivulet.alerting.desk.SampleAlert;
import io.rivulet.alerting.notification.Reason;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How alerting stands, what is configured, and what that would lead to. */
final class PlanEndpoints {
  private static final Duration USUAL_BURDEN = Duration.ofDays(28);

  private final Askers askers;
  private final InstantSource clock;

  PlanEndpoints(Askers askers, InstantSource clock) {
    this.askers = askers;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "status",
            "Says how many alerts wait for somebody, and which urgent ones are not told.",
            this::status),
        Endpoint.post(
            Api.ROOT + "explain",
            "Says where an alert with these labels would go, and why. Sends nothing.",
            Forms.EXPLAIN,
            this::explain),
        Endpoint.get(
            Api.ROOT + "previews/{channel}",
            "Shows what a channel would be sent. Sends nothing.",
            this::preview,
            optional(
                "reason", Kind.TEXT, "opened, escalated, resolved and so on; opened if missing")),
        Endpoint.get(
            Api.ROOT + "configuration",
            "Says which configuration holds, and what is wrong with one that was refused since.",
            context -> Answers.json(context, DeskJson.object(askers.desk(context).plan()))),
        Endpoint.get(
            Api.ROOT + "windows",
            "Lists the maintenance windows of the configuration.",
            context ->
                Answers.json(
                    context,
                    DeskJson.list("windows", askers.desk(context).windows(clock.instant())))),
        Endpoint.get(
            Api.ROOT + "burden",
            "Says how much alerting asked of people.",
            this::burden,
            optional("from", Kind.TIME, "28 days before until where missing"),
            optional("until", Kind.TIME, "now where missing")),
        Endpoint.get(
            Api.ROOT + "instances",
            "Lists the processes that alert.",
            context ->
                Answers.json(
                    context, DeskJson.list("instances", askers.desk(context).instances()))));
  }

  private void status(Context context) {
    ObjectNode body = DeskJson.object(askers.desk(context).overview());
    body.set(
        "suppressed",
        DeskJson.list("suppressed", askers.desk(context).suppressedHighPriority())
            .get("suppressed"));
    Answers.json(context, body);
  }

  private void explain(Context context) {
    Body body = Body.parse(context.body(), Forms.EXPLAIN);
    Answers.json(
        context,
        DeskJson.object(
            askers
                .desk(context)
                .explain(
                    new SampleAlert(body.textsByName("labels")),
                    body.findTime("at").orElseGet(clock::instant))));
  }

  private void preview(Context context) {
    String channel = context.pathParam("channel");
    Reason reason = new Query(context).constant("reason", Reason.class).orElse(Reason.OPENED);
    Optional<List<PreviewPart>> parts = askers.desk(context).preview(channel, reason);
    if (parts.isPresent()) {
      Answers.json(context, DeskJson.list("parts", parts.get()));
    } else {
      Answers.unknown(context, "channel " + channel + " is not in the configuration");
    }
  }

  private void burden(Context context) {
    Query query = new Query(context);
    Instant until = query.time("until").orElseGet(clock::instant);
    Instant from = query.time("from").orElse(until.minus(USUAL_BURDEN));
    Answers.json(context, DeskJson.object(askers.desk(context).burden(from, until)));
  }
}
