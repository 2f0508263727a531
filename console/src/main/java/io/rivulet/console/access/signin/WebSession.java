package io.rivulet.console.access.signin;

import io.javalin.http.Context;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.user.User;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who sits before a page.
 *
 * @param caller who
 * @param csrf what their page sends with every command
 * @param source who vouches for them
 * @param end when it ends however busy it is
 */
public record WebSession(Caller caller, String csrf, User.Source source, Instant end) {
  private static final String ATTRIBUTE = "rivulet.session";

  /** Refuses missing parts. */
  public WebSession {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(csrf, "csrf");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(end, "end");
  }

  void attachTo(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /** The session of a request; empty where it came with a token. */
  static Optional<WebSession> of(Context context) {
    return Optional.ofNullable(context.attribute(ATTRIBUTE));
  }

  @Override
  public String toString() {
    return "WebSession[" + caller.name() + ", until " + end + "]";
  }
}
