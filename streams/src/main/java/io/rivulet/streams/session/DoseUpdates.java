package io.rivulet.streams.session;

import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.dose.DrugSums;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one pump delivered of one drug, as a record. */
final class DoseUpdates {
  private static final double NANOLITRES_PER_ML = PumpSample.NANOLITRES_PER_ML;

  private DoseUpdates() {}

  static DoseUpdateRecord of(
      PumpCourse pump, DrugSums sums, DrugAccount account, DoseLedger ledger, DosePlan plan) {
    PumpSample latest = ledger.latest().orElseThrow();
    String drug = sums.drug();
    Optional<AmountUnit> unit =
        account.unit().or(() -> ledger.unitInForce(plan).filter(u -> latest.drug().equals(drug)));
    return DoseUpdateRecord.newBuilder()
        .setSession(pump.session())
        .setDevice(pump.device())
        .setDrug(drug)
        .setRevision(pump.revision)
        .setAsOf(latest.origin().time())
        .setVolumeNanolitres(account.volumeNanolitres())
        .setAmount(unit.isPresent() ? boxed(account.amount()) : null)
        .setUnit(account.amount().isPresent() ? unit.map(AmountUnit::ucum).orElse(null) : null)
        .setAmountPerKg(unit.isPresent() ? boxed(account.amountPerKg()) : null)
        .setUncertaintyNanolitres(account.uncertaintyNanolitres())
        .setUncertaintyAmount(uncertaintyAmount(sums, unit, latest, plan))
        .setEstimatedNanolitres(account.estimatedNanolitres())
        .setCheckedCounterNanolitres(account.checkedCounterNanolitres())
        .setCheckedRateNanolitres(account.checkedRateNanolitres())
        .setSamples(account.samples())
        .setDuplicates(pump.duplicates)
        .setResets(account.resets())
        .setSegments(account.segments())
        .setState(PumpStateRecord.valueOf(latest.state().name()))
        .setRateMlPerHour(boxed(latest.rateMlPerHour()))
        .setRatePerKgPerHour(boxed(ledger.ratePerKgPerHour(plan)))
        .setLate(pump.late)
        .build();
  }

  /** By the concentration in force now; what it was while nobody looked is not known either. */
  private static Double uncertaintyAmount(
      DrugSums sums, Optional<AmountUnit> unit, PumpSample latest, DosePlan plan) {
    Optional<Concentration> concentration =
        sums.reported().or(() -> plan.concentrationAsOf(sums.drug(), latest.origin().time()));
    return concentration
        .filter(c -> unit.isPresent() && c.unit() == unit.get())
        .map(c -> sums.uncertaintyNanolitres() / NANOLITRES_PER_ML * c.amountPerMl())
        .orElse(null);
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
