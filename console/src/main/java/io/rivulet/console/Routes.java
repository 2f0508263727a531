package io.rivulet.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.rivulet.console.http.ApiError;
import io.rivulet.console.http.HostCheck;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.PageFiles;
import io.rivulet.console.http.SecurityHeaders;
import io.rivulet.console.http.StoreTrouble;
import io.rivulet.console.overview.Answer;
import io.rivulet.console.overview.OverviewFeed;
import io.rivulet.console.session.SessionDetail;
import io.rivulet.console.stream.EventStream;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.StoreUnavailableException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every path that is answered. All others are 404. */
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final int MAX_SESSION_LENGTH = 200;

  private final ClinicReads clinic;
  private final OverviewFeed feed;
  private final EventStream stream;
  private final InstantSource clock;
  private final HostCheck hosts;

  Routes(
      ClinicReads clinic,
      OverviewFeed feed,
      EventStream stream,
      InstantSource clock,
      HostCheck hosts) {
    this.clinic = clinic;
    this.feed = feed;
    this.stream = stream;
    this.clock = clock;
    this.hosts = hosts;
  }

  void addTo(RoutesConfig routes) {
    routes.before(this::guard);
    PageFiles.load().forEach((path, file) -> routes.get(path, context -> page(context, file)));
    routes.get("/api/v1/overview", this::overview);
    routes.get("/api/v1/sessions/{session}", this::session);
    routes.get("/api/v1/events", this::events);
    routes.get("/health/live", context -> context.contentType("text/plain").result("live\n"));
    routes.get("/health/ready", this::ready);
    routes.exception(StoreUnavailableException.class, this::storeUnavailable);
    routes.exception(HttpResponseException.class, Routes::refused);
    routes.exception(Exception.class, Routes::failed);
  }

  private void guard(Context context) {
    SecurityHeaders.ALL.forEach(context::header);
    if (!hosts.accepts(context.req().getServerName())) {
      throw new HttpResponseException(421, "This console answers to 127.0.0.1 and localhost only.");
    }
  }

  private static void page(Context context, PageFiles.PageFile file) {
    context.header("Cache-Control", "no-cache").header("ETag", file.etag());
    if (file.etag().equals(context.header("If-None-Match"))) {
      context.status(304);
    } else {
      context.contentType(file.contentType()).result(file.content());
    }
  }

  private void overview(Context context) throws InterruptedException {
    Answer answer = feed.current();
    if (answer instanceof Answer.Known known) {
      json(context, 200, known.overview());
    } else if (answer instanceof Answer.Unavailable trouble) {
      json(context, 503, StoreTrouble.of(trouble));
    }
  }

  private void session(Context context) {
    String session = context.pathParam("session");
    Optional<SessionDetail> known =
        session.length() > MAX_SESSION_LENGTH
            ? Optional.empty()
            : Optional.of(SessionDetail.read(clinic, session)).filter(found -> !found.isEmpty());
    if (known.isPresent()) {
      json(context, 200, known.get());
    } else {
      json(
          context,
          404,
          new ApiError(
              "not_found",
              "Nothing is known of this session. Open ones are listed by /api/v1/overview."));
    }
  }

  private void events(Context context) throws IOException {
    Optional<String> lastEventId = Optional.ofNullable(context.header("Last-Event-ID"));
    Optional<CompletableFuture<Void>> ended =
        stream.open(context.req(), context.res(), lastEventId);
    if (ended.isPresent()) {
      context.future(ended::get);
    } else {
      context.header("Retry-After", "10");
      json(
          context,
          503,
          new ApiError(
              "too_many_streams",
              "As many live pages are open as this console serves. Close one, or ask /api/v1/overview instead."));
    }
  }

  private void ready(Context context) throws InterruptedException {
    context.contentType("text/plain");
    if (feed.current() instanceof Answer.Unavailable trouble) {
      context.status(503).result(trouble.message() + "\n");
    } else {
      context.result("ready\n");
    }
  }

  private void storeUnavailable(StoreUnavailableException cause, Context context) {
    LOG.warn("{} was not answered: {}", context.path(), cause.getMessage());
    json(
        context,
        503,
        new StoreTrouble(
            "store_unavailable",
            "The database does not answer. Check that it runs; the console's log says what it said.",
            clock.instant(),
            List.of()));
  }

  private static void refused(HttpResponseException cause, Context context) {
    switch (cause.getStatus()) {
      case 404, 405 ->
          json(
              context,
              404,
              new ApiError(
                  "not_found", "There is nothing here. The page is at /, the API under /api/v1/."));
      case 421 -> json(context, 421, new ApiError("wrong_host", cause.getMessage()));
      default -> json(context, cause.getStatus(), new ApiError("refused", cause.getMessage()));
    }
  }

  private static void failed(Exception cause, Context context) {
    LOG.error("{} {} failed", context.method(), context.path(), cause);
    json(
        context,
        500,
        new ApiError("internal_error", "The console could not answer; its log says why."));
  }

  private static void json(Context context, int status, Object body) {
    context
        .status(status)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(body));
  }
}
