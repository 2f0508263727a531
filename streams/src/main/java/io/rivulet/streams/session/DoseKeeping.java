package io.rivulet.streams.session;

import io.rivulet.domain.alert.AlertStatement;
import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.course.Taken;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.DrugSums;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.schemas.alert.AlertMapping;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Keeps the account of every pump of every session. An account that changed is stated at the next
 * beat, however many samples changed it; a counter that begins or ceases to disagree with its rate
 * is stated at once.
 */
final class DoseKeeping implements Keeper {
  private final PumpCourses pumps;
  private final DoseRules rules;
  private final Waiting waiting = new Waiting();

  DoseKeeping(PumpCourses pumps, DoseRules rules) {
    this.pumps = pumps;
    this.rules = rules;
  }

  @Override
  public void begin() {
    waiting.restore(pumps.store());
  }

  @Override
  public void onSample(String session, SpecificRecord sample, KnownSession known, Emission out) {
    if (sample instanceof PumpSampleRecord record) {
      take(session, record, known, out);
    }
  }

  private void take(String session, PumpSampleRecord record, KnownSession known, Emission out) {
    PumpSample sample = ReadingMapping.pump(record);
    PumpCourse pump = pumps.get(session, record.getDevice());
    Optional<PumpSample> before = pump.book().latest();
    Taken taken = pump.take(sample);
    switch (taken) {
      case REPEAT -> pump.duplicates++;
      case BEYOND_HORIZON -> {
        pump.late++;
        out.emit(session, LateSamples.of(session, record, pump.latest()));
        unstated(pump);
      }
      case NEXT -> {
        pump.unstated.add(sample.drug());
        before.ifPresent(earlier -> pump.unstated.add(earlier.drug()));
        waiting.add(pump.owner());
        crossCheck(pump, false, known, out);
      }
      case LATE -> {
        unstated(pump);
        crossCheck(pump, false, known, out);
      }
    }
    pumps.changed(pump);
  }

  @Override
  public void onPlan(String session, KnownSession before, KnownSession now, Emission out) {
    if (before.plan().dose().equals(now.plan().dose())
        && before.plan().bindings().equals(now.plan().bindings())) {
      return;
    }
    PumpStandingRule rule = pumps.rule(session);
    for (PumpCourse pump : pumps.of(session)) {
      pump.follow(rule);
      // The plan shows in a statement even where the account is the same: a weight turns a rate
      // into one per kg before anything has moved.
      unstated(pump);
      crossCheck(pump, false, now, out);
      pumps.changed(pump);
    }
  }

  private void unstated(PumpCourse pump) {
    pump.unstateAll();
    waiting.add(pump.owner());
  }

  @Override
  public void onBeat(Instant now, KnownSessions sessions, Emission out) {
    waiting.each(
        owner -> {
          PumpCourse pump = pumps.get(owner);
          if (pump != null) {
            state(pump, sessions.get(pump.session()), out);
          }
        });
  }

  private void state(PumpCourse pump, KnownSession known, Emission out) {
    DosePlan plan = known.plan().dose();
    DoseLedger ledger = pump.book().by(plan);
    for (String drug : pump.unstated) {
      DrugSums sums = pump.book().sums(drug);
      // A drug whose samples all turned out to belong elsewhere is stated once more, as nothing.
      if (sums.samples() > 0 || pump.stated.contains(drug)) {
        pump.revision++;
        out.emit(pump.session(), DoseUpdates.of(pump, sums, ledger, plan));
      }
      if (sums.samples() > 0) {
        pump.stated.add(drug);
      } else {
        pump.stated.remove(drug);
      }
    }
    pump.unstated.clear();
    crossCheck(pump, true, known, out);
    pumps.changed(pump);
  }

  @Override
  public void settle(String session) {
    for (PumpCourse pump : pumps.of(session)) {
      pump.settle(pumps.rule(session));
      pumps.changed(pump);
    }
  }

  /**
   * A mismatch is stated when it begins, when what was measured changes, and when it is over.
   *
   * @param measurements whether a change of what was measured is reason enough
   */
  private void crossCheck(PumpCourse pump, boolean measurements, KnownSession known, Emission out) {
    DrugSums worst = null;
    for (DrugSums sums : pump.book().drugs()) {
      if (rules.mismatch(sums.checkedCounterNanolitres(), sums.checkedRateNanolitres())) {
        worst = sums;
        break;
      }
    }
    AlertRecord before = pump.mismatch;
    boolean stood = before != null && before.getPresent();
    boolean begunOrOver = stood != (worst != null);
    if (begunOrOver || (stood && measurements)) {
      stateMismatch(pump, worst, known, out);
    }
  }

  private void stateMismatch(PumpCourse pump, DrugSums mismatch, KnownSession known, Emission out) {
    AlertRecord before = pump.mismatch;
    DrugSums measured =
        mismatch != null
            ? mismatch
            : pump.book().drugs().stream()
                .findFirst()
                .orElseGet(() -> pump.book().sums(PumpBook.FURTHER));
    AlertRecord now =
        AlertMapping.record(
            new AlertStatement.Changed(
                Alerts.doseMismatch(
                    new SessionId(pump.session()),
                    new DeviceId(pump.device()),
                    measured.by(known.plan().dose()),
                    mismatch != null,
                    pump.book().first().orElseGet(() -> before.getStart()))),
            before == null ? 1 : before.getRevision() + 1);
    boolean same =
        before != null
            && AlertRecord.newBuilder(now).setRevision(before.getRevision()).build().equals(before);
    if (!same) {
      pump.mismatch = now;
      out.emit(pump.session(), now);
    }
  }
}
