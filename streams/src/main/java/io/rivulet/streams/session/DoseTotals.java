package io.rivulet.streams.session;

import io.rivulet.domain.delivery.DoseTotal;
import io.rivulet.domain.delivery.RouteDose;
import io.rivulet.domain.prediction.Predicted;
import io.rivulet.domain.prediction.Prediction;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.RouteDoseRecord;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** What a session had of one drug, as a record. */
final class DoseTotals {
  private DoseTotals() {}

  static DoseTotalRecord of(String session, DoseTotal total, long revision) {
    return DoseTotalRecord.newBuilder()
        .setSession(session)
        .setDrug(total.drug())
        .setRevision(revision)
        .setAsOf(total.asOf())
        .setUnit(total.unit().map(AmountUnit::ucum).orElse(null))
        .setAmount(total.unit().isPresent() ? boxed(total.amount()) : null)
        .setAmountPerKg(total.unit().isPresent() ? boxed(total.perKg()) : null)
        .setUncertaintyAmount(boxed(total.uncertainty()))
        .setRoutes(total.routes().stream().map(DoseTotals::route).toList())
        .setPlannedPerKg(boxed(total.plannedPerKg()))
        .setPlannedSoFarPerKg(boxed(total.plannedSoFarPerKg()))
        .setStarted(total.started().orElse(null))
        .setRatePerKgPerHour(boxed(total.ratePerKgPerHour()))
        .setRateUgPerKgPerMinute(boxed(total.rateUgPerKgPerMinute()))
        .setPredictions(total.prediction().map(DoseTotals::predictions).orElse(List.of()))
        .setPredictionNote(total.prediction().flatMap(Prediction::leftOut).orElse(null))
        .build();
  }

  /** A drug of which the session is no longer known to have had any. */
  static DoseTotalRecord none(String session, String drug, long revision, Instant asOf) {
    return DoseTotalRecord.newBuilder()
        .setSession(session)
        .setDrug(drug)
        .setRevision(revision)
        .setAsOf(asOf)
        .build();
  }

  private static RouteDoseRecord route(RouteDose dose) {
    return new RouteDoseRecord(
        dose.route().name(), dose.charted(), boxed(dose.amount()), boxed(dose.perKg()));
  }

  private static List<PredictionRecord> predictions(Prediction prediction) {
    return prediction.models().stream().map(DoseTotals::prediction).toList();
  }

  private static PredictionRecord prediction(Predicted predicted) {
    return new PredictionRecord(
        predicted.model(), predicted.plasmaNgPerMl(), predicted.effectSiteNgPerMl());
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
