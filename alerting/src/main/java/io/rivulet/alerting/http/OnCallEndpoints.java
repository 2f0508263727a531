package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.OverrideRequest;
import io.rivulet.alerting.desk.ShiftView;
import io.rivulet.alerting.desk.TestRequest;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who is on call, overrides, and whether somebody can be reached. */
final class OnCallEndpoints {
  private static final Duration USUAL_SHIFTS = Duration.ofDays(14);

  private final Askers askers;
  private final InstantSource clock;

  OnCallEndpoints(Askers askers, InstantSource clock) {
    this.askers = askers;
    this.clock = clock;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "oncall",
            "Says who is on call, and who next.",
            this::onCall,
            optional("at", Kind.TIME, "when; now where missing")),
        Endpoint.get(
            Api.ROOT + "oncall/{schedule}/shifts",
            "Lists the shifts of a schedule.",
            this::shifts,
            optional("from", Kind.TIME, "now where missing"),
            optional("until", Kind.TIME, "14 days after from where missing")),
        Endpoint.get(
            Api.ROOT + "overrides",
            "Lists turns that somebody takes.",
            this::overrides,
            optional("over", Kind.FLAG, "those that are over too"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.post(
            Api.ROOT + "overrides", "Lets somebody take a turn.", Forms.OVERRIDE, this::override),
        Endpoint.post(
            Api.ROOT + "overrides/{override}/end",
            "Takes an override back, as far as it is not over.",
            Forms.END,
            this::endOverride),
        Endpoint.get(
            Api.ROOT + "directory",
            "Lists people, channels, schedules and policies of the configuration.",
            context -> Answers.json(context, DeskJson.object(askers.desk(context).directory()))),
        Endpoint.post(
            Api.ROOT + "tests",
            "Sends a test notification to a person or a channel.",
            Forms.TEST,
            this::test));
  }

  private void onCall(Context context) {
    Instant at = new Query(context).time("at").orElseGet(clock::instant);
    Answers.json(
        context,
        DeskJson.list("schedules", askers.desk(context).onCall(at)).put("at", at.toString()));
  }

  private void shifts(Context context) {
    Query query = new Query(context);
    String schedule = context.pathParam("schedule");
    Instant from = query.time("from").orElseGet(clock::instant);
    Instant until = query.time("until").orElse(from.plus(USUAL_SHIFTS));
    Optional<List<ShiftView>> shifts = askers.desk(context).shifts(schedule, from, until);
    if (shifts.isPresent()) {
      Answers.json(context, DeskJson.list("shifts", shifts.get()));
    } else {
      Answers.unknown(context, "schedule " + schedule + " is not in the configuration");
    }
  }

  private void overrides(Context context) {
    Query query = new Query(context);
    Answers.json(
        context,
        DeskJson.page(
            "overrides",
            askers.desk(context).overrides(query.flag("over"), query.cursor(), query.limit())));
  }

  private void override(Context context) {
    Body body = Body.parse(context.body(), Forms.OVERRIDE);
    OverrideRequest request =
        new OverrideRequest(
            body.text("schedule"),
            body.text("person"),
            body.time("from"),
            body.time("until"),
            body.text("reason"));
    Answers.command(
        context,
        "override",
        askers.desk(context).override(Answers.origin(askers, context, body), request));
  }

  private void endOverride(Context context) {
    Body body = Body.parse(context.body(), Forms.END);
    Answers.command(
        context,
        "override",
        askers
            .desk(context)
            .endOverride(Answers.origin(askers, context, body), context.pathParam("override")));
  }

  private void test(Context context) {
    Body body = Body.parse(context.body(), Forms.TEST);
    Optional<String> person = body.findText("person");
    Optional<String> channel = body.findText("channel");
    if (person.isPresent() == channel.isPresent()) {
      throw new IllegalArgumentException("a test is for a person or for a channel: give one");
    }
    TestRequest request =
        person.isPresent()
            ? new TestRequest.ToPerson(person.get())
            : new TestRequest.ToChannel(channel.orElseThrow());
    Answers.command(
        context,
        "deliveries",
        askers.desk(context).test(Answers.origin(askers, context, body), request));
  }
}
