package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.AlertFilter;
import io.rivulet.alerting.desk.AlertStory;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.desk.AuditFilter;
import io.rivulet.alerting.desk.IncidentFilter;
import io.rivulet.alerting.desk.IncidentStory;
import io.rivulet.alerting.desk.IncidentView;
import io.rivulet.alerting.desk.Overview;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.SiteCount;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.desk.SuppressedAlert;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.notification.AlertState;
import io.rivulet.alerting.routing.Suppressions;
import io.rivulet.domain.alert.AlertPriority;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows alerts and incidents with what became of them, as far as somebody's sites reach. */
final class Looking {
  private final Ledger ledger;
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final CaseReads cases;
  private final IncidentReads incidents;
  private final DeliveryReads deliveries;
  private final AuditReads audits;

  Looking(Ledger ledger, Commands commands, Supplier<AlertingPlan> plan, Sites sites) {
    this.ledger = ledger;
    this.commands = commands;
    this.plan = plan;
    this.cases = new CaseReads(sites);
    this.incidents = new IncidentReads(sites);
    this.deliveries = new DeliveryReads(sites);
    this.audits = new AuditReads(sites);
  }

  Page<AlertView> alerts(AlertFilter filter, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    Optional<Place> after = Pages.place(cursor);
    return commands.read(
        (connection, none) -> {
          List<CaseReads.Row> read = cases.page(connection, filter, after, rows);
          List<AlertView> views =
              views().of(connection, read.subList(0, Math.min(limit, read.size())));
          return Pages.page(read, limit, shown -> views, CaseReads.Row::place);
        });
  }

  Optional<AlertStory> alert(String id) {
    return commands.read(
        (connection, none) -> {
          List<CaseReads.Row> rows = cases.load(connection, List.of(id));
          return rows.isEmpty() ? Optional.empty() : Optional.of(story(connection, rows.get(0)));
        });
  }

  private AlertStory story(Connection connection, CaseReads.Row row) throws SQLException {
    AlertCase alert = row.alert();
    AlertView view = views().of(connection, List.of(row)).get(0);
    Instant now = ledger.now();
    return new AlertStory(
        view,
        views().suppressed(alert, view, ledger.suppressions(connection, now), now),
        incidentViews(connection, view.incidents()),
        deliveries.ofIncidents(connection, view.incidents(), Page.MOST),
        audits.page(connection, about(alert.id()), Long.MAX_VALUE, Page.MOST));
  }

  private static AuditFilter about(String alert) {
    return new AuditFilter(Optional.of(alert), Optional.empty(), Optional.empty());
  }

  private List<IncidentView> incidentViews(Connection connection, List<String> ids)
      throws SQLException {
    List<IncidentReads.Row> rows =
        incidents.load(connection, ids).stream()
            .sorted((one, other) -> other.incident().opened().compareTo(one.incident().opened()))
            .toList();
    return incidents.views(connection, rows, plan.get());
  }

  private AlertViews views() {
    return new AlertViews(plan.get());
  }

  Page<IncidentView> incidents(IncidentFilter filter, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    Optional<Place> after = Pages.place(cursor);
    return commands.read(
        (connection, none) -> {
          List<IncidentReads.Row> read = incidents.page(connection, filter, after, rows);
          List<IncidentView> views =
              incidents.views(
                  connection, read.subList(0, Math.min(limit, read.size())), plan.get());
          return Pages.page(read, limit, shown -> views, IncidentReads.Row::place);
        });
  }

  Optional<IncidentStory> incident(String id) {
    return commands.read(
        (connection, none) -> {
          List<IncidentView> found = incidentViews(connection, List.of(id));
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new IncidentStory(
                      found.get(0),
                      members(connection, id),
                      deliveries.ofIncidents(connection, List.of(id), Page.MOST),
                      audits.page(
                          connection,
                          new AuditFilter(Optional.empty(), Optional.of(id), Optional.empty()),
                          Long.MAX_VALUE,
                          Page.MOST)));
        });
  }

  private List<AlertView> members(Connection connection, String incident) throws SQLException {
    List<String> ids = incidents.members(connection, incident, Page.MOST);
    List<CaseReads.Row> rows = new ArrayList<>(cases.load(connection, ids));
    rows.sort((one, other) -> ids.indexOf(one.alert().id()) - ids.indexOf(other.alert().id()));
    return views().of(connection, rows);
  }

  Overview overview() {
    return commands.read(
        (connection, none) -> {
          List<SiteCount> counts = cases.counts(connection);
          return new Overview(
              sum(counts, AlertState.OPEN),
              sum(counts, AlertState.ACKNOWLEDGED),
              sum(counts, AlertState.LATCHED),
              suppressed(connection).size(),
              deliveries.count(connection, "waiting", "sending"),
              deliveries.count(connection, "dead"),
              audits.last(connection),
              counts);
        });
  }

  /** By priority; every priority is there. */
  private static Map<AlertPriority, Long> sum(List<SiteCount> counts, AlertState state) {
    Map<AlertPriority, Long> sums = new EnumMap<>(AlertPriority.class);
    for (AlertPriority priority : AlertPriority.values()) {
      sums.put(
          priority,
          counts.stream()
              .filter(count -> count.state() == state && count.priority() == priority)
              .mapToLong(SiteCount::alerts)
              .sum());
    }
    return sums;
  }

  List<SuppressedAlert> suppressedHighPriority() {
    return commands.read((connection, none) -> suppressed(connection));
  }

  private List<SuppressedAlert> suppressed(Connection connection) throws SQLException {
    List<CaseReads.Row> urgent = cases.urgent(connection, Page.MOST);
    if (urgent.isEmpty()) {
      return List.of();
    }
    Instant now = ledger.now();
    Suppressions suppressions = ledger.suppressions(connection, now);
    List<AlertView> views = views().of(connection, urgent);
    List<SuppressedAlert> found = new ArrayList<>();
    for (int i = 0; i < urgent.size(); i++) {
      views()
          .suppressed(urgent.get(i).alert(), views.get(i), suppressions, now)
          .ifPresent(found::add);
    }
    return found;
  }
}
