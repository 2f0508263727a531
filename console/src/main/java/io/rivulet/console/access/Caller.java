package io.rivulet.console.access;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param name what is kept as who did something, such as {@code ada}
 * @param label what people read, such as {@code Ada Example}
 * @param grants what they are, and where
 * @param token the name of the token they ask with; empty where they sit before a page
 */
public record Caller(String name, String label, List<Grant> grants, Optional<String> token) {
  private static final String ATTRIBUTE = "rivulet.caller";

  /** Refuses a caller without a name. */
  public Caller {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(token, "token");
    grants = List.copyOf(grants);
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a caller has a name");
    }
  }

  /** Somebody before a page. */
  public Caller(String name, String label, List<Grant> grants) {
    this(name, label, grants, Optional.empty());
  }

  /** Whether they have it anywhere. Who has no role yet may see who they are. */
  public boolean may(Permission permission) {
    return permission == Permission.PUBLIC
        || permission == Permission.SIGNED_IN
        || grants.stream().anyMatch(grant -> permission.roles().contains(grant.role()));
  }

  /** Where they have it. */
  public SiteScope sites(Permission permission) {
    return grants.stream()
        .filter(grant -> permission.roles().contains(grant.role()))
        .map(Grant::scope)
        .reduce(SiteScope.NONE, SiteScope::with);
  }

  /** Whether they are that, anywhere. */
  public boolean is(ConsoleRole role) {
    return grants.stream().anyMatch(grant -> grant.role() == role);
  }

  /**
   * Refuses what is of a site where they may not.
   *
   * @throws NotFoundResponse as for what is not there: who guesses names learns nothing
   */
  public void mustBeAt(Permission permission, String site) {
    if (!sites(permission).includes(site)) {
      throw new NotFoundResponse();
    }
  }

  /** Remembers who asks, for what answers. */
  public void attachTo(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /**
   * Who asks, as the gate found out.
   *
   * @throws IllegalStateException where the gate was not passed, which is a mistake of the console
   */
  public static Caller of(Context context) {
    Caller caller = context.attribute(ATTRIBUTE);
    if (caller == null) {
      throw new IllegalStateException(context.path() + " was answered without its gate");
    }
    return caller;
  }
}
