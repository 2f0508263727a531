package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import io.javalin.http.Context;
import io.rivulet.alerting.desk.SilenceRequest;
import io.rivulet.runtime.http.Body;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.util.List;

/** Silences. */
final class SilenceEndpoints {
  private final Askers askers;

  SilenceEndpoints(Askers askers) {
    this.askers = askers;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "silences",
            "Lists silences that hold or are to come.",
            this::silences,
            optional("over", Kind.FLAG, "those that are over too"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.post(
            Api.ROOT + "silences",
            "Silences what matches, until an end.",
            Forms.SILENCE,
            this::silence),
        Endpoint.post(
            Api.ROOT + "silences/{silence}/end", "Ends a silence now.", Forms.END, this::end));
  }

  private void silences(Context context) {
    Query query = new Query(context);
    Answers.json(
        context,
        DeskJson.page(
            "silences",
            askers.desk(context).silences(query.flag("over"), query.cursor(), query.limit())));
  }

  private void silence(Context context) {
    Body body = Body.parse(context.body(), Forms.SILENCE);
    SilenceRequest request =
        new SilenceRequest(
            body.texts("matchers"),
            body.text("reason"),
            body.findTime("begins"),
            body.time("ends"));
    Answers.command(
        context,
        "silence",
        askers.desk(context).silence(Answers.origin(askers, context, body), request));
  }

  private void end(Context context) {
    Body body = Body.parse(context.body(), Forms.END);
    Answers.command(
        context,
        "silence",
        askers
            .desk(context)
            .endSilence(Answers.origin(askers, context, body), context.pathParam("silence")));
  }
}
