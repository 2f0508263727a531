package io.rivulet.streams.session;

import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.dose.Stretch;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.DoseLedgerState;
import io.rivulet.schemas.record.DrugAccountState;
import io.rivulet.schemas.record.PumpSampleRecord;
import io.rivulet.schemas.record.StretchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A dose ledger as it lies in a store. */
final class LedgerState {
  private LedgerState() {}

  static DoseLedger ledger(DoseLedgerState state) {
    TreeMap<String, DrugAccount> accounts = new TreeMap<>();
    state.getAccounts().forEach(account -> accounts.put(account.getDrug(), account(account)));
    return new DoseLedger(
        accounts,
        Optional.ofNullable(state.getFirst()),
        Optional.ofNullable(state.getLatest()).map(ReadingMapping::pump));
  }

  /** Puts a ledger into the state, whose counters stay. */
  static void store(DoseLedger ledger, PumpSampleRecord latest, DoseLedgerState state) {
    List<DrugAccountState> accounts = new ArrayList<>();
    ledger.accounts().forEach((drug, account) -> accounts.add(state(drug, account)));
    state.setAccounts(accounts);
    state.setFirst(ledger.first().orElse(null));
    state.setLatest(latest);
  }

  private static DrugAccount account(DrugAccountState state) {
    TreeMap<Stretch, Long> volumes = new TreeMap<>();
    for (StretchState stretch : state.getStretches()) {
      Optional<Concentration> concentration =
          stretch.getConcentrationPerMl() == null
              ? Optional.empty()
              : Optional.of(
                  new Concentration(
                      stretch.getConcentrationPerMl(), AmountUnit.ofUcum(stretch.getUnit())));
      OptionalDouble weightKg =
          stretch.getWeightKg() == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(stretch.getWeightKg());
      volumes.put(new Stretch(concentration, weightKg), stretch.getVolumeNanolitres());
    }
    return new DrugAccount(
        state.getSamples(),
        volumes,
        state.getUncertaintyNanolitres(),
        state.getEstimatedNanolitres(),
        state.getCheckedCounterNanolitres(),
        state.getCheckedRateNanolitres(),
        state.getResets(),
        state.getSegments());
  }

  private static DrugAccountState state(String drug, DrugAccount account) {
    List<StretchState> stretches = new ArrayList<>();
    account
        .volumesNanolitres()
        .forEach(
            (stretch, volume) ->
                stretches.add(
                    new StretchState(
                        drug,
                        stretch.concentration().map(Concentration::amountPerMl).orElse(null),
                        stretch.concentration().map(c -> c.unit().ucum()).orElse(null),
                        stretch.weightKg().isPresent() ? stretch.weightKg().getAsDouble() : null,
                        volume)));
    return new DrugAccountState(
        drug,
        account.samples(),
        stretches,
        account.uncertaintyNanolitres(),
        account.estimatedNanolitres(),
        account.checkedCounterNanolitres(),
        account.checkedRateNanolitres(),
        account.resets(),
        account.segments());
  }
}
