package io.rivulet.sessions.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.rivulet.domain.desk.Decision;
import io.rivulet.domain.desk.LimitsBook;
import io.rivulet.domain.desk.SeriesCommand;
import io.rivulet.domain.desk.SessionCommand;
import io.rivulet.domain.identity.SeriesId;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.identity.StableId;
import io.rivulet.domain.series.OutcomeRules;
import io.rivulet.domain.series.SeriesEvent;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.runtime.http.ApiServer;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Form;
import io.rivulet.runtime.http.Json;
import io.rivulet.runtime.http.Problem;
import io.rivulet.sessions.book.Clerk;
import io.rivulet.sessions.form.Action;
import io.rivulet.sessions.form.LimitsActions;
import io.rivulet.sessions.form.SeriesActions;
import io.rivulet.sessions.form.SessionActions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything the API answers, over a clerk. */
final class Endpoints {
  static final String ROOT = "/api/v1/";
  private static final int NAME_LENGTH = 12;

  private final Clerk clerk;
  private final OutcomeRules outcomes;
  private final InstantSource clock;

  Endpoints(Clerk clerk, OutcomeRules outcomes, InstantSource clock) {
    this.clerk = clerk;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  List<Endpoint> all() {
    List<Endpoint> all = new ArrayList<>();
    all.add(
        get(
            "actions",
            "Describes what can be recorded, for whoever builds forms of it.",
            context -> json(context, 200, ActionsView.ALL)));
    all.add(get("sessions", "Lists sessions that take events.", this::sessions));
    all.add(get("sessions/{session}", "Shows a session with its events.", this::session));
    all.add(post("sessions", SessionActions.OPEN, this::openSession));
    for (Action<SessionCommand> action : SessionActions.ALL) {
      all.add(
          post(
              "sessions/{session}/" + action.verb(),
              action,
              context -> askSession(context, action, context.pathParam("session"))));
    }
    all.add(get("series", "Lists series.", this::series));
    all.add(
        get("series/{series}", "Shows a series with its outcomes and proposal.", this::oneSeries));
    all.add(post("series", SeriesActions.OPEN, this::openSeries));
    for (Action<SeriesCommand> action : SeriesActions.ALL) {
      all.add(
          post(
              "series/{series}/" + action.verb(),
              action,
              context -> askSeries(context, action, context.pathParam("series"))));
    }
    all.add(get("limits", "Lists limits profiles and their versions.", this::limits));
    all.add(post("limits/{profile}", LimitsActions.PUBLISH, this::publish));
    return List.copyOf(all);
  }

  private static Endpoint get(String path, String summary, io.javalin.http.Handler handler) {
    return Endpoint.get(ROOT + path, summary, handler);
  }

  private static Endpoint post(String path, Action<?> action, io.javalin.http.Handler handler) {
    return Endpoint.post(ROOT + path, action.summary(), action.form(), handler);
  }

  private void sessions(Context context) {
    json(context, 200, clerk.look(books -> Views.sessions(books, clock.instant())));
  }

  private void session(Context context) {
    SessionId session = new SessionId(context.pathParam("session"));
    Optional<ObjectNode> found =
        clerk.look(books -> Views.session(books, session, clock.instant()));
    if (found.isPresent()) {
      json(context, 200, found.get());
    } else {
      new Problem(
              404,
              "unknown",
              "It is not known",
              "session " + session + " is not open here; what is over is in the store")
          .answer(context);
    }
  }

  private void series(Context context) {
    json(context, 200, clerk.look(SeriesView::all));
  }

  private void oneSeries(Context context) {
    SeriesId series = new SeriesId(context.pathParam("series"));
    Optional<ObjectNode> found = clerk.look(books -> SeriesView.one(books, series, outcomes));
    if (found.isPresent()) {
      json(context, 200, found.get());
    } else {
      new Problem(404, "unknown", "It is not known", "series " + series + " is not known")
          .answer(context);
    }
  }

  private void limits(Context context) {
    json(context, 200, clerk.look(Views::limits));
  }

  private void openSession(Context context) {
    Body body = body(context, SessionActions.OPEN.form());
    String name = body.findText("session").orElseGet(() -> name("s-", body));
    askSession(context, SessionActions.OPEN, name);
  }

  private void openSeries(Context context) {
    Body body = body(context, SeriesActions.OPEN.form());
    String name = body.findText("series").orElseGet(() -> name("series-", body));
    askSeries(context, SeriesActions.OPEN, name);
  }

  /** The same eventId makes the same name, so that asking twice opens once. */
  private static String name(String prefix, Body body) {
    return prefix + StableId.of(prefix, body.text("eventId")).substring(0, NAME_LENGTH);
  }

  private void askSession(Context context, Action<SessionCommand> action, String name) {
    Body body = body(context, action.form());
    SessionCommand command = action.command(name, body);
    Decision<SessionEvent> decision = clerk.ask(command, request(context, body));
    if (decision instanceof Decision.Accepted<SessionEvent> accepted) {
      ObjectNode node = Json.object();
      node.put("session", name);
      accepted(context, node, accepted, event -> Views.event(command.session(), event));
    } else {
      otherwise(context, decision);
    }
  }

  private void askSeries(Context context, Action<SeriesCommand> action, String name) {
    Body body = body(context, action.form());
    SeriesCommand command = action.command(name, body);
    Decision<SeriesEvent> decision = clerk.ask(command, request(context, body));
    if (decision instanceof Decision.Accepted<SeriesEvent> accepted) {
      ObjectNode node = Json.object();
      node.put("series", name);
      accepted(context, node, accepted, event -> SeriesView.event(command.series(), event));
    } else {
      otherwise(context, decision);
    }
  }

  private void publish(Context context) {
    Body body = body(context, LimitsActions.PUBLISH.form());
    Clerk.Publication wanted = LimitsActions.PUBLISH.command(context.pathParam("profile"), body);
    Decision<LimitsBook.Published> decision = clerk.ask(wanted, request(context, body));
    if (decision instanceof Decision.Accepted<LimitsBook.Published> accepted) {
      ObjectNode node = Json.object();
      node.put("profile", wanted.profile());
      node.put("repeated", accepted.repeated());
      Views.published(node, accepted.events().get(0));
      json(context, accepted.repeated() ? 200 : 201, node);
    } else {
      otherwise(context, decision);
    }
  }

  private static Body body(Context context, Form form) {
    return Body.parse(context.body(), form);
  }

  private static Clerk.Request request(Context context, Body body) {
    return new Clerk.Request(
        body.text("eventId"), body.findText("confirmation"), ApiServer.bearer(context).name());
  }

  private static <E> void accepted(
      Context context,
      ObjectNode node,
      Decision.Accepted<E> accepted,
      java.util.function.Function<E, ObjectNode> view) {
    node.put("repeated", accepted.repeated());
    ArrayNode events = node.putArray("events");
    accepted.events().forEach(event -> events.add(view.apply(event)));
    json(context, accepted.repeated() ? 200 : 201, node);
  }

  private static <E> void otherwise(Context context, Decision<E> decision) {
    if (decision instanceof Decision.NeedsConfirmation<E> question) {
      DeskProblem.ask(context, question);
    } else if (decision instanceof Decision.Refused<E> refused) {
      DeskProblem.of(refused).answer(context);
    }
  }

  private static void json(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.line(body));
  }
}
