package io.rivulet.console.access.audit;

import io.javalin.http.Context;
import io.rivulet.console.access.Commands;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Paging;
import io.rivulet.console.access.Permission;
import io.rivulet.runtime.http.Field;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Searching the audit. */
public final class AuditRoutes {
  private final AuditTrail trail;

  /** Over the trail. */
  public AuditRoutes(AuditTrail trail) {
    this.trail = trail;
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                "/api/v1/admin/audit",
                Permission.SEE_AUDIT,
                SiteRule.EVERY_SITE,
                "Who did what, newest first.",
                this::search)
            .asking(
                Field.optional("who", Field.Kind.TEXT, "name of a user or a machine"),
                Field.optional(
                    "action", Field.Kind.TEXT, "what was done; ends with * for all that begin so"),
                Field.optional("subject", Field.Kind.TEXT, "what it was about"),
                Field.optional("site", Field.Kind.TEXT, "where"),
                Field.optional("from", Field.Kind.TIME, "the earliest"),
                Field.optional("to", Field.Kind.TIME, "before then"),
                Paging.AFTER,
                Paging.LIMIT));
  }

  private void search(Context context) {
    Paging paging = Paging.of(context);
    long before =
        paging.after().isEmpty()
            ? Long.MAX_VALUE
            : Commands.valid(() -> Long.parseLong(paging.after()));
    paging.answer(
        context,
        "entries",
        entry -> Long.toString(entry.id()),
        (after, limit) ->
            trail.find(
                new AuditQuestion(
                    text(context, "who"),
                    text(context, "action"),
                    text(context, "subject"),
                    text(context, "site"),
                    time(context, "from"),
                    time(context, "to"),
                    before,
                    limit)));
  }

  private static Optional<String> text(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name))
        .filter(text -> !text.isEmpty())
        .map(text -> text.replace('\0', ' '));
  }

  private static Optional<Instant> time(Context context, String name) {
    return text(context, name)
        .map(
            text ->
                Commands.valid(
                    () -> {
                      try {
                        return OffsetDateTime.parse(text).toInstant();
                      } catch (DateTimeException e) {
                        throw new IllegalArgumentException(
                            name + " is not a time such as 2026-03-01T10:00:00Z", e);
                      }
                    }));
  }
}
