package io.rivulet.streams.session;

import io.rivulet.domain.dose.DoseLedger;
import io.rivulet.domain.dose.DosePlan;
import io.rivulet.domain.dose.DrugAccount;
import io.rivulet.domain.dose.DrugSums;
import io.rivulet.domain.dose.PumpBook;
import io.rivulet.domain.reading.PumpSample;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.domain.unit.Concentration;
import io.rivulet.schemas.reading.ReadingMapping;
import io.rivulet.schemas.record.DoseUpdateRecord;
import io.rivulet.schemas.record.PumpStateRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one pump delivered of one drug, as a record. */
final class DoseUpdates {
  private static final double NANOLITRES_PER_ML = PumpSample.NANOLITRES_PER_ML;

  private DoseUpdates() {}

  static DoseUpdateRecord of(PumpCourse pump, DrugSums sums, DoseLedger ledger, DosePlan plan) {
    DrugAccount account = sums.by(plan);
    Optional<PumpSample> latest = ledger.latest();
    String drug = sums.drug();
    // Of a drug that the pump has turned away from, nothing flows, whatever it does now.
    boolean current =
        sums.samples() > 0
            && (latest.orElseThrow().drug().equals(drug) || drug.equals(PumpBook.FURTHER));
    Instant asOf =
        current
            ? latest.get().origin().time()
            : sums.until().orElseGet(() -> pump.latest().orElseThrow().time());
    Optional<AmountUnit> unit =
        account.unit().or(() -> current ? ledger.unitInForce(plan) : Optional.<AmountUnit>empty());
    return DoseUpdateRecord.newBuilder()
        .setSession(pump.session())
        .setDevice(pump.device())
        .setDrug(drug)
        .setRevision(pump.revision)
        .setAsOf(asOf)
        .setVolumeNanolitres(account.volumeNanolitres())
        .setAmount(unit.isPresent() ? boxed(account.amount()) : null)
        .setUnit(account.amount().isPresent() ? unit.map(AmountUnit::ucum).orElse(null) : null)
        .setAmountPerKg(unit.isPresent() ? boxed(account.amountPerKg()) : null)
        .setUncertaintyNanolitres(account.uncertaintyNanolitres())
        .setUncertaintyAmount(uncertaintyAmount(sums, unit, asOf, plan))
        .setEstimatedNanolitres(account.estimatedNanolitres())
        .setCheckedCounterNanolitres(account.checkedCounterNanolitres())
        .setCheckedRateNanolitres(account.checkedRateNanolitres())
        .setSamples(account.samples())
        .setDuplicates(pump.duplicates)
        .setResets(account.resets())
        .setSegments(account.segments())
        .setState(current ? ReadingMapping.state(latest.get().state()) : PumpStateRecord.STOP)
        .setRateMlPerHour(current ? boxed(latest.get().rateMlPerHour()) : Double.valueOf(0))
        .setRatePerKgPerHour(current ? boxed(ledger.ratePerKgPerHour(plan)) : Double.valueOf(0))
        .setLate(pump.late)
        .build();
  }

  /** By the concentration in force now; what it was while nobody looked is not known either. */
  private static Double uncertaintyAmount(
      DrugSums sums, Optional<AmountUnit> unit, Instant asOf, DosePlan plan) {
    Optional<Concentration> concentration =
        sums.reported().or(() -> plan.concentration(sums.drug()).asOf(asOf));
    return concentration
        .filter(c -> unit.isPresent() && c.unit() == unit.get())
        .map(c -> sums.uncertaintyNanolitres() / NANOLITRES_PER_ML * c.amountPerMl())
        .orElse(null);
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
