package io.rivulet.console.access;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Everybody is let in as everything. */
public final class AnybodyAccess implements Access {
  private static final Caller ANYBODY =
      new Caller(
          "console",
          "Console",
          Arrays.stream(ConsoleRole.values())
              .map(role -> new Grant(role, new SiteScope.All()))
              .toList());

  @Override
  public Optional<Caller> caller(Context context) {
    return Optional.of(ANYBODY);
  }

  @Override
  public ConsoleAudit audit() {
    return (caller, action, subject, sites, detail) ->
        LoggerFactory.getLogger(AnybodyAccess.class).info("{} {}", action, subject);
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of();
  }
}
