package io.rivulet.console.overview;

import io.rivulet.store.read.DoseRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a session received of one drug from all its pumps. A sum is empty where one of its parts is
 * not known: part of a dose is not shown as the dose.
 *
 * @param drug as named on the pump
 * @param unit mg, [IU] or meq; empty where no concentration is known
 * @param amount delivered, in {@code unit}
 * @param amountPerKg delivered per kg of the session's weight in force, {@code unit} per kg
 * @param volumeMl counted volume, mL
 * @param uncertaintyMl volume that may have moved unseen, mL
 * @param estimatedMl part of the volume that is rate x time, mL
 */
public record DrugTotal(
    String drug,
    Optional<String> unit,
    OptionalDouble amount,
    OptionalDouble amountPerKg,
    double volumeMl,
    double uncertaintyMl,
    double estimatedMl) {

  private record Key(String drug, Optional<String> unit) {}

  /** One total for each drug and unit, in the order of the rows. */
  static List<DrugTotal> of(List<DoseRow> rows) {
    Map<Key, List<DoseRow>> groups = new LinkedHashMap<>();
    for (DoseRow row : rows) {
      groups.computeIfAbsent(new Key(row.drug(), row.unit()), key -> new ArrayList<>()).add(row);
    }
    List<DrugTotal> totals = new ArrayList<>(groups.size());
    groups.forEach((key, parts) -> totals.add(total(key, parts)));
    return List.copyOf(totals);
  }

  private static DrugTotal total(Key key, List<DoseRow> parts) {
    return new DrugTotal(
        key.drug,
        key.unit,
        sum(parts, DoseRow::amount),
        sum(parts, DoseRow::amountPerKg),
        parts.stream().mapToDouble(DoseRow::volumeMl).sum(),
        parts.stream().mapToDouble(DoseRow::uncertaintyMl).sum(),
        parts.stream().mapToDouble(DoseRow::estimatedMl).sum());
  }

  private static OptionalDouble sum(List<DoseRow> rows, Function<DoseRow, OptionalDouble> part) {
    double sum = 0;
    for (DoseRow row : rows) {
      OptionalDouble value = part.apply(row);
      if (value.isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += value.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }
}
