package io.rivulet.store.landing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Picks the statement that holds where one batch states the same thing several times. */
final class LatestStatements {
  private LatestStatements() {}

  /** For each key the record with the highest revision; of equal ones the last. */
  static <T> List<T> of(
      List<Incoming<T>> records, Function<T, Object> key, ToLongFunction<T> revision) {
    Map<Object, T> latest = new LinkedHashMap<>();
    for (Incoming<T> record : records) {
      latest.merge(
          key.apply(record.value()),
          record.value(),
          (held, stated) ->
              revision.applyAsLong(stated) >= revision.applyAsLong(held) ? stated : held);
    }
    return List.copyOf(latest.values());
  }
}
