package io.rivulet.alerting.clerk;

import io.rivulet.alerting.configuration.AlertingPlan;
import io.rivulet.alerting.desk.AlertView;
import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.desk.Sites;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.lifecycle.AlertCase;
import io.rivulet.alerting.lifecycle.Note;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Somebody says that they know, or writes a note. */
final class Acknowledging {
  private final Commands commands;
  private final Supplier<AlertingPlan> plan;
  private final Sites sites;
  private final CaseReads cases;
  private final IncidentReads incidents;

  Acknowledging(Commands commands, Supplier<AlertingPlan> plan, Sites sites) {
    this.commands = commands;
    this.plan = plan;
    this.sites = sites;
    this.cases = new CaseReads(sites);
    this.incidents = new IncidentReads(sites);
  }

  Answer<AlertView> alert(Origin origin, String id, Optional<String> note) {
    return commands.carryOut(
        origin,
        new String[] {"acknowledge", id, note.orElse("")},
        decision -> {
          Optional<String> text = checked(note);
          require(decision, id);
          decision.acknowledge(id, origin.by(), text);
          return id;
        },
        this::view);
  }

  Answer<List<AlertView>> incident(Origin origin, String id, Optional<String> note) {
    return commands.carryOut(
        origin,
        new String[] {"acknowledge incident", id, note.orElse("")},
        decision -> {
          Optional<String> text = checked(note);
          List<AlertCase> members =
              decision
                  .members(id)
                  .map(all -> all.stream().filter(this::known).toList())
                  .filter(some -> sites.all() || !some.isEmpty())
                  .orElseThrow(() -> DeclinedException.unknown("there is no incident " + id));
          for (AlertCase member : members) {
            if (member.waits()) {
              decision.acknowledge(member.id(), origin.by(), text);
            }
          }
          return id;
        },
        (connection, incident) -> acknowledgedBy(connection, incident, origin.by()));
  }

  Answer<AlertView> note(Origin origin, String id, String note) {
    return commands.carryOut(
        origin,
        new String[] {"note", id, note},
        decision -> {
          Optional<String> text = checked(Optional.of(note));
          require(decision, id);
          decision.note(id, origin.by(), text.orElseThrow());
          return id;
        },
        this::view);
  }

  private boolean known(AlertCase alert) {
    return sites.include(alert.statement().subject().site());
  }

  private void require(Decision decision, String id) throws SQLException, DeclinedException {
    if (decision.alert(id).filter(this::known).isEmpty()) {
      throw DeclinedException.unknown("there is no alert " + id);
    }
  }

  private static Optional<String> checked(Optional<String> note) throws DeclinedException {
    Optional<String> text = note.map(String::strip);
    if (text.isPresent() && (text.get().isEmpty() || text.get().length() > Note.LONGEST)) {
      throw DeclinedException.refused(
          "a note has " + text.get().length() + " characters; 1 to " + Note.LONGEST);
    }
    if (text.isPresent() && text.get().indexOf('\0') >= 0) {
      throw DeclinedException.refused("a note has a character that is none (NUL)");
    }
    return text;
  }

  private AlertView view(Connection connection, String id) throws SQLException {
    List<CaseReads.Row> rows = cases.load(connection, List.of(id));
    return new AlertViews(plan.get()).of(connection, rows).get(0);
  }

  private List<AlertView> acknowledgedBy(Connection connection, String incident, String by)
      throws SQLException {
    List<String> ids = incidents.members(connection, incident, 500);
    List<CaseReads.Row> rows =
        cases.load(connection, ids).stream()
            .filter(
                row ->
                    row.alert()
                        .acknowledgement()
                        .filter(given -> given.by().equals(by))
                        .isPresent())
            .toList();
    return new AlertViews(plan.get()).of(connection, rows);
  }
}
