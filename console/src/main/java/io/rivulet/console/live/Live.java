package io.rivulet.console.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.console.RouteGroup;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.stream.LiveStream;
import io.rivulet.store.read.ClinicReads;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sessions as they happen: their courses, their topics and what feeds them. */
public final class Live implements RouteGroup {
  private final CourseRoutes courses;
  private final Optional<LiveFeed> feed;

  private Live(CourseRoutes courses, Optional<LiveFeed> feed) {
    this.courses = courses;
    this.feed = feed;
  }

  /**
   * Adds topics {@code session:ID} to the stream where there is something to feed them.
   *
   * @param config where live data come from; where empty, courses are read and not followed
   */
  public static Live over(
      Optional<LiveConfig> config,
      ClinicReads clinic,
      LiveStream stream,
      InstantSource clock,
      MeterRegistry registry) {
    LiveSessions sessions = new LiveSessions(clinic, clinic.history(), stream, registry);
    Optional<LiveFeed> feed =
        config.map(
            from -> {
              stream.add(sessions);
              return LiveFeed.start(from, sessions, stream, clock, registry);
            });
    return new Live(new CourseRoutes(clinic.history(), sessions, feed.isPresent(), clock), feed);
  }

  @Override
  public List<ConsoleRoute> routes() {
    return courses.routes();
  }

  @Override
  public void close() {
    feed.ifPresent(LiveFeed::close);
  }
}
