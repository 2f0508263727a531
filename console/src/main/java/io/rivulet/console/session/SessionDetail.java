package io.rivulet.console.session;

import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ClinicReads;
import io.rivulet.store.read.DoseRow;
import io.rivulet.store.read.DoseTotalRow;
import io.rivulet.store.read.ExcursionRow;
import io.rivulet.store.read.ObservationRow;
import io.rivulet.store.read.TallyRow;
import java.util.List;

/**
 * What is known of one session beyond its card.
 *
 * @param session the session
 * @param doses by pump and drug
 * @param doseTotals by drug, over all routes
 * @param tallies of its pressure readings, by source
 * @param excursions of pressure, ended and open, by start
 * @param vitalsExcursions of other vital signs, ended and open, by start
 * @param alerts over or not, newest first; at most {@link #MAX_ROWS}
 * @param observations by time; at most {@link #MAX_ROWS}
 */
public record SessionDetail(
    String session,
    List<DoseRow> doses,
    List<DoseTotalRow> doseTotals,
    List<TallyRow> tallies,
    List<ExcursionRow> excursions,
    List<ExcursionRow> vitalsExcursions,
    List<AlertRow> alerts,
    List<ObservationRow> observations) {
  /** Alerts and observations shown of one session. */
  public static final int MAX_ROWS = 500;

  /** Keeps lists that nobody changes. */
  public SessionDetail {
    doses = List.copyOf(doses);
    doseTotals = List.copyOf(doseTotals);
    tallies = List.copyOf(tallies);
    excursions = List.copyOf(excursions);
    vitalsExcursions = List.copyOf(vitalsExcursions);
    alerts = List.copyOf(alerts);
    observations = List.copyOf(observations);
  }

  /** Asks the store. */
  public static SessionDetail read(ClinicReads clinic, String session) {
    return new SessionDetail(
        session,
        clinic.doses(session),
        clinic.doseTotals(session),
        clinic.tallies(session),
        clinic.excursions(session),
        clinic.vitalsExcursions(session),
        clinic.alerts(session, MAX_ROWS),
        clinic.observations(session, MAX_ROWS));
  }

  /** Whether nothing at all is known. */
  public boolean isEmpty() {
    return doses.isEmpty()
        && doseTotals.isEmpty()
        && tallies.isEmpty()
        && excursions.isEmpty()
        && vitalsExcursions.isEmpty()
        && alerts.isEmpty()
        && observations.isEmpty();
  }
}
