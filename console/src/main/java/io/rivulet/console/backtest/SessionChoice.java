package io.rivulet.console.backtest;

import io.rivulet.console.access.Caller;
import io.rivulet.console.access.ConsoleRole;
import io.rivulet.console.access.Grant;
import io.rivulet.console.access.Permission;
import io.rivulet.console.access.SiteScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which sessions somebody may have judged: by their names where they treat or administer, by
 * pseudonyms where they only study.
 */
final class SessionChoice {
  /** Sessions of one backtest. */
  static final int MOST = 50;

  private static final int NAME_CHARACTERS = 200;

  private SessionChoice() {}

  /** Whether they see names anywhere. */
  static boolean clinical(Caller caller) {
    return caller.grants().stream().anyMatch(grant -> names(grant));
  }

  /**
   * The sessions of these names, in their order, each once.
   *
   * @throws IllegalArgumentException where there are none, too many, or one that is not there for
   *     this caller
   */
  static List<ChosenSession> of(Caller caller, List<String> names, Backtests backtests) {
    Set<String> wanted = new LinkedHashSet<>(names);
    if (wanted.isEmpty() || wanted.size() > MOST) {
      throw new IllegalArgumentException(
          "sessions names %d; a backtest takes 1 to %d".formatted(wanted.size(), MOST));
    }
    wanted.forEach(SessionChoice::check);
    Map<String, ChosenSession> found = new HashMap<>();
    SiteScope clinical = sites(caller, SessionChoice::names);
    SiteScope research = sites(caller, grant -> grant.role() == ConsoleRole.RESEARCHER);
    keep(backtests.find(wanted), clinical, found);
    Set<String> rest = new LinkedHashSet<>(wanted);
    rest.removeAll(found.keySet());
    if (!rest.isEmpty() && !research.equals(SiteScope.NONE)) {
      keep(backtests.ofPseudonyms(caller.name(), rest), research, found);
      rest.removeAll(found.keySet());
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "no such session: " + String.join(", ", rest) + "; choose from the history");
    }
    List<ChosenSession> chosen = new ArrayList<>();
    wanted.forEach(name -> chosen.add(found.get(name)));
    return chosen;
  }

  private static void keep(
      List<ChosenSession> sessions, SiteScope scope, Map<String, ChosenSession> found) {
    sessions.stream()
        .filter(session -> scope.includes(session.site()))
        .forEach(session -> found.put(session.shown(), session));
  }

  private static SiteScope sites(Caller caller, Predicate<Grant> which) {
    return caller.grants().stream()
        .filter(which)
        .map(Grant::scope)
        .reduce(SiteScope.NONE, SiteScope::with);
  }

  private static boolean names(Grant grant) {
    return grant.role() != ConsoleRole.RESEARCHER
        && Permission.RUN_BACKTEST.roles().contains(grant.role());
  }

  private static void check(String name) {
    if (name.isEmpty()
        || name.length() > NAME_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "sessions has a name that no session has: 1 to %d characters, none of them control characters"
              .formatted(NAME_CHARACTERS));
    }
  }
}
