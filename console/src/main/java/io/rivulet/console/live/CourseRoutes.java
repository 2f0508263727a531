package io.rivulet.console.live;

import io.javalin.http.Context;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Permission;
import io.rivulet.console.course.Course;
import io.rivulet.console.course.CourseBuilder;
import io.rivulet.console.course.CourseReader;
import io.rivulet.console.http.Json;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.runtime.http.Field;
import io.rivulet.runtime.http.Problem;
import io.rivulet.store.read.History;
import io.rivulet.store.read.HistoryReads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code /api/v1/sessions/{session}/course}: a session from its start, to be followed. */
public final class CourseRoutes implements RouteGroup {
  /** Courses put together at once; each may hold some megabytes. */
  private static final int AT_ONCE = 3;

  private static final Duration TURN = Duration.ofSeconds(8);

  /** How long landing is waited for. */
  private static final Duration LANDING = Duration.ofSeconds(2);

  private static final long LOOK_MILLIS = 100;

  private final HistoryReads history;
  private final LiveSessions sessions;
  private final boolean live;
  private final InstantSource clock;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * Over what has landed.
   *
   * @param live whether sessions can be followed here
   */
  public CourseRoutes(
      HistoryReads history, LiveSessions sessions, boolean live, InstantSource clock) {
    this.history = Objects.requireNonNull(history, "history");
    this.sessions = Objects.requireNonNull(sessions, "sessions");
    this.live = live;
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                "/api/v1/sessions/{session}/course",
                Permission.SEE_SESSIONS,
                SiteRule.OF_ITS_SITE,
                "Everything to draw a session from its start.",
                this::course)
            .asking(
                Field.optional(
                    "from", Field.Kind.TIME, "from when on readings are given; else all of them")));
  }

  private void course(Context context) throws InterruptedException {
    context.header("Cache-Control", "no-store");
    String session = context.pathParam("session");
    if (!sessions.mayFollow(session, Caller.of(context))) {
      new Problem(404, "no-such-session", "There is no such session for you", "look for it at /")
          .answer(context);
      return;
    }
    Optional<Instant> from = Optional.ofNullable(context.queryParam("from")).flatMap(this::instant);
    if (from.isEmpty() && context.queryParam("from") != null) {
      new Problem(
              400, "from", "No instant", "from is an instant in UTC, such as 2026-11-21T09:30:00Z")
          .answer(context);
      return;
    }
    if (!turns.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
      context.header("Retry-After", "2");
      new Problem(503, "busy", "Many courses are being read", "ask again in two seconds")
          .answer(context);
      return;
    }
    try {
      Course course = read(new SessionId(session), from.orElse(Instant.MIN));
      context.contentType("application/json").result(Json.line(course.document()));
    } finally {
      turns.release();
    }
  }

  private Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Course read(SessionId session, Instant from) throws InterruptedException {
    Optional<Followed> followed = live ? sessions.follow(session.value()) : Optional.empty();
    long begunNanos = System.nanoTime();
    while (true) {
      try (History stored = history.of(List.of(session.value()))) {
        Offsets landed = Offsets.landed(stored.landed());
        boolean enough = followed.map(each -> sessions.canFollow(each, landed)).orElse(true);
        long waitedNanos = System.nanoTime() - begunNanos;
        boolean late = waitedNanos > LANDING.toNanos();
        if (enough || late) {
          CourseBuilder builder = CourseReader.read(stored, session, from);
          boolean passedOver =
              followed
                  .map(each -> sessions.link(each, builder.events(), builder.latest()))
                  .orElse(false);
          if (late || !passedOver) {
            return course(
                builder,
                followed.map(each -> sessions.position(each, landed)),
                enough && !passedOver
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(waitedNanos / 1e9));
          }
        }
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private Course course(
      CourseBuilder builder, Optional<String> position, OptionalDouble behindSeconds) {
    return new Course(
        builder.plan(),
        clock.instant(),
        position,
        behindSeconds,
        builder.thinned(),
        builder.items());
  }
}
