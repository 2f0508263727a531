package io.rivulet.console.session;

import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.TallyRow;
import java.util.List;

/**
 * What is known of one session beyond its card.
 *
 * @param session the session
 * @param doses by pump and drug
 * @param tallies of its pressure readings, by source
 * @param excursions ended and open, by start
 */
public record SessionDetail(
    String session, List<DoseRow> doses, List<TallyRow> tallies, List<ExcursionRow> excursions) {
  /** Keeps lists that nobody changes. */
  public SessionDetail {
    doses = List.copyOf(doses);
    tallies = List.copyOf(tallies);
    excursions = List.copyOf(excursions);
  }

  /** Whether nothing at all is known. */
  public boolean isEmpty() {
    return doses.isEmpty() && tallies.isEmpty() && excursions.isEmpty();
  }
}
