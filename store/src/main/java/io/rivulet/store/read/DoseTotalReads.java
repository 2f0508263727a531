package io.rivulet.store.read;

import io.rivulet.schemas.record.PredictionRecord;
import io.rivulet.schemas.record.RouteDoseRecord;
import io.rivulet.store.event.EventBody;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/** Reads table {@code dose_total}. */
final class DoseTotalReads {
  private static final String OF_SESSIONS =
      "SELECT * FROM rivulet.dose_total WHERE session = ANY (?) ORDER BY session, drug COLLATE \"C\"";

  private DoseTotalReads() {}

  static List<DoseTotalRow> of(Snapshot snapshot, String... sessions) throws SQLException {
    return snapshot.rows(OF_SESSIONS, DoseTotalReads::read, (Object) sessions);
  }

  private static DoseTotalRow read(Row row) throws SQLException {
    return new DoseTotalRow(
        row.text("session"),
        row.text("drug"),
        row.whole("revision"),
        row.instant("as_of"),
        row.optionalText("unit"),
        row.optionalNumber("amount"),
        row.optionalNumber("amount_per_kg"),
        row.optionalNumber("uncertainty_amount"),
        EventBody.readAll(row.text("routes"), RouteDoseRecord.class).stream()
            .map(DoseTotalReads::route)
            .toList(),
        row.optionalNumber("planned_per_kg"),
        row.optionalNumber("planned_so_far_per_kg"),
        row.optionalInstant("started_time"),
        row.optionalNumber("rate_per_kg_per_hour"),
        row.optionalNumber("rate_ug_per_kg_per_minute"),
        EventBody.readAll(row.text("predictions"), PredictionRecord.class).stream()
            .map(DoseTotalReads::prediction)
            .toList(),
        row.optionalText("prediction_note"));
  }

  private static DoseTotalRow.RouteDose route(RouteDoseRecord dose) {
    return new DoseTotalRow.RouteDose(
        dose.getRoute(),
        dose.getCharted(),
        optional(dose.getAmount()),
        optional(dose.getAmountPerKg()));
  }

  private static DoseTotalRow.Prediction prediction(PredictionRecord predicted) {
    return new DoseTotalRow.Prediction(
        predicted.getModel(), predicted.getPlasmaNgPerMl(), predicted.getEffectSiteNgPerMl());
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
