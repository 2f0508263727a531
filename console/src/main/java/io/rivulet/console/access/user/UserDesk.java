package io.rivulet.console.access.user;

import com.zaxxer.hikari.HikariDataSource;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleLogin;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.audit.AuditTrail;
import io.rivulet.console.access.signin.Attempts;
import io.rivulet.console.access.signin.Sessions;
import io.rivulet.runtime.config.Settings;
import io.rivulet.runtime.database.ConnectionPool;
import io.rivulet.runtime.database.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Users, for whoever may reach the database: makes the first administrator, and helps where nobody
 * can sign in any more. What is done is kept in the audit as done at the command line.
 */
public final class UserDesk implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private static final int PAGE = 500;

  private final HikariDataSource pool;
  private final AccessDatabase database;
  private final AuditTrail audit;
  private final Passwords passwords = new Passwords();
  private final InstantSource clock;
  private final Caller caller;

  private UserDesk(HikariDataSource pool, AccessDatabase database, InstantSource clock, Caller as) {
    this.pool = pool;
    this.database = database;
    this.audit = new AuditTrail(database, clock);
    this.clock = clock;
    this.caller = as;
  }

  /**
   * Over the database of the settings, as the console's own login where there is one.
   *
   * @param operator whose account of the machine it is, for the audit
   */
  public static UserDesk open(Settings settings, String operator, InstantSource clock) {
    DatabaseConfig config = ConsoleLogin.of(settings);
    HikariDataSource pool =
        ConnectionPool.open(
            config.as(config.user(), config.password(), CONNECTIONS), "rivulet-user");
    return new UserDesk(
        pool,
        ConsoleLogin.tables(settings, pool),
        clock,
        new Caller("command-line:" + operator, "Command line, " + operator, List.of()));
  }

  @FunctionalInterface
  private interface Change {
    void in(Connection connection, User user) throws SQLException;
  }

  /**
   * Adds a local user.
   *
   * @throws IllegalArgumentException where name, label or password cannot be, or the name is taken
   */
  public void add(String name, String label, String password, List<Grant> grants) {
    User.checkName(name);
    String shown = User.checkLabel(label);
    String hash = strong(name, shown, password);
    database.transact(
        "user.add",
        connection -> {
          record(connection, "user.add", name, Map.of("label", shown, "grants", words(grants)));
          if (!Users.add(connection, name, shown, hash, clock.instant())) {
            throw new IllegalArgumentException(name + " is there already");
          }
          for (Grant grant : grants) {
            Users.grant(connection, name, grant, "console", caller.name(), clock.instant());
          }
          return null;
        });
  }

  private String strong(String name, String label, String password) {
    PasswordRule.wrong(name, label, password)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(wrong);
            });
    return passwords.hash(password);
  }

  /** Everybody, in order of names. */
  public List<User> list() {
    List<User> all = new ArrayList<>();
    String after = "";
    while (true) {
      String from = after;
      List<User> page =
          database.transact("users", connection -> Users.page(connection, from, PAGE));
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      after = page.get(PAGE - 1).name();
    }
  }

  /** Gives somebody roles. */
  public void grant(String name, List<Grant> grants) {
    change(
        "grant.give",
        name,
        Map.of("grant", words(grants)),
        (connection, user) -> {
          for (Grant grant : grants) {
            Users.grant(connection, name, grant, "console", caller.name(), clock.instant());
          }
        });
  }

  /**
   * Takes roles from somebody; the last administrator too, because whoever reaches the database can
   * make another.
   *
   * @throws IllegalArgumentException where they have one of them not, or from the provider
   */
  public void revoke(String name, List<Grant> grants) {
    change(
        "grant.take",
        name,
        Map.of("grant", words(grants)),
        (connection, user) -> {
          for (Grant grant : grants) {
            if (!Users.revoke(connection, name, grant)) {
              throw new IllegalArgumentException(
                  name + " was not given " + String.join(" ", grant.words()) + " here");
            }
          }
        });
  }

  /** Keeps somebody out, or lets them in again; ends their sessions, and what locked them out. */
  public void disable(String name, boolean disabled) {
    change(
        disabled ? "user.disable" : "user.enable",
        name,
        Map.of(),
        (connection, user) -> {
          Users.disable(connection, name, disabled);
          Sessions.endAll(connection, name);
          Attempts.forget(connection, name);
        });
  }

  /**
   * Sets a password; ends their sessions, and what locked them out.
   *
   * @throws IllegalArgumentException where the password cannot be, or they sign in elsewhere
   */
  public void password(String name, String password) {
    change(
        "user.password",
        name,
        Map.of(),
        (connection, user) -> {
          if (user.source() != User.Source.LOCAL) {
            throw new IllegalArgumentException(name + " signs in elsewhere: change it there");
          }
          Users.password(connection, name, strong(name, user.label(), password));
          Sessions.endAll(connection, name);
          Attempts.forget(connection, name);
        });
  }

  private void change(String action, String name, Map<String, String> detail, Change change) {
    database.transact(
        action,
        connection -> {
          User user =
              Users.find(connection, name)
                  .orElseThrow(() -> new IllegalArgumentException(name + " is not known"));
          record(connection, action, name, detail);
          change.in(connection, user);
          return null;
        });
  }

  private void record(
      Connection connection, String action, String subject, Map<String, String> detail)
      throws SQLException {
    audit.append(connection, caller, action, subject, Set.of(), detail);
  }

  private static String words(List<Grant> grants) {
    return String.join(" ", grants.stream().flatMap(grant -> grant.words().stream()).toList());
  }

  @Override
  public void close() {
    pool.close();
  }
}
