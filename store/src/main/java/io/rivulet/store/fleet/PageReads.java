package io.rivulet.store.fleet;

import io.rivulet.store.read.Row;
import io.rivulet.store.read.Snapshot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the names of a page first, in one pass that keeps only its best, then reads the devices:
 * what a row shows is worked out for those alone.
 */
final class PageReads {
  private record Keyed(FleetRow row, Optional<String> key) {}

  private PageReads() {}

  static FleetPage read(
      Snapshot snapshot,
      FleetSql sql,
      FleetQuery query,
      FleetScope scope,
      Instant asOf,
      Optional<FleetCursor> after)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    String found = found(sql, query, scope, after, parameters);
    sql.bindNeeds(parameters);
    String statement =
        "WITH found AS MATERIALIZED (%s) SELECT found.key, %s FROM found JOIN rivulet.device d USING (device) ORDER BY found.place"
            .formatted(found, sql.columns());
    List<Keyed> rows =
        snapshot.rows(
            statement,
            row -> new Keyed(FleetRow.read(row), key(row, query.sort())),
            parameters.toArray());
    boolean more = rows.size() > query.limit();
    List<Keyed> page = more ? rows.subList(0, query.limit()) : rows;
    Optional<String> next = Optional.empty();
    if (more) {
      Keyed last = page.get(page.size() - 1);
      next =
          Optional.of(
              new FleetCursor(asOf, last.key(), last.row().device()).encode(query.question()));
    }
    return new FleetPage(asOf, page.stream().map(Keyed::row).toList(), next);
  }

  private static String found(
      FleetSql sql,
      FleetQuery query,
      FleetScope scope,
      Optional<FleetCursor> after,
      List<Object> parameters) {
    boolean bySomebody = query.sort() == FleetSort.NEEDS;
    boolean needs = bySomebody || !query.filter().needs().isEmpty();
    // In the order in which their question marks stand.
    if (needs) {
      sql.bindNeeds(parameters);
    }
    List<String> conditions = new ArrayList<>();
    conditions.add(FleetSql.within(scope, parameters));
    conditions.addAll(sql.conditions(query.filter(), parameters));
    // OFFSET 0 keeps each expression to one evaluation a device, however often it is looked at.
    String judged =
        "SELECT d.device, %s AS key, %s AS needs FROM rivulet.device d WHERE %s OFFSET 0"
            .formatted(
                sql.key(query.sort()), needs ? sql.needs() : "0", FleetSql.joined(conditions));
    String ordered =
        "SELECT device, %s AS key FROM (%s) AS judged WHERE %s"
            .formatted(
                bySomebody ? "needs::float8" : "key", judged, FleetSql.needing(query.filter()));
    String behind = after.map(cursor -> behind(query, cursor, parameters)).orElse("");
    return "SELECT device, key, row_number() OVER () AS place FROM (SELECT * FROM (%s) AS ordered %s ORDER BY key %s NULLS LAST, device LIMIT %d OFFSET %d) AS page"
        .formatted(
            ordered, behind, query.descending() ? "DESC" : "ASC", query.limit() + 1, query.skip());
  }

  private static String behind(FleetQuery query, FleetCursor cursor, List<Object> parameters) {
    Optional<Object> key = cursor.bound(query.sort().kind());
    if (key.isEmpty()) {
      parameters.add(cursor.device());
      return "WHERE key IS NULL AND device > ?";
    }
    String bound =
        switch (query.sort().kind()) {
          case TEXT -> "?::text COLLATE \"C\"";
          case NUMBER -> "?::float8";
          case TIME -> "rivulet.instant_of(?::int8)";
        };
    parameters.add(key.get());
    parameters.add(key.get());
    parameters.add(cursor.device());
    return "WHERE key %s %s OR key = %s AND device > ? OR key IS NULL"
        .formatted(query.descending() ? "<" : ">", bound, bound);
  }

  private static Optional<String> key(Row row, FleetSort sort) throws SQLException {
    return switch (sort.kind()) {
      case TEXT -> row.optionalText("key");
      case NUMBER -> Optional.ofNullable(row.nullableNumber("key")).map(Object::toString);
      case TIME -> row.optionalInstant("key").map(at -> Long.toString(FleetCursor.micros(at)));
    };
  }
}
