package io.rivulet.streams.session;

import io.rivulet.domain.alert.Alerts;
import io.rivulet.domain.device.DeviceId;
import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DoseRules;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.identity.SessionId;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseLedgerState;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.streams.timeline.Timeline;
import io.rivulet.streams.timeline.TimelineKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the dose ledger of every pump of every session, and states each change of it. */
final class DoseKeeping {
  private final Timeline<PumpSampleRecord> timeline;
  private final KeyValueStore<Bytes, DoseLedgerState> ledgers;
  private final DoseRules rules;

  DoseKeeping(
      Timeline<PumpSampleRecord> timeline,
      KeyValueStore<Bytes, DoseLedgerState> ledgers,
      DoseRules rules) {
    this.timeline = timeline;
    this.ledgers = ledgers;
    this.rules = rules;
  }

  /** Takes one sample into the account; a repeat is counted and changes nothing. */
  void take(String session, PumpSampleRecord record, KnownSession known, Emission out) {
    PumpSample sample = ReadingMapping.pump(record);
    byte[] owner = TimelineKey.owner(session, record.getDevice());
    Bytes key = TimelineKey.of(owner, record.getDeviceTime(), record.getSequence(), "");
    DoseLedgerState state = stateOf(owner);
    Optional<PumpSample> latest = Optional.ofNullable(state.getLatest()).map(ReadingMapping::pump);
    boolean newest = latest.isEmpty() || latest.get().origin().compareTo(sample.origin()) < 0;
    if (!newest && timeline.contains(key)) {
      state.setDuplicates(state.getDuplicates() + 1);
      ledgers.put(Bytes.wrap(owner), state);
      return;
    }
    Optional<PumpSample> before =
        newest ? latest : timeline.before(owner, key).map(ReadingMapping::pump);
    Optional<PumpSample> after =
        newest ? Optional.empty() : timeline.after(owner, key).map(ReadingMapping::pump);
    timeline.put(key, record);
    if (!known.plan().covers(sample.origin().device(), sample.origin().time())
        || !DoseLedger.insertable(before, sample, after)) {
      recount(session, owner, state, known, out);
      return;
    }
    DosePlan plan = known.plan().dose();
    DoseLedger ledger = LedgerState.ledger(state).insert(before, sample, after, plan, rules);
    LedgerState.store(ledger, newest ? record : state.getLatest(), state);
    // A sample moves its own drug's account and, where the drug changed, its neighbours'.
    Set<String> drugs = new java.util.TreeSet<>(Set.of(sample.drug()));
    before.ifPresent(neighbour -> drugs.add(neighbour.drug()));
    after.ifPresent(neighbour -> drugs.add(neighbour.drug()));
    state(session, owner, ledger, drugs, state, plan, out);
  }

