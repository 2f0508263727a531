package io.rivulet.domain.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to be stated so that what was stated agrees with what is found now. */
public final class Restatement {
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::start).thenComparing(Alert::id);

  private final Map<String, Alert> before;
  private final Map<String, Alert> found;
  private final Instant finalBefore;

  private Restatement(Collection<Alert> before, Collection<Alert> found, Instant finalBefore) {
    this.before = byId(before);
    this.found = byId(found);
    this.finalBefore = finalBefore;
  }

  /**
   * The statements that lead from what was stated to what is found: nothing that is the same is
   * stated, nothing is stated twice. What took the place of something is stated before that is
   * withdrawn, so that a signal that goes on is never interrupted.
   *
   * @param before what was stated and not withdrawn, in any order
   * @param found everything that is found now, in any order; of two under one id, which only a
   *     category with one alert through the session can have, the one that starts later counts
   * @param finalBefore alerts that ended earlier are settled: their absence from what is found is
   *     no withdrawal, and they are not stated again; {@link Instant#MIN} where none are
   */
  public static List<AlertStatement> restate(
      Collection<Alert> before, Collection<Alert> found, Instant finalBefore) {
    return new Restatement(before, found, finalBefore).statements();
  }

  private static Map<String, Alert> byId(Collection<Alert> alerts) {
    Map<String, Alert> byId = new LinkedHashMap<>();
    alerts.stream().sorted(ORDER).forEach(alert -> byId.put(alert.id(), alert));
    return byId;
  }

  private List<AlertStatement> statements() {
    List<AlertStatement> statements = new ArrayList<>();
    found.forEach((id, alert) -> stated(before.get(id), alert).ifPresent(statements::add));
    before.forEach(
        (id, alert) -> {
          if (!found.containsKey(id) && !isFinal(alert)) {
            statements.add(new AlertStatement.Withdrawn(alert, successor(alert)));
          }
        });
    return statements;
  }

  private Optional<AlertStatement> stated(Alert was, Alert is) {
    if (is.equals(was) || isFinal(is) && (was == null || isFinal(was))) {
      return Optional.empty();
    }
    if (was == null || is.present() && !was.present()) {
      return Optional.of(new AlertStatement.Opened(is));
    }
    return Optional.of(
        was.present() && !is.present()
            ? new AlertStatement.Closed(is)
            : new AlertStatement.Changed(is));
  }

  private boolean isFinal(Alert alert) {
    return alert.end().isPresent() && alert.end().get().isBefore(finalBefore);
  }

  private Optional<String> successor(Alert gone) {
    return found.values().stream().filter(gone::overlaps).map(Alert::id).findFirst();
  }
}
