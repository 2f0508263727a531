package io.rivulet.console.course;

import static io.rivulet.console.course.Readings.optional;

import io.rivulet.domain.delivery.DoseTotal;
import io.rivulet.domain.prediction.Prediction;
import io.rivulet.domain.unit.AmountUnit;
import io.rivulet.schemas.record.AlertRecord;
import io.rivulet.schemas.record.DoseTotalRecord;
import io.rivulet.schemas.record.ExcursionRecord;
import io.rivulet.store.read.AlertRow;
import io.rivulet.store.read.ExcursionRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the clinical engine stated, as items of a course, the same from the store and from Kafka.
 */
public final class Findings {
  private Findings() {}

  /** A dose as stated. */
  public static DoseItem dose(DoseTotalRecord record) {
    return new DoseItem(
        record.getDrug() + "|" + record.getAsOf(),
        record.getRevision(),
        record.getDrug(),
        record.getAsOf(),
        Optional.ofNullable(record.getUnit()),
        optional(record.getAmount()),
        optional(record.getAmountPerKg()),
        optional(record.getUncertaintyAmount()),
        optional(record.getPlannedPerKg()),
        optional(record.getPlannedSoFarPerKg()),
        optional(record.getRatePerKgPerHour()),
        record.getPredictions().stream()
            .map(
                each ->
                    new PredictedValue(
                        each.getModel(), each.getPlasmaNgPerMl(), each.getEffectSiteNgPerMl()))
            .toList(),
        Optional.ofNullable(record.getPredictionNote()));
  }

  /** The same worked out again. */
  static DoseItem dose(DoseTotal total) {
    boolean known = total.unit().isPresent();
    return new DoseItem(
        total.drug() + "|" + total.asOf(),
        0,
        total.drug(),
        total.asOf(),
        total.unit().map(AmountUnit::ucum),
        known ? total.amount() : OptionalDouble.empty(),
        known ? total.perKg() : OptionalDouble.empty(),
        total.uncertainty(),
        total.plannedPerKg(),
        total.plannedSoFarPerKg(),
        total.ratePerKgPerHour(),
        total.prediction().map(Findings::predicted).orElse(List.of()),
        total.prediction().flatMap(Prediction::leftOut));
  }

  private static List<PredictedValue> predicted(Prediction prediction) {
    return prediction.models().stream()
        .map(
            each ->
                new PredictedValue(each.model(), each.plasmaNgPerMl(), each.effectSiteNgPerMl()))
        .toList();
  }

  /** An excursion as stated. */
  public static ExcursionItem excursion(ExcursionRecord record) {
    return new ExcursionItem(
        record.getId(),
        record.getRevision(),
        record.getSource(),
        record.getComponent(),
        record.getDirection(),
        record.getSeverity(),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getPeak(),
        optional(record.getLimit()),
        record.getUnit(),
        record.getProfile(),
        record.getProfileVersion(),
        record.getWithdrawn());
  }

  /** The same from the store. */
  static ExcursionItem excursion(ExcursionRow row) {
    return new ExcursionItem(
        row.id(),
        row.revision(),
        row.source(),
        row.component(),
        row.direction(),
        row.severity(),
        row.start(),
        row.end(),
        row.peak(),
        row.limit(),
        row.unit(),
        row.profile(),
        row.profileVersion(),
        false);
  }

  /** An alert as stated. */
  public static AlertItem alert(AlertRecord record) {
    return new AlertItem(
        record.getId(),
        record.getRevision(),
        record.getKind(),
        record.getCategory(),
        record.getPriority(),
        record.getPresent(),
        record.getSignal(),
        record.getStart(),
        Optional.ofNullable(record.getEnd()),
        record.getDetail(),
        record.getWithdrawn());
  }

  /** The same from the store. */
  static AlertItem alert(AlertRow row) {
    return new AlertItem(
        row.id(),
        row.revision(),
        row.kind(),
        row.category(),
        row.priority(),
        row.present(),
        row.signal(),
        row.start(),
        row.end(),
        row.detail(),
        row.withdrawn());
  }
}