  /** Accounts again for every pump of a session, after its plan changed. */
  void recount(String session, KnownSession known, Emission out) {
    byte[] owner = TimelineKey.owner(session);
    List<KeyValue<Bytes, DoseLedgerState>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, DoseLedgerState> all =
        ledgers.range(TimelineKey.first(owner), TimelineKey.last(owner))) {
      all.forEachRemaining(found::add);
    }
    found.forEach(entry -> recount(session, entry.key.get(), entry.value, known, out));
  }

  private void recount(
      String session, byte[] owner, DoseLedgerState state, KnownSession known, Emission out) {
    List<PumpSampleRecord> records =
        timeline.all(owner).stream()
            .filter(r -> known.plan().covers(new DeviceId(r.getDevice()), r.getDeviceTime()))
            .toList();
    DosePlan plan = known.plan().dose();
    DoseLedger ledger =
        DoseLedger.of(records.stream().map(ReadingMapping::pump).toList(), plan, rules);
    PumpSampleRecord latest = records.isEmpty() ? null : records.get(records.size() - 1);
    LedgerState.store(ledger, latest, state);
    // The plan shows in a statement even where the account is the same: a weight turns a rate into
    // one
    // per kg before anything has moved.
    if (latest != null) {
      state(session, owner, ledger, ledger.accounts().keySet(), state, plan, out);
    } else {
      ledgers.put(Bytes.wrap(owner), state);
    }
  }

  /** Lets go of a session's samples; its ledgers stay. */
  void settle(String session) {
    timeline.clear(TimelineKey.owner(session));
  }

  private void state(
      String session,
      byte[] owner,
      DoseLedger ledger,
      Set<String> drugs,
      DoseLedgerState state,
      DosePlan plan,
      Emission out) {
    for (String drug : drugs) {
      DrugAccount account = ledger.accounts().get(drug);
      if (account != null) {
        state.setRevision(state.getRevision() + 1);
        out.emit(session, statement(session, drug, account, ledger, state, plan));
        crossCheck(session, account, ledger, state, out);
      }
    }
    ledgers.put(Bytes.wrap(owner), state);
  }

  /** A mismatch is stated when it begins, when what was measured changes, and when it is over. */
  private void crossCheck(
      String session, DrugAccount account, DoseLedger ledger, DoseLedgerState state, Emission out) {
    boolean mismatch =
        rules.mismatch(account.checkedCounterNanolitres(), account.checkedRateNanolitres());
    AlertRecord before = state.getMismatch();
    boolean stood = before != null && before.getPresent();
    if (!mismatch && !stood) {
      return;
    }
    String device = state.getLatest().getDevice();
    AlertRecord now =
        AlertRecords.of(
            session,
            Alerts.doseMismatch(
                new SessionId(session),
                new DeviceId(device),
                account,
                mismatch,
                ledger.first().orElseThrow()),
            before == null ? 1 : before.getRevision() + 1,
            false);
    boolean same =
        before != null
            && before.getPresent() == now.getPresent()
            && before.getStart().equals(now.getStart())
            && before.getDetail().equals(now.getDetail());
    if (!same) {
      state.setMismatch(now);
      out.emit(session, now);
    }
  }

  private static DoseUpdateRecord statement(
      String session,
      String drug,
      DrugAccount account,
      DoseLedger ledger,
      DoseLedgerState state,
      DosePlan plan) {
    PumpSampleRecord latest = state.getLatest();
    Optional<AmountUnit> unit =
        account
            .unit()
            .or(() -> ledger.unitInForce(plan).filter(u -> latest.getDrug().equals(drug)));
    return DoseUpdateRecord.newBuilder()
        .setSession(session)
        .setDevice(latest.getDevice())
        .setDrug(drug)
        .setRevision(state.getRevision())
        .setAsOf(latest.getDeviceTime())
        .setVolumeNanolitres(account.volumeNanolitres())
        .setAmount(unit.isPresent() ? boxed(account.amount()) : null)
        .setUnit(account.amount().isPresent() ? unit.map(AmountUnit::ucum).orElse(null) : null)
        .setAmountPerKg(unit.isPresent() ? boxed(account.amountPerKg()) : null)
        .setUncertaintyNanolitres(account.uncertaintyNanolitres())
        .setEstimatedNanolitres(account.estimatedNanolitres())
        .setCheckedCounterNanolitres(account.checkedCounterNanolitres())
        .setCheckedRateNanolitres(account.checkedRateNanolitres())
        .setSamples(account.samples())
        .setDuplicates(state.getDuplicates())
        .setResets(account.resets())
        .setSegments(account.segments())
        .setState(latest.getState())
        .setRateMlPerHour(latest.getRateMlPerHour())
        .setRatePerKgPerHour(boxed(ledger.ratePerKgPerHour(plan)))
        .build();
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private DoseLedgerState stateOf(byte[] owner) {
    DoseLedgerState state = ledgers.get(Bytes.wrap(owner));
    return state == null ? DoseLedgerState.newBuilder().build() : state;
  }
}
