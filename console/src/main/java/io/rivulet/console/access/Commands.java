package io.rivulet.console.access;

import static io.rivulet.console.access.AccessDatabase.first;
import static io.rivulet.console.access.AccessDatabase.update;

import io.javalin.http.Context;
import io.rivulet.console.access.audit.AuditTrail;
import io.rivulet.console.http.Json;
import io.rivulet.console.http.RefusedException;
import io.rivulet.runtime.http.Body;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Carries out what administrators ask for: once for an {@code eventId}, in one transaction with its
 * entry in the audit. What was carried out before is answered with status 200 and what it made.
 */
public final class Commands {
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Duration KEPT = Duration.ofDays(7);

  private final AccessDatabase database;
  private final AuditTrail audit;
  private final InstantSource clock;

  /** In this database. */
  public Commands(AccessDatabase database, AuditTrail audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param eventId chosen by whoever asks
   * @param action as the audit names it
   * @param subject what it is about
   * @param sites where; none where it is of no site
   * @param detail what else tells it from another, for the audit; no secrets
   */
  public record Command(
      String eventId,
      String action,
      String subject,
      Set<String> sites,
      Map<String, String> detail) {}

  /** Carries it out; answers the status and what is said. */
  @FunctionalInterface
  public interface Deed {
    /** Does it. */
    Object in(Connection connection, Instant now) throws SQLException;
  }

  /** Says again what a command made. */
  @FunctionalInterface
  public interface Again {
    /** Says it. */
    Object of(Connection connection) throws SQLException;
  }

  /**
   * Reads what the route takes; what cannot be is refused with 400 or, by what reads it further,
   * 422.
   */
  public static Body body(Context context) {
    return Body.parse(context.body(), ConsoleRoute.form(context));
  }

  /** Refuses with 422 what cannot be. */
  public static <T> T valid(java.util.function.Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new RefusedException(422, "invalid", "A value cannot be", e.getMessage());
    }
  }

  /** Carries a command out, or says again what it made. */
  public void carryOut(Context context, Command command, int status, Deed deed, Again again) {
    if (!EVENT_ID.matcher(command.eventId()).matches()) {
      throw new RefusedException(
          422,
          "invalid",
          "A value cannot be",
          "eventId is not 1 to 64 of letters, digits, '.', '_', '-'");
    }
    Caller caller = Caller.of(context);
    Instant now = clock.instant();
    // In one order, so that another console, or this one after a restart, knows it again.
    String what =
        command.action() + " " + command.subject() + " " + new TreeMap<>(command.detail());
    Answer answer =
        database.transact(
            command.action(),
            connection -> {
              if (isNew(connection, command, caller, what, now)) {
                audit.append(
                    connection,
                    caller,
                    command.action(),
                    command.subject(),
                    command.sites(),
                    command.detail());
                return new Answer(status, deed.in(connection, now));
              }
              return new Answer(200, again.of(connection));
            });
    context
        .status(answer.status())
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.line(answer.body()));
  }

  private record Answer(int status, Object body) {}

  private static boolean isNew(
      Connection connection, Command command, Caller caller, String what, Instant now)
      throws SQLException {
    update(connection, "DELETE FROM rivulet_console.command WHERE time < ?", now.minus(KEPT));
    int added =
        update(
            connection,
            "INSERT INTO rivulet_console.command VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            command.eventId(),
            caller.name(),
            what,
            command.subject(),
            now);
    if (added == 1) {
      return true;
    }
    Optional<Boolean> same =
        first(
            connection,
            "SELECT actor = ? AND what = ? FROM rivulet_console.command WHERE event_id = ?",
            row -> row.getBoolean(1),
            caller.name(),
            what,
            command.eventId());
    if (same.orElse(false)) {
      return false;
    }
    throw new RefusedException(
        409,
        "event-id-used",
        "Its eventId was used before",
        "eventId " + command.eventId() + " is that of another command: choose a new one");
  }
}
