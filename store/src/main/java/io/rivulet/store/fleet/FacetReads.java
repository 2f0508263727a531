package io.rivulet.store.fleet;

import io.rivulet.store.read.Row;
import io.rivulet.store.read.Snapshot;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts devices by facets, in one pass over them. */
final class FacetReads {
  private static final int ALL_NEEDS = 31;
  private static final List<String> ALIKE =
      List.of("site", "model", "firmware", "state", "clock", "needs");

  private record Counted(String facet, String value, long devices) {}

  private FacetReads() {}

  static FleetFacets read(
      Snapshot snapshot, FleetSql sql, FleetFilter filter, FleetScope scope, Instant asOf)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    String statement = statement(sql, filter, scope, parameters);
    List<Counted> counted = snapshot.rows(statement, FacetReads::counted, parameters.toArray());
    Map<String, List<FleetFacets.Value>> facets = new TreeMap<>();
    for (FleetFacet facet : FleetFacet.values()) {
      facets.put(
          facet.word(),
          counted.stream()
              .filter(count -> count.facet().equals(facet.name()))
              .map(count -> new FleetFacets.Value(word(facet, count.value()), count.devices()))
              .toList());
    }
    return new FleetFacets(
        asOf, one(counted, "total"), one(counted, "everything"), one(counted, "needing"), facets);
  }

  /**
   * The facets that a filter narrows are flags of their own, so that each can be left out. Those
   * that it does not are no columns: each costs something for every device.
   */
  private static String statement(
      FleetSql sql, FleetFilter filter, FleetScope scope, List<Object> parameters) {
    Set<FleetFacet> narrowed = narrowed(filter);
    List<String> alike = new ArrayList<>(ALIKE);
    if (narrowed.contains(FleetFacet.NEED)) {
      alike.add(FleetSql.needing(filter) + " AS in_need");
    }
    for (FleetFacet facet : narrowed) {
      if (facet != FleetFacet.NEED) {
        alike.add("in_" + facet.word());
      }
    }
    boolean searching = !filter.words().isEmpty();
    if (searching) {
      alike.add("searched");
    }
    // Devices that are counted alike become one row with their number; there are few such rows.
    StringBuilder text = new StringBuilder("WITH d AS MATERIALIZED (SELECT ");
    text.append(String.join(", ", alike)).append(", count(*) AS n FROM (SELECT d.*, ");
    text.append(sql.needs("d.state", "d.clock")).append(" AS needs");
    sql.bindNeeds(parameters);
    text.append(" FROM (SELECT d.site, coalesce(d.model, '') AS model, ");
    text.append("coalesce(d.firmware, '') AS firmware, d.session, d.session_from, d.session_to, ");
    text.append("d.refused_time, d.battery_percent, ");
    text.append(sql.state()).append(" AS state, ").append(sql.clock()).append(" AS clock");
    for (FleetFacet facet : narrowed) {
      if (facet != FleetFacet.NEED) {
        List<String> conditions = sql.conditions(filterOf(filter, facet), parameters);
        text.append(", ").append(FleetSql.joined(conditions)).append(" AS in_");
        text.append(facet.word());
      }
    }
    if (searching) {
      text.append(", ").append(FleetSql.joined(sql.conditions(wordsOf(filter), parameters)));
      text.append(" AS searched");
    }
    text.append(" FROM rivulet.device d WHERE ");
    text.append(FleetSql.within(scope, parameters));
    text.append(" OFFSET 0) AS d OFFSET 0) AS judged GROUP BY ");
    text.append(
        IntStream.rangeClosed(1, alike.size())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ")));
    text.append(
        ") SELECT 'total' AS facet, '' AS value, coalesce(sum(n), 0) AS devices FROM d WHERE ");
    text.append(all(narrowed, searching, Optional.empty()));
    text.append(" UNION ALL SELECT 'everything', '', coalesce(sum(n), 0) FROM d");
    text.append(
        " UNION ALL SELECT 'needing', '', coalesce(sum(n), 0) FROM d WHERE needs <> 0 AND ");
    text.append(all(narrowed, searching, Optional.of(FleetFacet.NEED)));
    for (FleetFacet facet : FleetFacet.values()) {
      text.append(" UNION ALL ")
          .append(counts(facet, all(narrowed, searching, Optional.of(facet))));
    }
    return text.toString();
  }

  private static Set<FleetFacet> narrowed(FleetFilter filter) {
    Set<FleetFacet> narrowed = EnumSet.noneOf(FleetFacet.class);
    for (FleetFacet facet : FleetFacet.values()) {
      boolean asked =
          switch (facet) {
            case STATE -> !filter.states().isEmpty();
            case SITE -> !filter.sites().isEmpty();
            case MODEL -> !filter.models().isEmpty();
            case FIRMWARE -> !filter.firmwares().isEmpty();
            case CLOCK -> !filter.clocks().isEmpty();
            case NEED -> !filter.needs().isEmpty();
          };
      if (asked) {
        narrowed.add(facet);
      }
    }
    return narrowed;
  }

  private static FleetFilter filterOf(FleetFilter filter, FleetFacet facet) {
    return new FleetFilter(
        facet == FleetFacet.STATE ? filter.states() : Set.of(),
        facet == FleetFacet.SITE ? filter.sites() : Set.of(),
        facet == FleetFacet.MODEL ? filter.models() : Set.of(),
        facet == FleetFacet.FIRMWARE ? filter.firmwares() : Set.of(),
        facet == FleetFacet.CLOCK ? filter.clocks() : Set.of(),
        Set.of(),
        List.of());
  }

  private static FleetFilter wordsOf(FleetFilter filter) {
    return new FleetFilter(
        Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), filter.words());
  }

  /** What is counted where one facet is left as it is. */
  private static String all(Set<FleetFacet> narrowed, boolean searching, Optional<FleetFacet> but) {
    List<String> flags = new ArrayList<>();
    if (searching) {
      flags.add("searched");
    }
    narrowed.stream()
        .filter(facet -> !but.equals(Optional.of(facet)))
        .forEach(facet -> flags.add("in_" + facet.word()));
    return flags.isEmpty() ? "true" : FleetSql.joined(flags);
  }

  private static String counts(FleetFacet facet, String where) {
    if (facet == FleetFacet.NEED) {
      return "SELECT * FROM (SELECT 'NEED', bit::text, sum(n) FROM d"
          + " CROSS JOIN (VALUES (16), (8), (4), (2), (1)) bits (bit)"
          + " WHERE needs & bit <> 0 AND "
          + where
          + " GROUP BY bits.bit ORDER BY bits.bit DESC) AS counted";
    }
    String column = facet.word();
    return "SELECT * FROM (SELECT '%1$s', %2$s::text, sum(n) FROM d WHERE %3$s GROUP BY %2$s ORDER BY 3 DESC, 2 LIMIT %4$d) AS counted"
        .formatted(facet.name(), column, where, FleetFacets.MAX_VALUES);
  }

  private static Counted counted(Row row) throws SQLException {
    return new Counted(row.text("facet"), row.text("value"), row.whole("devices"));
  }

  private static String word(FleetFacet facet, String value) {
    return switch (facet) {
      case STATE -> DeviceState.values()[Integer.parseInt(value)].word();
      case CLOCK -> ClockVerdict.values()[Integer.parseInt(value)].word();
      case NEED -> Need.of(Integer.parseInt(value) & ALL_NEEDS).get(0).word();
      case SITE, MODEL, FIRMWARE -> value;
    };
  }

  private static long one(List<Counted> counted, String name) {
    return counted.stream()
        .filter(count -> count.facet().equals(name))
        .mapToLong(Counted::devices)
        .sum();
  }
}
