package io.rivulet.console.overview;

import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import io.rivulet.console.stream.LiveTopic;
import io.rivulet.console.stream.StateReading;
import java.util.Map;
import java.util.Objects;

/** The overview, as pages follow it. */
public final class OverviewTopic implements LiveTopic {
  private final OverviewFeed feed;

  /** Over a feed. */
  public OverviewTopic(OverviewFeed feed) {
    this.feed = Objects.requireNonNull(feed, "feed");
  }

  @Override
  public String name() {
    return "overview";
  }

  @Override
  public Permission permission() {
    return Permission.SEE_SESSIONS;
  }

  @Override
  public StateReading read(SiteScope sites) throws InterruptedException {
    Answer answer = feed.current(sites);
    if (answer instanceof Answer.Known known) {
      return new StateReading.Known(known.overview(), new Said(known.overview()));
    }
    return trouble((Answer.Unavailable) answer);
  }

  static StateReading.Trouble trouble(Answer.Unavailable answer) {
    return new StateReading.Trouble(
        "store_unavailable", answer.message(), Map.of("at", answer.at(), "roles", answer.roles()));
  }

  /** An overview without regard to when it was read. */
  private static final class Said {
    private final Overview overview;

    private Said(Overview overview) {
      this.overview = overview;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Said said && overview.saysTheSameAs(said.overview);
    }

    @Override
    public int hashCode() {
      return overview.live().size();
    }
  }
}
