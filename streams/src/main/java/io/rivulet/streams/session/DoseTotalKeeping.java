package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alert;
import io.rivulet.domain.delivery.DoseAlerts;
import io.rivulet.domain.delivery.DoseTotal;
import io.rivulet.domain.delivery.Predictor;
import io.rivulet.domain.delivery.SessionDose;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.PumpHistory;
import io.rivulet.domain.dose.PumpSetting;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.session.SessionEvent;
import io.rivulet.domain.session.SessionPlan;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.streams.alert.StatedAlerts;
import io.rivulet.streams.live.LiveStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * States what every session had of each drug, with predictions, and the alerts of its doses and
 * pumps. It goes by the pumps that {@link DoseKeeping} keeps, and so comes after it.
 *
 * <p>A session that changed is looked at within a tenth of a second. One whose samples are like
 * those before then rests, however many come; a pump that says something else, an event of the
 * session, limits and late samples are looked at all the same.
 */
final class DoseTotalKeeping implements Keeper {
  private static final String RULE = "dose";

  /** Below a second, so that a pump that sends once a second is looked at with every sample. */
  private static final Duration REST = Duration.ofMillis(800);

  private final PumpCourses pumps;
  private final LiveStore<SessionTotals> store;
  private final StatedAlerts stated;
  private final DoseRules rules;
  private final Predictor predictor = new Predictor();
  private final Looks looks = new Looks(REST);

  DoseTotalKeeping(
      PumpCourses pumps, LiveStore<SessionTotals> store, StatedAlerts stated, DoseRules rules) {
    this.pumps = pumps;
    this.store = store;
    this.stated = stated;
    this.rules = rules;
    store.use(SessionTotals.CODEC);
  }

  @Override
  public void begin() {
    looks.restore(store);
  }

  @Override
  public void onPlan(String session, KnownSession before, KnownSession now, Emission out) {
    changed(session);
    looks.changedMuch(session);
  }

  @Override
  public void onLimits(String session, KnownSession now, Emission out) {
    changed(session);
    looks.changedMuch(session);
  }

  @Override
  public void onSample(String session, SpecificRecord sample, KnownSession known, Emission out) {
    if (sample instanceof PumpSampleRecord pump) {
      PumpHistory history = pumps.get(session, pump.getDevice()).standing().history();
      changed(session);
      if (!saysTheSame(history, pump.getDeviceTime())) {
        looks.changedMuch(session);
      }
    }
  }

  /** Whether the sample is the latest, and the pump was set before it as it is now. */
  private static boolean saysTheSame(PumpHistory history, Instant time) {
    if (history.latest().isEmpty() || !history.latest().get().origin().time().equals(time)) {
      return false;
    }
    List<PumpSetting> settings = history.settings();
    return settings.get(settings.size() - 1).from().isBefore(time);
  }

  private void changed(String session) {
    SessionTotals totals = totals(session);
    if (!totals.unstated) {
      totals.unstated = true;
      store.changed(session, totals);
      looks.changed(session);
    }
  }

  private SessionTotals totals(String session) {
    SessionTotals found = store.get(session);
    return found == null ? new SessionTotals(session) : found;
  }

  @Override
  public void onBeat(Instant now, KnownSessions sessions, Emission out) {
    looks.each(now, session -> state(session, sessions.get(session), out));
  }

  @Override
  public void stateAll(KnownSessions sessions, Emission out) {
    looks.all(session -> state(session, sessions.get(session), out));
  }

  private void state(String session, KnownSession known, Emission out) {
    SessionTotals totals = totals(session);
    if (!totals.unstated || known.settled()) {
      return;
    }
    List<PumpCourse> courses = pumps.of(session);
    SessionDose dose = dose(known.plan(), courses);
    Map<String, DoseTotal> found = dose.totals();
    Set<String> drugs = new TreeSet<>(totals.drugs());
    drugs.addAll(found.keySet());
    for (String drug : drugs) {
      long revision = totals.nextRevision(drug);
      DoseTotalRecord record =
          found.containsKey(drug)
              ? DoseTotals.of(session, found.get(drug), revision)
              : DoseTotals.none(session, drug, revision, totals.asOf(drug));
      if (!totals.saysNothingNew(drug, record)) {
        totals.stated(drug, record);
        out.emit(session, record);
      }
    }
    stated
        .restate(session, RULE, alerts(session, known, dose, courses), finalBefore(courses))
        .forEach(record -> out.emit(session, record));
    totals.unstated = false;
    store.changed(session, totals);
  }

  private SessionDose dose(SessionPlan plan, List<PumpCourse> courses) {
    List<SessionDose.Pump> known = new ArrayList<>();
    for (PumpCourse course : courses) {
      known.add(new SessionDose.Pump(course.book().by(plan.dose()), course.standing().history()));
    }
    return new SessionDose(plan, known, rules.gapLimit(), predictor);
  }

  private static List<Alert> alerts(
      String session, KnownSession known, SessionDose dose, List<PumpCourse> courses) {
    SessionPlan plan = known.plan();
    Optional<String> site = plan.opened().map(SessionEvent.Opened::site);
    DoseAlerts rules = new DoseAlerts(new SessionId(session), site, known.doseLimits());
    List<Alert> alerts = new ArrayList<>();
    for (String drug : dose.drugs()) {
      alerts.addAll(rules.ofDrug(drug, dose.course(drug), plan.planned(drug)));
    }
    DosePlan weights = plan.dose();
    for (PumpCourse course : courses) {
      alerts.addAll(
          rules.ofPump(
              new DeviceId(course.device()), course.standing().history(), weights.weightsKg()));
    }
    return alerts;
  }

  /** What a pump that changes its settings all the time did longest ago is no longer known. */
  private static Instant finalBefore(List<PumpCourse> courses) {
    Instant latest = Instant.MIN;
    for (PumpCourse course : courses) {
      Optional<Instant> since = course.standing().history().settingsSince();
      Optional<Instant> first = course.book().first();
      if (since.isPresent() && first.isPresent() && since.get().isAfter(first.get())) {
        latest = since.get().isAfter(latest) ? since.get() : latest;
      }
    }
    return latest;
  }

  @Override
  public void settle(String session) {
    store.remove(session);
    stated.settle(session, RULE);
  }
}
