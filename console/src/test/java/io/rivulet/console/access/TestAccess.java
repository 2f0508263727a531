package io.rivulet.console.access;

import io.javalin.http.Context;
import io.rivulet.console.access.token.MachineTokens;
import io.rivulet.runtime.http.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Lets in whoever a test says, without a database, and keeps in memory what they did. */
public final class TestAccess implements Access {
  /** Somebody who may do everything everywhere. */
  public static final Caller EVERYTHING =
      new Caller(
          "test",
          "Test",
          Arrays.stream(ConsoleRole.values())
              .map(role -> new Grant(role, new SiteScope.All()))
              .toList());

  /** What was kept of one deed. */
  public record Kept(
      String who, String action, String subject, Set<String> sites, Map<String, String> detail) {}

  private final Function<Context, Optional<Caller>> callers;
  private final List<Kept> kept = new CopyOnWriteArrayList<>();

  private TestAccess(Function<Context, Optional<Caller>> callers) {
    this.callers = callers;
  }

  /** Everybody is {@link #EVERYTHING}. */
  public static TestAccess everything() {
    return as(EVERYTHING);
  }

  /** Everybody is this caller. */
  public static TestAccess as(Caller caller) {
    return new TestAccess(context -> Optional.of(caller));
  }

  /**
   * Whoever sends {@code Authorization: Bearer TOKEN} with one of these is let in, others are not.
   *
   * @param grantsByToken such as {@code "clinician@north+engineer"}, by token; the caller's name is
   *     the token
   */
  public static TestAccess tokens(Map<String, String> grantsByToken) {
    MachineTokens tokens =
        MachineTokens.parse(
            "test",
            String.join(
                ",",
                grantsByToken.entrySet().stream()
                    .map(
                        one ->
                            one.getKey() + ":" + Tokens.hashOf(one.getKey()) + ":" + one.getValue())
                    .toList()));
    return new TestAccess(
        context ->
            Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.startsWith("Bearer "))
                .flatMap(header -> tokens.find(header.substring("Bearer ".length()))));
  }

  /** The same, and whoever sends no token is this caller. */
  public TestAccess otherwise(Caller caller) {
    return new TestAccess(
        context ->
            context.header("Authorization") == null ? Optional.of(caller) : callers.apply(context));
  }

  /** What was kept, oldest first. */
  public List<Kept> kept() {
    return List.copyOf(kept);
  }

  @Override
  public Optional<Caller> caller(Context context) {
    return callers.apply(context);
  }

  @Override
  public ConsoleAudit audit() {
    return (caller, action, subject, sites, detail) ->
        kept.add(new Kept(caller.name(), action, subject, sites, detail));
  }

  @Override
  public List<ConsoleRoute> routes() {
    return List.of();
  }
}
