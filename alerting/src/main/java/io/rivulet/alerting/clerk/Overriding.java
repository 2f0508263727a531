package io.rivulet.alerting.clerk;

import io.rivulet.alerting.audit.AuditEvent;
import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.configuration.SiteSchedules;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.OverrideRequest;
import io.rivulet.alerting.desk.OverrideView;
import io.rivulet.alerting.desk.Page;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.alerting.ledger.OverrideTable;
import io.rivulet.alerting.ledger.Place;
import io.rivulet.domain.identity.StableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Overrides: who takes whose turn. */
final class Overriding {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int LONGEST_REASON = 500;

  private final Ledger ledger;
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final Sites sites;
  private final OverrideTable table = new OverrideTable();

  Overriding(Ledger ledger, Commands commands, Supplier<AlertingPlan> plan, Sites sites) {
    this.ledger = ledger;
    this.commands = commands;
    this.plan = plan;
    this.sites = sites;
  }

  Page<OverrideView> page(boolean overToo, Optional<String> cursor, int limit) {
    int rows = Pages.rowsFor(limit);
    Optional<Place> after = Pages.place(cursor);
    Instant now = ledger.now();
    return commands.read(
        (connection, none) ->
            Pages.page(
                table.page(connection, schedules(), overToo, now, after, rows),
                limit,
                list -> list,
                row -> new Place(row.created(), row.id())));
  }

  private Optional<Set<String>> schedules() {
    return sites.only().map(names -> SiteSchedules.of(plan.get(), names));
  }

  private boolean known(String schedule) {
    return schedules().map(some -> some.contains(schedule)).orElse(true);
  }

  Answer<OverrideView> create(Origin origin, OverrideRequest request) {
    String[] what = {
      "override",
      request.schedule(),
      request.person(),
      request.from().toString(),
      request.until().toString(),
      request.reason()
    };
    return commands.carryOut(
        origin, what, decision -> create(decision, origin, request), this::find);
  }

  private String create(Decision decision, Origin origin, OverrideRequest request)
      throws SQLException, DeclinedException {
    Instant now = decision.now();
    require(request, now);
    if (table.notOver(decision.connection(), now).size() >= OverrideTable.MOST) {
      throw DeclinedException.refused(
          "there are " + OverrideTable.MOST + " overrides; take back some that are not needed");
    }
    OverrideView view =
        new OverrideView(
            StableId.of("override", origin.by(), origin.eventId()),
            request.schedule(),
            request.person(),
            request.from(),
            request.until(),
            origin.by(),
            request.reason().strip(),
            now,
            Optional.empty());
    table.write(decision.connection(), view);
    decision.touchAll();
    audit(decision, AuditEvent.OVERRIDE_CREATED, origin, view);
    return view.id();
  }

  private void require(OverrideRequest request, Instant now) throws DeclinedException {
    if (!plan.get().onCall().schedules().containsKey(request.schedule())
        || !known(request.schedule())) {
      throw DeclinedException.unknown("there is no schedule " + request.schedule());
    }
    if (!plan.get().onCall().people().containsKey(request.person())) {
      throw DeclinedException.unknown("there is no person " + request.person());
    }
    int length = request.reason().strip().length();
    if (length < 1 || length > LONGEST_REASON) {
      throw DeclinedException.refused(
          "the reason has " + length + " characters; 1 to " + LONGEST_REASON);
    }
    if (!request.until().isAfter(request.from())
        || Duration.between(request.from(), request.until()).compareTo(LONGEST) > 0) {
      throw DeclinedException.refused(
          "from "
              + request.from()
              + " until "
              + request.until()
              + " is not a time of up to "
              + LONGEST.toDays()
              + " days");
    }
    if (!request.until().isAfter(now)) {
      throw DeclinedException.refused("the override ends at " + request.until() + ": that is over");
    }
  }

  Answer<OverrideView> end(Origin origin, String id) {
    return commands.carryOut(
        origin,
        new String[] {"end override", id},
        decision -> end(decision, origin, id),
        this::find);
  }

  private String end(Decision decision, Origin origin, String id)
      throws SQLException, DeclinedException {
    Instant now = decision.now();
    OverrideView held =
        table
            .find(decision.connection(), id)
            .filter(found -> known(found.schedule()))
            .orElseThrow(() -> DeclinedException.unknown("there is no override " + id));
    if (!held.until().isAfter(now)) {
      throw DeclinedException.refused("override " + id + " was over at " + held.until());
    }
    OverrideView ended =
        new OverrideView(
            held.id(),
            held.schedule(),
            held.person(),
            held.from(),
            held.from().isAfter(now) ? held.from() : now,
            held.author(),
            held.reason(),
            held.created(),
            Optional.of(origin.by()));
    table.write(decision.connection(), ended);
    decision.touchAll();
    audit(decision, AuditEvent.OVERRIDE_ENDED, origin, ended);
    return id;
  }

  private static void audit(Decision decision, AuditEvent event, Origin origin, OverrideView view) {
    decision.audit(
        Silencing.entry(
            event,
            decision.now(),
            origin.by(),
            Map.of(
                "override", view.id(),
                "schedule", view.schedule(),
                "person", view.person(),
                "from", view.from().toString(),
                "until", view.until().toString(),
                "reason", view.reason())));
  }

  private OverrideView find(Connection connection, String id) throws SQLException {
    return table.find(connection, id).orElseThrow();
  }
}
