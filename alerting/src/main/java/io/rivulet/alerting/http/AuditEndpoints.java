package io.rivulet.alerting.http;

import static io.rivulet.runtime.http.Field.optional;

import io.javalin.http.Context;
import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.desk.AuditFilter;
import io.rivulet.runtime.http.Endpoint;
import io.rivulet.runtime.http.Field.Kind;
import java.util.List;

/** The audit trail. */
final class AuditEndpoints {
  private final Askers askers;

  AuditEndpoints(Askers askers) {
    this.askers = askers;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get(
            Api.ROOT + "audit",
            "Lists what happened, the latest first.",
            this::audit,
            optional("alert", Kind.TEXT, "about this alert"),
            optional("incident", Kind.TEXT, "about this incident"),
            optional("event", Kind.TEXT, "of this kind, such as acknowledged"),
            Query.CURSOR,
            Query.LIMIT),
        Endpoint.get(
            Api.ROOT + "audit/verification",
            "Recomputes the audit trail and says whether it is as it was written.",
            this::verify,
            optional("from", Kind.WHOLE, "the first entry; 1 where missing"),
            optional("to", Kind.WHOLE, "the last entry; the last there is where missing")));
  }

  private void audit(Context context) {
    Query query = new Query(context);
    AuditFilter filter =
        new AuditFilter(
            query.text("alert"), query.text("incident"), query.constant("event", AuditEvent.class));
    Answers.json(
        context,
        DeskJson.page(
            "entries", askers.desk(context).audit(filter, query.cursor(), query.limit())));
  }

  private void verify(Context context) {
    Query query = new Query(context);
    Answers.json(
        context,
        DeskJson.object(
            askers
                .desk(context)
                .verifyAudit(
                    query.whole("from", 1, Long.MAX_VALUE).orElse(1L),
                    query.whole("to", 1, Long.MAX_VALUE))));
  }
}
