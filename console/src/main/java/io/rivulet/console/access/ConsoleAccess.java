package io.rivulet.console.access;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.http.Context;
import io.rivulet.console.access.audit.AuditRoutes;
import io.rivulet.console.access.audit.AuditTrail;
import io.rivulet.console.access.oidc.OidcConfig;
import io.rivulet.console.access.oidc.OidcSignIn;
import io.rivulet.console.access.signin.Cookies;
import io.rivulet.console.access.signin.Demo;
import io.rivulet.console.access.signin.PasswordRoutes;
import io.rivulet.console.access.signin.Reached;
import io.rivulet.console.access.signin.SessionLimits;
import io.rivulet.console.access.signin.Sessions;
import io.rivulet.console.access.signin.SignIn;
import io.rivulet.console.access.signin.SignInRoutes;
import io.rivulet.console.access.signin.Visitors;
import io.rivulet.console.access.token.MachineTokens;
import io.rivulet.console.access.token.TokenRoutes;
import io.rivulet.console.access.user.GrantRoutes;
import io.rivulet.console.access.user.Passwords;
import io.rivulet.console.access.user.UserRoutes;
import io.rivulet.runtime.config.Catalogue;
import io.rivulet.runtime.config.ConfigurationException;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Users, sessions, tokens and the audit, in the database; see docs/access.md. */
public final class ConsoleAccess implements Access {
  private static final int CONNECTIONS = 4;

  private final Visitors visitors;
  private final AuditTrail audit;
  private final List<ConsoleRoute> routes;
  private final Runnable onClose;

  private ConsoleAccess(
      Visitors visitors, AuditTrail audit, List<ConsoleRoute> routes, Runnable onClose) {
    this.visitors = visitors;
    this.audit = audit;
    this.routes = List.copyOf(routes);
    this.onClose = onClose;
  }

  /**
   * By the settings, over connections of its own. The database need not answer yet.
   *
   * @throws ConfigurationException where a setting cannot be
   */
  public static ConsoleAccess open(Settings settings, InstantSource clock) {
    return open(settings, clock, Demo.OFF);
  }

  /**
   * The same for the demo, where everybody is let in with one click.
   *
   * @param demo {@link Demo#onLoopback} is for code that makes a demo; no setting leads there
   */
  public static ConsoleAccess open(Settings settings, InstantSource clock, Demo demo) {
    Parts parts = Parts.from(settings);
    DatabaseConfig database = ConsoleLogin.of(settings);
    HikariDataSource pool =
        ConnectionPool.open(
            database.as(database.user(), database.password(), CONNECTIONS),
            "rivulet-console-access");
    return of(ConsoleLogin.tables(settings, pool), parts, demo, clock, pool::close);
  }

  /** What the settings say. */
  private record Parts(
      MachineTokens machines,
      Reached reached,
      SessionLimits limits,
      Optional<OidcConfig> provider) {
    static Parts from(Settings settings) {
      try {
        return new Parts(
            MachineTokens.parse(
                Catalogue.CONSOLE_TOKENS.name(),
                settings.find(Catalogue.CONSOLE_TOKENS).orElse("")),
            Reached.from(settings),
            SessionLimits.from(settings),
            OidcConfig.from(settings));
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException(e.getMessage(), e);
      }
    }
  }

  private static ConsoleAccess of(
      AccessDatabase database, Parts parts, Demo demo, InstantSource clock, Runnable onClose) {
    demo.makePeople(database, clock.instant());
    AuditTrail audit = new AuditTrail(database, clock);
    Commands commands = new Commands(database, audit, clock);
    Passwords passwords = new Passwords();
    Sessions sessions = new Sessions(parts.limits(), demo.on());
    Visitors visitors =
        new Visitors(database, sessions, parts.machines(), parts.reached(), demo.on(), clock);
    Cookies cookies = new Cookies(parts.reached().secure());
    SignIn signIn = new SignIn(database, sessions, passwords, audit, cookies, clock);
    Optional<OidcSignIn> provider =
        parts.provider().map(config -> new OidcSignIn(config, database, signIn, cookies, clock));
    List<ConsoleRoute> routes = new ArrayList<>();
    routes.addAll(
        new SignInRoutes(
                database,
                signIn,
                sessions,
                visitors,
                provider.map(
                    there ->
                        new SignInRoutes.Elsewhere(
                            there.label(), OidcSignIn.START, there::signOut)),
                demo.on())
            .routes());
    provider.ifPresent(there -> routes.addAll(there.routes()));
    routes.addAll(new PasswordRoutes(database, signIn, passwords, audit, visitors).routes());
    routes.addAll(new UserRoutes(database, commands, passwords, clock, visitors::forget).routes());
    routes.addAll(new GrantRoutes(database, commands, visitors::forget).routes());
    routes.addAll(new TokenRoutes(database, commands, clock, visitors::forget).routes());
    routes.addAll(new AuditRoutes(audit).routes());
    return new ConsoleAccess(visitors, audit, routes, onClose);
  }

  @Override
  public Optional<Caller> caller(Context context) {
    return visitors.caller(context);
  }

  @Override
  public Supplier<Optional<Caller>> again(Context context) {
    return visitors.again(context);
  }

  @Override
  public void onChange(Runnable told) {
    visitors.onChange(told);
  }

  @Override
  public ConsoleAudit audit() {
    return audit;
  }

  @Override
  public List<ConsoleRoute> routes() {
    return routes;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
