package io.rivulet.console.access.oidc;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.ConsoleRoute;
import io.rivulet.console.access.ConsoleRoute.SiteRule;
import io.rivulet.console.access.Gate;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.signin.Cookies;
import io.rivulet.console.access.signin.SignIn;
import io.rivulet.console.access.user.User;
import io.rivulet.console.access.user.Users;
import io.rivulet.runtime.http.Field;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by a provider: the authorization code flow with PKCE. Whoever comes for the first time
 * becomes a user here; what they are is taken from the provider at each sign-in.
 */
public final class OidcSignIn {
  /** Where it begins. */
  public static final String START = "/api/v1/sign-in/oidc";

  static final String CALLBACK = START + "/callback";

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final String COOKIE = "rivulet_oidc";
  private static final Duration FLOW_LASTS = Duration.ofMinutes(10);
  private static final Duration DESCRIPTION_LASTS = Duration.ofHours(1);

  private final OidcConfig config;
  private final AccessDatabase database;
  private final SignIn signIn;
  private final Cookies cookies;
  private final InstantSource clock;
  private Provider provider;
  private Instant describedAt = Instant.MIN;

  /** By this provider. */
  public OidcSignIn(
      OidcConfig config,
      AccessDatabase database,
      SignIn signIn,
      Cookies cookies,
      InstantSource clock) {
    this.config = config;
    this.database = database;
    this.signIn = signIn;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** What the button says. */
  public String label() {
    return config.label();
  }

  /** What is answered. */
  public List<ConsoleRoute> routes() {
    return List.of(
        ConsoleRoute.get(
                START,
                Permission.PUBLIC,
                SiteRule.NO_SITE,
                "Sends a browser to the provider to sign in.",
                this::begin)
            .asking(Field.optional("to", Field.Kind.TEXT, "path of this console to come back to")),
        ConsoleRoute.get(
                CALLBACK,
                Permission.PUBLIC,
                SiteRule.NO_SITE,
                "Takes a browser back from the provider.",
                this::end)
            .asking(
                Field.optional("code", Field.Kind.TEXT, "what the provider gives"),
                Field.optional("state", Field.Kind.TEXT, "what the browser was sent with"),
                Field.optional("error", Field.Kind.TEXT, "why the provider gives no code"))
            .orAnythingElse());
  }

  private synchronized Provider provider() throws OidcException {
    Instant now = clock.instant();
    if (provider == null || describedAt.plus(DESCRIPTION_LASTS).isBefore(now)) {
      provider = Provider.discover(config);
      describedAt = now;
    }
    return provider;
  }

  private void begin(Context context) {
    try {
      Flow flow = Flow.begin(context.queryParam("to"));
      URI there = provider().begin(flow);
      cookies.set(context, COOKIE, flow.cookie(), FLOW_LASTS);
      go(context, there.toString());
    } catch (OidcException e) {
      failed(context, e);
    }
  }

  private void end(Context context) {
    Optional<String> begun = cookies.get(context, COOKIE);
    cookies.clear(context, COOKIE);
    try {
      Flow flow =
          begun
              .flatMap(Flow::read)
              .orElseThrow(
                  () ->
                      new OidcException(
                          OidcException.Code.NOT_BEGUN_HERE, "this browser began no sign-in"));
      String query = context.queryString() == null ? "" : context.queryString();
      Vouched vouched = provider().end(flow, query);
      Optional<OidcException.Code> refusal =
          database.transact("sign in", connection -> enter(context, connection, vouched));
      if (refusal.isPresent()) {
        throw new OidcException(refusal.get(), "the user is not let in");
      }
      go(context, flow.to());
    } catch (OidcException e) {
      failed(context, e);
    }
  }

  /** Lets them in, or says why not. */
  private Optional<OidcException.Code> enter(
      Context context, Connection connection, Vouched vouched) throws SQLException {
    String issuer = config.issuer().toString();
    Instant now = clock.instant();
    Optional<User> known = Users.external(connection, issuer, vouched.subject());
    if (known.isPresent() && known.get().disabled()) {
      return Optional.of(OidcException.Code.KEPT_OUT);
    }
    Optional<String> name =
        known.map(User::name).or(() -> vouched.name().filter(this::couldBeAName));
    if (name.isEmpty()) {
      return Optional.of(OidcException.Code.NO_NAME);
    }
    String label = vouched.label().flatMap(OidcSignIn::asLabel).orElse(name.get());
    if (known.isEmpty()) {
      if (!Users.addExternal(connection, name.get(), label, issuer, vouched.subject(), now)) {
        return Optional.of(OidcException.Code.NAME_TAKEN);
      }
    } else {
      Users.label(connection, name.get(), label);
    }
    Users.forgetExternalGrants(connection, name.get());
    for (Grant grant : config.mean(vouched.values())) {
      Users.grant(connection, name.get(), grant, "oidc", issuer, now);
    }
    User user = Users.find(connection, name.get()).orElseThrow();
    signIn.as(context, connection, user, "oidc");
    return Optional.empty();
  }

  private boolean couldBeAName(String name) {
    return User.NAME.matcher(name).matches();
  }

  private static Optional<String> asLabel(String text) {
    try {
      return Optional.of(User.checkLabel(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void failed(Context context, OidcException why) {
    LOG.warn("A sign-in by the provider failed, {}: {}", why.code().word(), why.getMessage());
    go(context, Gate.SIGN_IN + "?failed=" + why.code().word());
  }

  private static void go(Context context, String where) {
    context.header("Cache-Control", "no-store");
    context.redirect(where, HttpStatus.FOUND);
  }

  /** Where the browser is sent to sign out at the provider too; empty where it cannot be. */
  public Optional<URI> signOut() {
    try {
      return provider().end();
    } catch (OidcException e) {
      LOG.warn("The provider's sign-out is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
