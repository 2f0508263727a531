package io.rivulet.console.access.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.console.access.AccessDatabase;
import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleAudit;
import io.rivulet.runtime.http.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The audit in the database, which refuses to change it. */
public final class AuditTrail implements ConsoleAudit {
  private static final int MAX_SITES = 200;

  private final AccessDatabase database;
  private final InstantSource clock;

  /** In this database. */
  public AuditTrail(AccessDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void record(
      Caller caller, String action, String subject, Set<String> sites, Map<String, String> detail) {
    database.transact(
        "audit",
        connection -> {
          append(connection, caller, action, subject, sites, detail);
          return null;
        });
  }

  /** The same, as part of a transaction. */
  public void append(
      Connection connection,
      Caller caller,
      String action,
      String subject,
      Set<String> sites,
      Map<String, String> detail)
      throws SQLException {
    ObjectNode kept = Json.object();
    new TreeMap<>(detail)
        .entrySet().stream()
            .limit(DETAIL_MAX)
            .forEach(one -> kept.put(cut(one.getKey()), cut(one.getValue())));
    AccessDatabase.update(
        connection,
        "INSERT INTO rivulet_console.audit (time, who, label, token, action, subject, sites, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
        clock.instant(),
        cut(caller.name()),
        cut(caller.label()),
        caller.token().map(AuditTrail::cut).orElse(null),
        cut(action),
        cut(subject),
        new TreeSet<>(sites).stream().limit(MAX_SITES).map(AuditTrail::cut).toList(),
        Json.line(kept));
  }

  /** NUL is the one character that PostgreSQL does not keep. */
  private static String cut(String text) {
    String kept = text.replace('\0', ' ');
    return kept.length() > TEXT_MAX ? kept.substring(0, TEXT_MAX - 1) + "\u2026" : kept;
  }

  /** Entries, newest first. */
  public List<AuditEntry> find(AuditQuestion question) {
    List<String> conditions = new ArrayList<>(List.of("id < ?"));
    List<Object> values = new ArrayList<>(List.of(question.before()));
    question.who().ifPresent(who -> also(conditions, values, "who = ?", who));
    question
        .action()
        .ifPresent(
            action -> {
              if (action.endsWith("*")) {
                String begin = action.substring(0, action.length() - 1);
                also(conditions, values, "starts_with(action, ?)", begin);
              } else {
                also(conditions, values, "action = ?", action);
              }
            });
    question.subject().ifPresent(subject -> also(conditions, values, "subject = ?", subject));
    question.site().ifPresent(site -> also(conditions, values, "sites @> ?", List.of(site)));
    question.from().ifPresent(from -> also(conditions, values, "time >= ?", from));
    question.to().ifPresent(to -> also(conditions, values, "time < ?", to));
    values.add(question.limit());
    return database.transact(
        "audit search",
        connection ->
            AccessDatabase.list(
                connection,
                "SELECT * FROM rivulet_console.audit WHERE "
                    + String.join(" AND ", conditions)
                    + " ORDER BY id DESC LIMIT ?",
                AuditTrail::entry,
                values.toArray()));
  }

  private static void also(
      List<String> conditions, List<Object> values, String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        AccessDatabase.time(row, "time").orElseThrow(),
        row.getString("who"),
        row.getString("label"),
        java.util.Optional.ofNullable(row.getString("token")),
        row.getString("action"),
        row.getString("subject"),
        AccessDatabase.texts(row, "sites"),
        row.getString("detail"));
  }
}
