package io.rivulet.alerting.clerk;

import io.rivulet.alerting.desk.Answer;
import io.rivulet.alerting.desk.DeskUnavailableException;
import io.rivulet.alerting.desk.Origin;
import io.rivulet.alerting.ledger.Decision;
import io.rivulet.alerting.ledger.Ledger;
import io.rivulet.domain.identity.StableId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out commands, each event id once, and answers with what there is then. */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final Ledger ledger;
  private final CommandTable table = new CommandTable();

  Commands(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What a command does. */
  @FunctionalInterface
  interface Action {
    /**
     * Does it; answers with the id of what it made or changed. What it cannot do it says before it
     * changes anything.
     */
    String in(Decision decision) throws SQLException, DeclinedException;
  }

  /** Reads something. */
  @FunctionalInterface
  interface Lookup<T> {
    /**
     * As it is now.
     *
     * @param subject id of what a command made or changed; empty text where there was none
     */
    T find(Connection connection, String subject) throws SQLException;
  }

  private record Outcome(String subject, boolean repeated) {}

  /**
   * Carries a command out.
   *
   * @param what everything that the command says: another command under the same id is a conflict
   * @param view reads what it made or changed, by its id
   */
  <T> Answer<T> carryOut(Origin origin, String[] what, Action action, Lookup<T> view) {
    String said = StableId.of(what);
    try {
      Outcome outcome =
          ledger.<Outcome, DeclinedException>decide(
              decision -> carryOut(decision, origin, said, action));
      T value = ledger.<T, RuntimeException>read(c -> view.find(c, outcome.subject()));
      return new Answer.Done<>(value, outcome.repeated());
    } catch (DeclinedException e) {
      return switch (e.kind()) {
        case UNKNOWN -> new Answer.Unknown<>(e.getMessage());
        case REFUSED -> new Answer.Refused<>(e.getMessage());
        case CONFLICT -> new Answer.Conflict<>(e.getMessage());
      };
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private Outcome carryOut(Decision decision, Origin origin, String said, Action action)
      throws SQLException, DeclinedException {
    Optional<CommandTable.Done> before = table.find(decision.connection(), origin.eventId());
    if (before.isPresent()) {
      if (!before.get().what().equals(said) || !before.get().actor().equals(origin.by())) {
        throw DeclinedException.conflict(
            "eventId " + origin.eventId() + " was used for another command");
      }
      return new Outcome(before.get().subject(), true);
    }
    String subject = action.in(decision);
    table.add(decision.connection(), origin, said, subject, decision.now());
    return new Outcome(subject, false);
  }

  /** Reads one state of the database. */
  <T> T read(Lookup<T> lookup) {
    try {
      return ledger.<T, RuntimeException>read(connection -> lookup.find(connection, ""));
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static DeskUnavailableException unavailable(SQLException e) {
    LOG.warn("the database does not answer: {}", e.toString());
    return new DeskUnavailableException("the database does not answer", e);
  }
}
