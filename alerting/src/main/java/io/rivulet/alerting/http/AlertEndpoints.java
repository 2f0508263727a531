package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.IncidentFilter;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.domain.alert.AlertPriority;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.util.List;

/** Alerts and incidents. */
final class AlertEndpoints {
  private final Askers askers;

  AlertEndpoints(Askers askers) {
    this.askers = askers;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "alerts",
            "Lists alerts, the latest opened first.",
            this::alerts,
            optional(
                "state",
                Kind.TEXT,
                "any of open, acknowledged, latched, closed, withdrawn; commas"),
            optional("priority", Kind.TEXT, "any of high, medium, low; commas"),
            optional("site", Kind.TEXT, "exactly this"),
            optional("category", Kind.TEXT, "exactly this"),
            optional("session", Kind.TEXT, "exactly this"),
            optional("device", Kind.TEXT, "exactly this"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.get(
            Api.ROOT + "alerts/{alert}",
            "Shows an alert, whom it reached and what happened to it.",
            context ->
                Answers.found(
                    context,
                    askers.desk(context).alert(context.pathParam("alert")),
                    "alert " + context.pathParam("alert"))),
        Endpoint.post(
            Api.ROOT + "alerts/{alert}/acknowledge",
            "Says that somebody knows of an alert.",
            Forms.ACKNOWLEDGE,
            this::acknowledge),
        Endpoint.post(Api.ROOT + "alerts/{alert}/notes", "Adds a note.", Forms.NOTE, this::note),
        Endpoint.get(
            Api.ROOT + "incidents",
            "Lists incidents, the latest opened first.",
            this::incidents,
            optional("open", Kind.FLAG, "only open ones, or only those that are over"),
            optional("alert", Kind.TEXT, "that this alert belongs to"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.get(
            Api.ROOT + "incidents/{incident}",
            "Shows an incident, its alerts and whom it reached.",
            context ->
                Answers.found(
                    context,
                    askers.desk(context).incident(context.pathParam("incident")),
                    "incident " + context.pathParam("incident"))),
        Endpoint.post(
            Api.ROOT + "incidents/{incident}/acknowledge",
            "Says that somebody knows of all alerts of an incident.",
            Forms.ACKNOWLEDGE,
            this::acknowledgeIncident));
  }

  private void alerts(Context context) {
    Query query = new Query(context);
    AlertFilter filter =
        new AlertFilter(
            query.constants("state", AlertState.class),
            query.constants("priority", AlertPriority.class),
            query.text("site"),
            query.text("category"),
            query.text("session"),
            query.text("device"));
    Answers.json(
        context,
        DeskJson.page(
            "alerts", askers.desk(context).alerts(filter, query.cursor(), query.limit())));
  }

  private void acknowledge(Context context) {
    Body body = Body.parse(context.body(), Forms.ACKNOWLEDGE);
    Answers.command(
        context,
        "alert",
        askers
            .desk(context)
            .acknowledgeAlert(
                Answers.origin(askers, context, body),
                context.pathParam("alert"),
                body.findText("note")));
  }

  private void note(Context context) {
    Body body = Body.parse(context.body(), Forms.NOTE);
    Answers.command(
        context,
        "alert",
        askers
            .desk(context)
            .note(
                Answers.origin(askers, context, body),
                context.pathParam("alert"),
                body.text("note")));
  }

  private void incidents(Context context) {
    Query query = new Query(context);
    IncidentFilter filter = new IncidentFilter(query.findFlag("open"), query.text("alert"));
    Answers.json(
        context,
        DeskJson.page(
            "incidents", askers.desk(context).incidents(filter, query.cursor(), query.limit())));
  }

  private void acknowledgeIncident(Context context) {
    Body body = Body.parse(context.body(), Forms.ACKNOWLEDGE);
    Answers.command(
        context,
        "alerts",
        askers
            .desk(context)
            .acknowledgeIncident(
                Answers.origin(askers, context, body),
                context.pathParam("incident"),
                body.findText("note")));
  }
}
